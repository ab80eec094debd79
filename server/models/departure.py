"""The departure: a record left a stream at a seq; phones that stand there drop their copy."""

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class Departure(Base):
    """One row per (stream, record): gone again when the record comes back."""

    __tablename__ = "departure"
    __table_args__ = (Index(None, "commune_id", "stream", "seq"),)

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    stream: Mapped[str] = mapped_column(String(80), primary_key=True)
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
