"""The blob: the bytes of a photo or voice note that are whole in the store."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Blob(Base):
    """One blob, addressed by the sha256 of its bytes; a row stands once they are whole.

    `delete_after`: from when retention may delete it, since nothing names it any more.
    """

    __tablename__ = "blob"

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(20))
    complete_at: Mapped[datetime] = mapped_column(Moment)
    delete_after: Mapped[datetime | None] = mapped_column(Moment)
