"""Who may read and write in a commune, as the server has it now: looked through after a restore."""

from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.models import Account, Commune, Grant, Membership
from server.services.posts import MEMBER, require_desk
from server.services.tokens import Caller
from server.sync.streams import LOG


@dataclass
class Holder:
    """Somebody with rights. `groups`: ids of the groups in whose log he writes."""

    person: str
    name: str
    post: str
    groups: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Rights:
    """Everybody with rights, by name. `restored`: they came out of a backup, unconfirmed."""

    restored: bool
    people: list[Holder]


def list_rights(session: Session, commune_id: str, caller: Caller) -> Rights:
    """Give whoever holds a post or writes in a group's log. Raises rights.missing."""
    require_desk(session, commune_id, caller)
    mine = (
        (Grant.commune_id == Membership.commune_id)
        & (Grant.person == Membership.account_id)
        & Grant.stream.startswith(LOG)
    )
    rows = session.execute(
        select(Account.id, Account.name, Membership.post, Grant.stream)
        .join(Membership, Membership.account_id == Account.id)
        .join(Grant, mine, isouter=True)
        .where(Membership.commune_id == commune_id)
        .where(or_(Membership.post != MEMBER, Grant.stream.is_not(None)))
        .order_by(Account.name, Account.id, Grant.stream)
    )
    found: dict[str, Holder] = {}
    for person, name, post, stream in rows:
        holder = found.setdefault(person, Holder(person, name, post))
        group = (stream or "").removeprefix(LOG)
        if group and group not in holder.groups:
            holder.groups.append(group)
    return Rights(session.get_one(Commune, commune_id).restored, list(found.values()))
