"""The access log: who opened, exported or printed what; append-only and chained."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class AccessEntry(Base):
    """One look at a record or one act on people and phones.

    `at`: as the device's clock had it, text; `received_at`: ours. `chain`: sha256 over the
    previous entry's chain and this entry, so that a missing or changed line shows.
    """

    __tablename__ = "access_entry"
    __table_args__ = (UniqueConstraint("commune_id", "number"),)

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    person: Mapped[str] = mapped_column(String(36))
    device_id: Mapped[str | None] = mapped_column(String(36))
    action: Mapped[str] = mapped_column(String(20))
    object_type: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(String(200))
    at: Mapped[str] = mapped_column(String(40))
    received_at: Mapped[datetime] = mapped_column(Moment)
    chain: Mapped[str] = mapped_column(String(64))
