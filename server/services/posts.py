"""A post is what a person is in a commune; the desk's posts may act on people and phones."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Commune, Membership
from server.services.tokens import Caller
from server.sync.streams import ADMINISTRATOR, CHIEF, OFFICER, VIEWER

MEMBER = "member"
OFFICE_POSTS = (OFFICER, CHIEF, VIEWER, ADMINISTRATOR)
DESK_POSTS = frozenset({OFFICER, CHIEF, ADMINISTRATOR})
HIGHER_POSTS = frozenset({CHIEF, ADMINISTRATOR})


@dataclass(frozen=True)
class CommunePost:
    """One commune of a person, and the post there."""

    id: str
    name: str
    post: str


def list_posts(session: Session, account_id: str) -> list[CommunePost]:
    """Give every commune of the account, in the order of joining."""
    rows = session.execute(
        select(Commune.id, Commune.name, Membership.post)
        .join(Membership, Membership.commune_id == Commune.id)
        .where(Membership.account_id == account_id)
        .order_by(Membership.since, Commune.id)
    )
    return [CommunePost(*row) for row in rows]


def find_post(session: Session, commune_id: str, account_id: str) -> str | None:
    """Give the account's post in the commune, None for a stranger."""
    membership = session.get(Membership, (commune_id, account_id))
    return membership.post if membership else None


def require_post(session: Session, commune_id: str, caller: Caller) -> str:
    """Give the caller's post. Raises commune.not_yours; rights.missing for a retired phone."""
    post = find_post(session, commune_id, caller.account_id)
    if post is None:
        raise Problem("commune.not_yours")
    if caller.device_state != "active":
        raise Problem("rights.missing", device_state=caller.device_state)
    return post


def require_desk(session: Session, commune_id: str, caller: Caller) -> str:
    """Give the caller's post at the desk. Raises commune.not_yours, rights.missing."""
    post = require_post(session, commune_id, caller)
    if post not in DESK_POSTS:
        raise Problem("rights.missing", post=post, needed=sorted(DESK_POSTS))
    return post
