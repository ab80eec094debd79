"""Pull: what changed in the caller's streams since his cursors, from one read snapshot."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.columns import Numbers, OneOf
from server.db import driver_of
from server.models import Mutation
from server.statement import Driver, Statement
from server.sync.lineage import BEGINNING, SHOWN_DIGITS, Cursor, cursor_at
from server.sync.page import Page, read_page
from server.sync.request import Request, parse_witness
from server.sync.standing import Granted, Standing, read_head, read_standing

TAG_DIGITS = 16
T = TypeVar("T")
Reply = dict[str, Any]


class Read(Protocol):
    """Does work that only reads on one snapshot, again when the database was busy."""

    def __call__(self, work: Callable[[Driver], T], *, single: bool = False) -> T:
        """Give what the work gives; `single`: the work is one statement."""


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


def pull(read: Read, commune_id: str, request: Request) -> tuple[Reply, list[bytes]]:
    """Give the reply's parts, and the records apart, as JSON texts that are only joined.

    One read where nothing is new, else a constant handful on one snapshot; never a write.
    Raises commune.not_yours.
    """

    def look(driver: Driver) -> Standing:
        return read_standing(driver, commune_id, request.person)

    standing = read(look, single=True)
    if _is_at_head(standing, request):
        return _whole_reply(standing, request, _verdicts(standing, []), Page(), standing.head)
    return read(lambda driver: _catch_up(driver, commune_id, look(driver), request))


def _is_at_head(standing: Standing, request: Request) -> bool:
    """Say whether nothing happened since the phone's last exchange."""
    places = [parse_witness(request.witness), *(one.cursor for one in request.since)]
    return not standing.is_restored and all(place == standing.head for place in places)


def _catch_up(
    driver: Driver, commune_id: str, standing: Standing, request: Request
) -> tuple[Reply, list[bytes]]:
    """Read what lies between the phone's places and the head."""
    links = _links(driver, commune_id, standing.head, request)
    reply = _late_verdicts(driver, commune_id, standing, request, links)
    if standing.is_restored:
        return {**reply, "more": False}, []
    if reply["reset"] or not all(_holds(links, one.cursor) for one in request.since):
        shown = streams_part(_readable(standing, request), request.streams_tag)
        return {**reply, **shown, "late_results": [], "reset": True, "more": True}, []
    granted = _readable(standing, request)
    page = read_page(driver, commune_id, granted, request, standing.head)
    until = _reached(driver, commune_id, standing.head, page)
    return _whole_reply(standing, request, reply, page, until)


def _reached(driver: Driver, commune_id: str, head: Cursor, page: Page) -> Cursor:
    if not page.is_cut:
        return head
    return cursor_at(*_LINKS.one(driver, commune_id=commune_id, seqs=[page.last_seq]))


def _whole_reply(
    standing: Standing, request: Request, verdicts: Reply, page: Page, until: Cursor
) -> tuple[Reply, list[bytes]]:
    """`until`: the place that the page reaches."""
    granted = _readable(standing, request)
    asked = {name for one in request.since for name in one.streams}
    is_whole = not page.is_cut and granted.keys() <= asked
    reply = {
        **verdicts,
        **streams_part(granted, request.streams_tag),
        "backup": str(standing.backup),
        "departures": page.departures,
        "more": not is_whole,
        "cursor": str(until if request.since else BEGINNING),
    }
    if is_whole:
        shown = sorted(granted.keys() & asked)
        reply["digests"] = {name: [granted[name].count, granted[name].xor] for name in shown}
    return reply, page.records


def verdicts_part(session: Session, commune_id: str, request: Request) -> Reply:
    """Give what a reply says of verdicts, without any record: where the pull can't be made."""
    driver = driver_of(session)
    standing = read_head(driver, commune_id, request.person)
    links = _links(driver, commune_id, standing.head, request)
    return _late_verdicts(driver, commune_id, standing, request, links)


def _late_verdicts(
    driver: Driver, commune_id: str, standing: Standing, request: Request, links: Mapping[int, str]
) -> Reply:
    if not _holds(links, parse_witness(request.witness)):
        return {**_verdicts(standing, []), "reset": True}
    return _verdicts(standing, _late_results(driver, commune_id, request, standing.head))


def _verdicts(standing: Standing, late: list[dict[str, Any]]) -> Reply:
    """Give witness and late results together: a witness that moved without them would lose them,
    and one that stayed behind the results would hide a restore from the phone.
    """
    return {
        "witness": str(standing.head),
        "late_results": late,
        "reset": False,
        "restored": standing.is_restored,
    }


def _readable(standing: Standing, request: Request) -> Mapping[str, Granted]:
    return {} if request.is_retired else standing.granted


def streams_part(granted: Mapping[str, Granted], known_tag: str | None) -> Reply:
    """Give the streams with their roles and the tag of that; nothing to whoever shows the tag."""
    streams = {name: "+".join(sorted(granted[name].roles)) for name in sorted(granted)}
    tag = sha256(json.dumps(streams).encode()).hexdigest()[:TAG_DIGITS]
    return {} if tag == known_tag else {"streams": streams, "streams_tag": tag}


def _links(driver: Driver, commune_id: str, head: Cursor, request: Request) -> dict[int, str]:
    """Give the lineage at every place that the request names."""
    places = [parse_witness(request.witness), *(one.cursor for one in request.since)]
    links = {head.seq: head.lineage}
    wanted = sorted({place.seq for place in places if place is not None} - links.keys() - {0})
    if wanted:
        rows = _LINKS.all(driver, commune_id=commune_id, seqs=wanted)
        links |= {row.seq: row.lineage[:SHOWN_DIGITS] for row in rows}
    return links


def _holds(links: Mapping[int, str], place: Cursor | None) -> bool:
    """Say whether this history went through that place."""
    if place is None:
        return False
    return place.seq == 0 or links.get(place.seq) == place.lineage


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
