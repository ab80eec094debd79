"""Whom a command invites: named people, a group, or everybody who has no phone here yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.ids import is_id
from server.models import Device, Membership
from server.services.devices import ACTIVE
from server.services.member_file import as_key
from server.services.members import Member, list_group_names, list_members
from server.services.posts import MEMBER


@dataclass(frozen=True)
class Invitee:
    """One person to invite, by one of the member records. `place`: the names of the groups."""

    member_id: str
    name: str
    place: str


@dataclass(frozen=True)
class Choice:
    """Who is invited, and how many were passed over because they have a phone or a post."""

    invitees: list[Invitee]
    passed_over: int = 0


def choose_named(session: Session, commune_id: str, names: Sequence[str]) -> Choice:
    """Choose people by name or member id. Raises member.unknown, member.name_shared."""
    members = _serving(session, commune_id)
    chosen = [_find_one(members, name) for name in names]
    return Choice(_as_invitees(session, commune_id, members, chosen))


def choose_all(session: Session, commune_id: str, group_name: str | None = None) -> Choice:
    """Choose everybody, or one group's people, who has neither a phone nor a post yet.

    Raises group.unknown.
    """
    members = _serving(session, commune_id)
    wanted = members
    if group_name is not None:
        group_id = _find_group(session, commune_id, group_name)
        wanted = [one for one in members if one.group == group_id]
    settled = _settled_accounts(session, commune_id)
    invitees = _as_invitees(
        session, commune_id, members, [one for one in wanted if one.account not in settled]
    )
    passed_over = {one.account for one in wanted if one.account in settled}
    return Choice(invitees, len(passed_over))


def _serving(session: Session, commune_id: str) -> list[Member]:
    members = [one for one in list_members(session, commune_id) if not one.has_left]
    return sorted(members, key=lambda one: (one.group or "", one.name, one.id))


def _find_one(members: Iterable[Member], name: str) -> Member:
    if is_id(name):
        fits = [one for one in members if one.id == name]
    else:
        fits = [one for one in members if as_key(one.name) == as_key(name)]
    if not fits:
        raise Problem("member.unknown", name=name)
    if len({one.account or one.id for one in fits}) > 1:
        raise Problem("member.name_shared", name=name, member_ids=[one.id for one in fits])
    return fits[0]


def _find_group(session: Session, commune_id: str, name: str) -> str:
    names = list_group_names(session, commune_id)
    fits = [one for one in names if name == one or as_key(names[one]) == as_key(name)]
    if len(fits) != 1:
        raise Problem("group.unknown", name=name, group_ids=fits)
    return fits[0]


def _settled_accounts(session: Session, commune_id: str) -> set[str]:
    """Find who needs no invitation: people with a phone that works, and those of the office."""
    rows = session.execute(
        select(Membership.account_id, Membership.post, Device.id)
        .outerjoin(Device, (Device.account_id == Membership.account_id) & (Device.state == ACTIVE))
        .where(Membership.commune_id == commune_id)
    )
    return {row.account_id for row in rows if row.id or row.post != MEMBER}


def _as_invitees(
    session: Session, commune_id: str, members: Sequence[Member], chosen: Sequence[Member]
) -> list[Invitee]:
    """Make one invitee of each person, with all groups of that person."""
    group_names = list_group_names(session, commune_id)
    places: defaultdict[str, list[str]] = defaultdict(list)
    for one in members:
        places[one.account or one.id].append(group_names.get(one.group or "", ""))
    people = {one.account or one.id: one for one in chosen}
    return [
        Invitee(one.id, one.name, ", ".join(filter(None, places[person])))
        for person, one in people.items()
    ]
