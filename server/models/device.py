"""The device: one installation of the app, a phone or a browser at the office."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class Device(Base):
    """One installation that someone signed in with.

    `state`: active, locked, retired or stolen. `health`: the latest report as JSON text
    (pending, oldest_unsent, quota_left, version, clock_offset_ms).
    """

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    install_id: Mapped[str] = mapped_column(String(36))
    label: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[str] = mapped_column(String(10), default="active")
    created_at: Mapped[datetime] = mapped_column(Moment)
    health: Mapped[str | None] = mapped_column(Text)
    health_at: Mapped[datetime | None] = mapped_column(Moment)
