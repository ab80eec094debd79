"""What must hold of a commune's tables at any moment, recomputed from the rows alone.

Use after any fault: `assert_consistent(commune_id)`. Each fault is one sentence, so that a failing
test says which promise broke. Nothing here uses what the engine keeps beside the rows: digests,
lineage, grants and projected settings are counted again.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.db import transaction
from server.models import (
    AccessEntry,
    Commune,
    Departure,
    Grant,
    Mutation,
    Record,
    Stream,
)
from server.sync import access_log, lineage
from server.sync.canonical import body_hash, compose
from server.sync.digest import as_hex
from server.sync.head import DESK, HELD, Head, from_wire
from server.sync.streams import grants_of_member, streams_of_group

VERDICTS = frozenset({"applied", "merged", "conflict", HELD})
ENDED = frozenset({"CLOSED", "REPLACED"})
SERVER = "server"


@dataclass(frozen=True)
class Tables:
    """Every row of one commune, read in one snapshot."""

    commune: Any
    mutations: Sequence[Any]
    records: Sequence[Any]
    heads: dict[str, Head]
    streams: Sequence[Any]
    departures: Sequence[Any]
    grants: Sequence[Any]
    access: Sequence[Any]


def assert_consistent(commune_id: str) -> None:
    """Fail with every fault found; needs an app context, takes a read transaction of its own."""
    with transaction(write=False) as session:
        found = find_faults(session, commune_id)
    assert found == []


def find_faults(session: Session, commune_id: str) -> list[str]:
    """Give every fault of a commune's rows as a sentence; none when all is well."""
    tables = read_tables(session, commune_id)
    checks = (
        _check_history,
        _check_verdicts,
        _check_waiting,
        _check_heads,
        _check_held_rows,
        _check_digests,
        _check_departures,
        _check_projections,
        _check_access_log,
    )
    return [fault for check in checks for fault in check(tables)]


def read_tables(session: Session, commune_id: str) -> Tables:
    """Read every row of one commune."""
    records = _rows(session, Record, commune_id)
    return Tables(
        commune=session.execute(
            select(*Commune.__table__.columns).where(Commune.id == commune_id)
        ).one(),
        mutations=sorted(_rows(session, Mutation, commune_id), key=lambda row: int(row.seq)),
        records=records,
        heads={row.id: from_wire(json.loads(row.body)) for row in records},
        streams=_rows(session, Stream, commune_id),
        departures=_rows(session, Departure, commune_id),
        grants=_rows(session, Grant, commune_id),
        access=sorted(_rows(session, AccessEntry, commune_id), key=lambda row: int(row.number)),
    )


def _rows(session: Session, table: Any, commune_id: str) -> Sequence[Any]:
    return session.execute(
        select(*table.__table__.columns).where(table.commune_id == commune_id)
    ).all()


def _check_history(tables: Tables) -> Iterator[str]:
    """Every seq stands once, without a gap, and the lineage runs through all of them."""
    seqs = [row.seq for row in tables.mutations]
    if seqs != list(range(1, tables.commune.seq + 1)):
        yield f"seqs are not 1 to {tables.commune.seq}: {len(seqs)} of them"
    link = ""
    for row in tables.mutations:
        link = lineage.link(link, row.id, row.salt)
        if row.lineage != link:
            yield f"the lineage breaks at seq {row.seq}"
            return
    if tables.commune.lineage != link:
        yield "the commune's lineage is not that of its last seq"


def _check_verdicts(tables: Tables) -> Iterator[str]:
    for row in tables.mutations:
        if row.verdict not in VERDICTS or (row.verdict == HELD) != (row.code is not None):
            yield f"mutation {row.seq} has verdict {row.verdict!r} with code {row.code!r}"
        if (row.verdict == "conflict") != (row.siblings != "[]"):
            yield f"mutation {row.seq} is {row.verdict} with siblings {row.siblings}"
        if not row.seq <= row.verdict_seq <= tables.commune.seq:
            yield f"mutation {row.seq} has its verdict at {row.verdict_seq}"
        if row.person != SERVER and row.purged_seq is None:
            yield from _check_body(row)


def _check_body(row: Any) -> Iterator[str]:
    body = json.loads(row.body)
    if row.body_hash != body_hash(compose(body)):
        yield f"the body of mutation {row.seq} is not what was hashed"
    if body["id"] != row.id and row.code != "ID_REUSED":
        yield f"mutation {row.seq} stands under another id than its own"


def _check_waiting(tables: Tables) -> Iterator[str]:
    """What waits is held, and what it waits for has not been judged yet."""
    judged = {row.id for row in tables.mutations if row.verdict != HELD}
    begun = {head.id for head in tables.heads.values() if head.kind != HELD}
    for row in tables.mutations:
        waits = row.waits_for is not None
        if waits != (row.verdict == HELD and row.code == "UNKNOWN_BASE"):
            yield f"mutation {row.seq} is {row.code} and waits for {row.waits_for}"
        if waits and row.waits_for in judged | begun:
            yield f"mutation {row.seq} waits for what has been judged"


def _check_heads(tables: Tables) -> Iterator[str]:
    """Each record's columns repeat its body, and name acts that this history has."""
    known = {row.id for row in tables.mutations}
    for row in tables.records:
        head = tables.heads[row.id]
        odd = [
            name
            for name, value in head.columns(head.received_at, head.missing).items()
            if getattr(row, name) != value
        ]
        if odd:
            yield f"record {row.id} differs from its body in {odd}"
        if not 0 < row.seq <= tables.commune.seq:
            yield f"record {row.id} stands at seq {row.seq}"
        named = {row.revision, row.review_revision} | {s["revision"] for s in head.siblings}
        named |= {entry["id"] for entry in head.conversation}
        if named - {None} - known:
            yield f"record {row.id} names an act that is not in the history"


def _check_held_rows(tables: Tables) -> Iterator[str]:
    """Every held mutation stands in the desk's stream, and nothing else stands there as held."""
    waiting = {
        row.id: row.code
        for row in tables.mutations
        if row.verdict == HELD and row.code not in ENDED
    }
    shown = {
        head.content["mutation"]["id"] if head.content["code"] != "ID_REUSED" else head.id: head
        for head in tables.heads.values()
        if head.kind == HELD and head.removed is None and head.content["mutation"]
    }
    hidden = sum(
        head.kind == HELD and head.removed is None and not head.content["mutation"]
        for head in tables.heads.values()
    )
    if len(waiting) != len(shown) + hidden or shown.keys() - waiting.keys():
        yield f"{len(waiting)} mutations are held and {len(shown) + hidden} shown to the desk"
    for mutation_id, head in shown.items():
        if head.stream != DESK or head.content["code"] != waiting.get(mutation_id):
            yield f"held {mutation_id} is shown as {head.content['code']} in {head.stream}"


def _check_digests(tables: Tables) -> Iterator[str]:
    """Each stream's count and xor are those of the rows standing in it; no row stands outside."""
    counts: Counter[str] = Counter()
    xors: dict[str, int] = {}
    for head in tables.heads.values():
        counts[head.stream] += 1
        xors[head.stream] = xors.get(head.stream, 0) ^ head.hash
    for stream in tables.streams:
        wanted = (counts.pop(stream.name, 0), as_hex(xors.get(stream.name, 0)))
        if (stream.count, stream.xor) != wanted:
            yield f"digest of {stream.name} is {stream.count} {stream.xor}, rows say {wanted}"
    for name in counts:
        yield f"{counts[name]} records stand in {name}, which is no stream"


def _check_departures(tables: Tables) -> Iterator[str]:
    for row in tables.departures:
        head = tables.heads.get(row.record_id)
        if head is None or head.stream == row.stream or not 0 < row.seq <= head.seq:
            yield f"departure of {row.record_id} from {row.stream} at {row.seq} is odd"


def _check_projections(tables: Tables) -> Iterator[str]:
    """Grants, streams and settings are those that the directory's records stand for."""
    heads = tables.heads.values()
    wanted = {
        (head.id, *row) for head in heads if head.kind == "member" for row in grants_of_member(head)
    }
    granted = {(row.source, row.person, row.stream, row.role) for row in tables.grants}
    if granted != wanted:
        yield f"grants differ from the members' records: {sorted(granted ^ wanted)}"
    groups = {name for head in heads if head.kind == "group" for name in streams_of_group(head.id)}
    if {row.name for row in tables.streams} != groups | {"directory", "notices", DESK}:
        yield "streams differ from the groups' records"
    setting = tables.heads.get(tables.commune.id)
    if setting is not None and setting.kind == "setting":
        closed = None if setting.removed is not None else setting.content.get("closed_until")
        if tables.commune.closed_until != closed:
            yield f"closed_until is {tables.commune.closed_until}, its record says {closed}"
        reads = setting.content.get("desk_reads_mediations") is not False
        if tables.commune.desk_reads_mediations != reads:
            yield "desk_reads_mediations is not what its record says"


def _check_access_log(tables: Tables) -> Iterator[str]:
    chain = ""
    for number, row in enumerate(tables.access, start=1):
        names = ("person", "device_id", "number", "id", "at", "action", "object_type", "object_id")
        parts = {name: getattr(row, name) for name in (*names, "reason")}
        chain = access_log.next_link(chain, parts)
        if row.number != number or row.chain != chain:
            yield f"the access log's chain breaks at {number}"
            return
    if tables.commune.access_chain != chain:
        yield "the commune's access chain is not that of its last entry"
