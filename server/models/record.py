"""The record: the current state, ready to send."""

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class Record(Base):
    """The head of one record.

    `body`: the record as it goes over the wire, JSON, so that a pull only joins texts; the
    other columns repeat what is asked for by SQL. `keeps_whole`: open, returned or with siblings,
    so never sent as a stub.
    """

    __tablename__ = "record"
    __table_args__ = (Index(None, "commune_id", "stream", "seq"),)

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    stream: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[str] = mapped_column(String(36))
    review_revision: Mapped[str | None] = mapped_column(String(36))
    deleted: Mapped[bool] = mapped_column(default=False)
    occurred_on: Mapped[str | None] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(20))
    keeps_whole: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str] = mapped_column(Text)
