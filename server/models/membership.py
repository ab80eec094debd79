"""The membership: an account belongs to a commune, with a post there."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Membership(Base):
    """One account in one commune.

    `post`: member, officer, chief, viewer or administrator. What a member may use comes from
    the directory's member records; the other posts bring grants of their own.
    """

    __tablename__ = "membership"

    commune_id: Mapped[str] = mapped_column(ForeignKey("commune.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    post: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(Moment)
