"""The rate limit: tries in a window, in the database so that several workers share them."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.columns import Moment
from server.db import Base


class RateLimit(Base):
    """One counter. `key`: what is limited and for whom, hashed where it is a secret."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    window_ends_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
