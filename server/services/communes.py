"""After a restore a commune gives nothing out until the desk has looked through its rights."""

from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Commune
from server.services.posts import DESK_POSTS
from server.sync.push import lock

__all__ = ["DESK_POSTS", "confirm_rights", "mark_restored"]


def mark_restored(session: Session, commune_id: str) -> None:
    """Hold back records, streams and departures from now on: a restore undoes revocations too."""
    lock(session, commune_id)
    session.get_one(Commune, commune_id).restored = True


def confirm_rights(session: Session, commune_id: str) -> None:
    """Let records go out again. Raises commune.not_restored when nothing waited for it."""
    lock(session, commune_id)
    commune = session.get_one(Commune, commune_id)
    if not commune.restored:
        raise Problem("commune.not_restored")
    commune.restored = False
