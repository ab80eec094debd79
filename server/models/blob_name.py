"""The blob name: which mutation names which blob, whether its bytes are here or not."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base


class BlobName(Base):
    """One name, written with its mutation, held ones too; gone once retention emptied that.

    `record_id` and `person`: the mutation's.
    """

    __tablename__ = "blob_name"
    __table_args__ = (Index(None, "commune_id", "record_id"),)

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    mutation_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    record_id: Mapped[str | None] = mapped_column(String(36))
    person: Mapped[str] = mapped_column(String(36))
