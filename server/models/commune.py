"""The commune: the partition, its counter and what its settings decide on the server."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Commune(Base):
    """One commune. Its row is the lock that every push takes first.

    `seq`, `lineage`: the head of the commune's history. `backup_seq`, `backup_lineage`: the
    newest verified backup, `backup_at`: when it was taken. `closed_until`,
    `desk_reads_mediations`: projected from the directory's `setting` record, whose id is the
    commune's. `public_key`: JWK as JSON text. `access_chain`: hash of the last access log entry.
    """

    __tablename__ = "commune"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    seq: Mapped[int] = mapped_column(BigInteger, default=0)
    lineage: Mapped[str] = mapped_column(String(64), default="")
    restored: Mapped[bool] = mapped_column(default=False)
    backup_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    backup_lineage: Mapped[str] = mapped_column(String(8), default="")
    backup_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_until: Mapped[str | None] = mapped_column(String(10))
    desk_reads_mediations: Mapped[bool] = mapped_column(default=True)
    public_key: Mapped[str] = mapped_column(Text, default="")
    access_chain: Mapped[str] = mapped_column(String(64), default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
