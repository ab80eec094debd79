"""The stream: an audience inside a commune, with the digest of the rows standing in it."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class Stream(Base):
    """One stream. `count` rows stand in it; `xor`: 16 hex digits over all of them."""

    __tablename__ = "stream"

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger, default=0)
    xor: Mapped[str] = mapped_column(String(16), default="0" * 16)
