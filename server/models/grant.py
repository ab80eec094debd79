"""The grant: a person's role on a stream."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class Grant(Base):
    """One reason why a person may use a stream; the strongest role of all reasons counts.

    `source`: the id of the member record it is projected from. `role`: read or write. What a
    post in the commune brings is worked out from `membership` and stands in no table.
    """

    __tablename__ = "grant"
    __table_args__ = (Index(None, "commune_id", "source"),)

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(36), primary_key=True)
    stream: Mapped[str] = mapped_column(String(80), primary_key=True)
    source: Mapped[str] = mapped_column(String(36), primary_key=True)
    role: Mapped[str] = mapped_column(String(5))
