"""The invitation: lets one person sign in once on one phone, by six digits or by QR."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Invitation(Base):
    """One invitation. `code_hmac`: keyed HMAC of the digits; `link_hash`: sha256 of 128 bits."""

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    invited_by: Mapped[str] = mapped_column(String(36))
    code_hmac: Mapped[str] = mapped_column(String(64), index=True)
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    is_demo: Mapped[bool] = mapped_column(default=False)
