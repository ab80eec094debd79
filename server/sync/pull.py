"""Pull: what changed in the caller's streams since his cursors, from one read snapshot."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from server.columns import Numbers, OneOf
from server.db import driver_of
from server.errors import Problem
from server.models import Commune, Grant, Membership, Mutation, Stream
from server.statement import Driver, Statement
from server.sync.lineage import BEGINNING, SHOWN_DIGITS, Cursor, cursor_at
from server.sync.page import Page, read_page
from server.sync.request import Request, parse_witness
from server.sync.streams import role_of_post

TAG_DIGITS = 16


@dataclass
class Granted:
    """A stream that the person may read, with his roles and the digest of its rows."""

    roles: set[str]
    count: int
    xor: str


_COMMUNE = Statement(
    select(
        Commune.id,
        Commune.seq,
        Commune.lineage,
        Commune.restored,
        Commune.backup_seq,
        Commune.backup_lineage,
        Commune.desk_reads_mediations,
        Membership.post,
    )
    .join(Membership, Membership.commune_id == Commune.id)
    .where(Commune.id == bindparam("commune_id"), Membership.account_id == bindparam("person"))
)
_LINKS = Statement(
    select(Mutation.seq, Mutation.lineage).where(
        Mutation.commune_id == bindparam("commune_id"), OneOf(Mutation.seq, "seqs", Numbers())
    )
)
_LATE = Statement(
    select(Mutation.id, Mutation.verdict_seq, Mutation.verdict, Mutation.code, Mutation.siblings)
    .where(
        Mutation.commune_id == bindparam("commune_id"),
        Mutation.person == bindparam("person"),
        Mutation.verdict_seq > bindparam("after"),
        Mutation.verdict_seq != Mutation.seq,
    )
    .order_by(Mutation.verdict_seq, Mutation.id)
)
_MINE = and_(
    Grant.commune_id == Stream.commune_id,
    Grant.stream == Stream.name,
    Grant.person == bindparam("person"),
)
_GRANTED, _GRANTED_BY_POST = (
    Statement(
        select(Stream.name, Stream.count, Stream.xor, Grant.role)
        .join(Grant, _MINE, isouter=by_post)
        .where(Stream.commune_id == bindparam("commune_id"))
    )
    for by_post in (False, True)
)


def pull(driver: Driver, commune_id: str, request: Request) -> tuple[dict[str, Any], list[bytes]]:
    """Give the reply's parts, and the records apart, as JSON texts that are only joined.

    A constant handful of reads; never a write. Raises commune.not_yours.
    """
    commune = read_commune(driver, commune_id, request.person)
    head = cursor_at(commune.seq, commune.lineage)
    links = _links(driver, commune, request, commune.backup_seq)
    is_known = _holds(links, parse_witness(request.witness))
    reply = _verdicts_part(driver, commune_id, request, head, is_known=is_known)
    if commune.restored:
        return {**reply, "restored": True, "more": False}, []
    granted = {}
    if not request.is_retired:
        granted = readable_streams(driver, commune, request.person, commune.post)
    reply |= {"restored": False, **streams_part(granted, request.streams_tag)}
    if not is_known or not all(_holds(links, one.cursor) for one in request.since):
        return {**reply, "late_results": [], "reset": True, "more": True}, []
    reply["backup"] = _backup(links, commune)
    page = read_page(driver, commune_id, granted, request, head)
    asked = {name for one in request.since for name in one.streams}
    is_whole = not page.is_cut and granted.keys() <= asked
    reply["departures"] = page.departures
    reply["more"] = not is_whole
    reply["cursor"] = str(_next_cursor(driver, commune_id, head, page, request))
    if is_whole:
        shown = sorted(granted.keys() & asked)
        reply["digests"] = {name: [granted[name].count, granted[name].xor] for name in shown}
    return reply, page.records


def read_commune(driver: Driver, commune_id: str, person: str) -> Any:
    """Read the commune's row with the person's `post` in it. Raises commune.not_yours."""
    commune = _COMMUNE.one_or_none(driver, commune_id=commune_id, person=person)
    if commune is None:
        raise Problem("commune.not_yours")
    return commune


def verdicts_part(session: Session, commune_id: str, request: Request) -> dict[str, Any]:
    """Give what a reply says of verdicts, without any record: where the pull can't be made."""
    driver = driver_of(session)
    commune = read_commune(driver, commune_id, request.person)
    links = _links(driver, commune, request, 0)
    is_known = _holds(links, parse_witness(request.witness))
    head = cursor_at(commune.seq, commune.lineage)
    reply = _verdicts_part(driver, commune_id, request, head, is_known=is_known)
    return {**reply, "restored": commune.restored}


def _verdicts_part(
    driver: Driver, commune_id: str, request: Request, head: Cursor, *, is_known: bool
) -> dict[str, Any]:
    """Give witness and late results together: a witness that moved without them would lose them,
    and one that stayed behind the results would hide a restore from the phone.
    """
    late = _late_results(driver, commune_id, request, head) if is_known else []
    return {"witness": str(head), "reset": not is_known, "late_results": late}


def readable_streams(
    driver: Driver, commune: Any, person: str, post: str | None
) -> dict[str, Granted]:
    """Give every stream of the commune that the person may read; `post`: his there."""
    statement = _GRANTED if post in (None, "member") else _GRANTED_BY_POST
    found: dict[str, Granted] = {}
    for name, count, xor, role in statement.all(driver, commune_id=commune.id, person=person):
        by_post = role_of_post(post, name, desk_reads_mediations=commune.desk_reads_mediations)
        roles = {one for one in (role, by_post) if one}
        if roles:
            found.setdefault(name, Granted(set(), count, xor)).roles |= roles
    return found


def streams_part(granted: Mapping[str, Granted], known_tag: str | None) -> dict[str, Any]:
    """Give the streams with their roles and the tag of that; nothing to whoever shows the tag."""
    streams = {name: "+".join(sorted(granted[name].roles)) for name in sorted(granted)}
    tag = sha256(json.dumps(streams).encode()).hexdigest()[:TAG_DIGITS]
    return {} if tag == known_tag else {"streams": streams, "streams_tag": tag}


def _links(driver: Driver, commune: Any, request: Request, backup_seq: int) -> dict[int, str]:
    """Give the lineage at every place that the request or the backup names."""
    places = [parse_witness(request.witness), *(one.cursor for one in request.since)]
    seqs = {place.seq for place in places if place is not None} | {backup_seq}
    links = {commune.seq: commune.lineage[:SHOWN_DIGITS]}
    wanted = sorted(seqs - links.keys() - {0})
    if wanted:  # in the steady state a phone stands at the head
        rows = _LINKS.all(driver, commune_id=commune.id, seqs=wanted)
        links |= {row.seq: row.lineage[:SHOWN_DIGITS] for row in rows}
    return links


def _holds(links: Mapping[int, str], place: Cursor | None) -> bool:
    """Say whether this history went through that place."""
    if place is None:
        return False
    return place.seq == 0 or links.get(place.seq) == place.lineage


def _backup(links: Mapping[int, str], commune: Any) -> str:
    backup = Cursor(commune.backup_seq, commune.backup_lineage)
    return str(backup) if _holds(links, backup) else str(BEGINNING)


def _late_results(
    driver: Driver, commune_id: str, request: Request, head: Cursor
) -> list[dict[str, Any]]:
    """Give the caller's own verdicts that changed after the reply he applied last."""
    witness = parse_witness(request.witness)
    if request.witness is None or witness is None or witness.seq >= head.seq:
        return []
    rows = _LATE.all(driver, commune_id=commune_id, person=request.person, after=witness.seq)
    return [
        {
            "id": row.id,
            "seq": row.verdict_seq,
            "verdict": row.verdict,
            "code": row.code,
            "siblings": json.loads(row.siblings),
            "duplicate": False,
        }
        for row in rows
    ]


def _next_cursor(
    driver: Driver, commune_id: str, head: Cursor, page: Page, request: Request
) -> Cursor:
    if not request.since:
        return BEGINNING
    if not page.is_cut:
        return head
    return cursor_at(*_LINKS.one(driver, commune_id=commune_id, seqs=[page.last_seq]))
