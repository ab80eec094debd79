"""Where a person stands in a commune: his post, its history's head, the streams he may read.

It is one statement, and so a snapshot by itself: a phone that has all there is needs no other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Select, String, and_, bindparam, cast, null, select, union_all

from server.errors import Problem
from server.models import Commune, Grant, Membership, Mutation, Stream
from server.statement import Driver, Statement
from server.sync.lineage import BEGINNING, SHOWN_DIGITS, Cursor, cursor_at
from server.sync.streams import role_of_post


@dataclass
class Granted:
    """A stream that the person may read, with his roles and the digest of its rows."""

    roles: set[str]
    count: int
    xor: str


class Standing(NamedTuple):
    """`backup`: the place of the last proven backup; the beginning where this history has none.

    `is_restored`: the commune came from a backup, and nobody has looked through its rights yet.
    """

    head: Cursor
    is_restored: bool
    backup: Cursor = BEGINNING
    granted: Mapping[str, Granted] = {}


_PERSON: Any = bindparam("person")
_COMMUNE_ID: Any = bindparam("commune_id")
_HERE = and_(Commune.id == _COMMUNE_ID, Membership.account_id == _PERSON)
_BELONGS = Membership.commune_id == Commune.id
_GIVEN = and_(Grant.commune_id == Commune.id, Grant.person == _PERSON)
_READ = and_(Stream.commune_id == Commune.id, Stream.name == Grant.stream)
_AT_BACKUP = and_(Mutation.commune_id == Commune.id, Mutation.seq == Commune.backup_seq)
_PLACE: Sequence[Any] = (
    Membership.post,
    Commune.seq,
    Commune.lineage,
    Commune.restored,
    Commune.backup_seq,
    Commune.backup_lineage,
    Commune.desk_reads_mediations,
)


def _standing() -> Select[Any]:
    """One row at least with the place, and one for each grant or stream that the post may bring."""
    granted: Select[Any] = (
        select(*_PLACE, Mutation.lineage.label("at_backup"), Grant.role)
        .add_columns(Stream.name, Stream.count, Stream.xor)
        .select_from(Commune)
        .join(Membership, _BELONGS)
        .join(Mutation, _AT_BACKUP, isouter=True)
        .join(Grant, _GIVEN, isouter=True)
        .join(Stream, _READ, isouter=True)
        .where(_HERE)
    )
    nothing = (cast(null(), one.type) for one in _PLACE)
    by_post = (
        select(*nothing, cast(null(), String), cast(null(), String))
        .add_columns(Stream.name, Stream.count, Stream.xor)
        .select_from(Commune)
        .join(Membership, _BELONGS)
        .join(Stream, Stream.commune_id == Commune.id)
        .where(_HERE, Membership.post != "member")  # whose post brings none
    )
    return select(union_all(granted, by_post).subquery())


_ALONE = Statement(select(*_PLACE).join(Membership, _BELONGS).where(_HERE))
_STANDING = Statement(_standing())


def read_head(driver: Driver, commune_id: str, person: str) -> Standing:
    """Read it without backup and streams. Raises commune.not_yours."""
    place = _ALONE.one_or_none(driver, commune_id=commune_id, person=person)
    if place is None:
        raise Problem("commune.not_yours")
    return Standing(cursor_at(place.seq, place.lineage), place.restored)


def read_standing(driver: Driver, commune_id: str, person: str) -> Standing:
    """Read where the person stands. Raises commune.not_yours."""
    rows = _STANDING.all(driver, commune_id=commune_id, person=person)
    if not rows:
        raise Problem("commune.not_yours")
    place = next(row for row in rows if row.post is not None)
    return Standing(
        cursor_at(place.seq, place.lineage), place.restored, _backup(place), _granted(place, rows)
    )


def _granted(place: Any, rows: Iterable[Any]) -> dict[str, Granted]:
    found: dict[str, Granted] = {}
    reads_mediations = place.desk_reads_mediations
    for row in rows:
        if row.name is None:  # nothing was granted
            continue
        by_post = role_of_post(place.post, row.name, desk_reads_mediations=reads_mediations)
        roles = {one for one in (row.role, by_post) if one}
        if roles:
            found.setdefault(row.name, Granted(set(), row.count, row.xor)).roles |= roles
    return found


def _backup(place: Any) -> Cursor:
    """Give the backup's place while this history goes through it, else the beginning."""
    link = place.lineage if place.backup_seq == place.seq else place.at_backup or ""
    is_ours = link[:SHOWN_DIGITS] == place.backup_lineage
    return Cursor(place.backup_seq, place.backup_lineage) if is_ours else BEGINNING
