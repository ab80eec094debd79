"""From the tables into a world: read in bulk all that a push can touch."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Column, Table, bindparam, select
from sqlalchemy.orm import Session

from server.columns import OneOf
from server.db import driver_of
from server.ids import hash_id
from server.models import Commune, Grant, Membership, Mutation, Record, Stream
from server.statement import Driver, Statement
from server.sync import acts
from server.sync import mutation as reading
from server.sync.acts import Kinds
from server.sync.docket import reused_id
from server.sync.head import DESK, HELD, from_wire
from server.sync.recover import stand_in_id
from server.sync.streams import DIRECTORY, GROUP, NOTICES, SETTING, streams_of_group
from server.sync.world import Known, World, Written

_COMMUNE = cast(Table, Commune.__table__)
_MUTATION = cast(Table, Mutation.__table__)
_RECORD = cast(Table, Record.__table__)
_STREAM = cast(Table, Stream.__table__)
_GRANT = cast(Table, Grant.__table__)
_MEMBERSHIP = cast(Table, Membership.__table__)
_KNOWN = (
    *("id", "seq", "person", "body", "body_hash", "record_id", "act", "base", "verdict", "code"),
    *("verdict_seq", "siblings", "waits_for", "replaced_by", "purged_seq"),
)
_OPEN = Statement(select(*_COMMUNE.columns).where(_COMMUNE.c.id == bindparam("commune_id")))
_HELD_IDS = Statement(
    select(_MUTATION.c.id).where(
        _MUTATION.c.commune_id == bindparam("commune_id"), _MUTATION.c.verdict == HELD
    )
)


def _of_commune(column: Column[Any], *read: Column[Any]) -> Statement:
    """Read these columns of the rows of one commune whose `column` is one of the `ids`."""
    commune_id = column.table.c.commune_id
    mine = commune_id == bindparam("commune_id")
    return Statement(select(*read).where(mine, OneOf(column, "ids")))


_BY_ID, _BY_WAITS = (
    _of_commune(column, *(_MUTATION.c[name] for name in _KNOWN))
    for column in (_MUTATION.c.id, _MUTATION.c.waits_for)
)
_BODIES = _of_commune(_RECORD.c.id, _RECORD.c.body)
_CHAIN = _of_commune(
    _MUTATION.c.record_id, _MUTATION.c.id, _MUTATION.c.base, _MUTATION.c.verdict_seq
)
_STREAMS = _of_commune(_STREAM.c.name, _STREAM.c.name)
_GRANTS = _of_commune(
    _GRANT.c.person, _GRANT.c.person, _GRANT.c.source, _GRANT.c.stream, _GRANT.c.role
)
_POSTS = _of_commune(_MEMBERSHIP.c.account_id, _MEMBERSHIP.c.account_id, _MEMBERSHIP.c.post)


def load(
    session: Session,
    world: World,
    incoming: Iterable[reading.Mutation],
    again: Iterable[str] = (),
    records: Iterable[str] = (),
) -> World:
    """Fill the world with all that these mutations, and what waits for them, can touch.

    `again`: known mutations to be judged again. `records`: records to be touched without one.
    """
    mutations, driver = list(incoming), driver_of(session)
    _load_known(driver, world, mutations, set(again))
    held = [known.mutation for known in world.known.values() if known.mutation is not None]
    touched = [*mutations, *held]
    _load_written(session, world, touched)
    _load_heads(driver, world, touched, set(records))
    _load_chain(driver, world)
    _load_streams(driver, world, touched)
    _load_rights(driver, world, {m.person for m in touched})
    return world


def open_world(
    session: Session, commune_id: str, kinds: Kinds, random_bytes: Any, device_id: str | None
) -> World:
    """Begin a world from the commune's row, which the caller has locked."""
    row = _OPEN.one(driver_of(session), commune_id=commune_id)
    return World(
        commune_id=commune_id,
        kinds=kinds,
        random_bytes=random_bytes,
        seq=row.seq,
        link=row.lineage,
        closed_until=row.closed_until,
        desk_reads_mediations=row.desk_reads_mediations,
        device_id=device_id,
    )


def _load_known(
    driver: Driver, world: World, mutations: list[reading.Mutation], again: set[str]
) -> None:
    """Load the mutations that are named, and what waits for them, and what they build on."""
    named = set(again)
    awaited = set(again)
    for mutation in mutations:
        named |= {mutation.id} | _names(mutation)
        awaited |= {mutation.id} | ({mutation.record_id} if mutation.record_id else set())
    if any(mutation.kind == SETTING for mutation in mutations):
        named |= _held_ids(driver, world)  # the setting may hide bodies from the desk, or show
    seen_named: set[str] = set()
    seen_awaited: set[str] = set()
    while named | awaited:
        seen_named |= named
        seen_awaited |= awaited
        found = _known_rows(driver, world, _BY_ID, named)
        found += _known_rows(driver, world, _BY_WAITS, awaited)
        named, awaited = _touched_by(found)
        reused = _reused_ids(world, mutations)
        named, awaited = named | reused, awaited | reused
        named -= seen_named | world.known.keys()
        awaited -= seen_awaited


def _touched_by(found: list[Known]) -> tuple[set[str], set[str]]:
    """Give the ids that these name, and those on which others may wait because of them."""
    named, awaited = set[str](), set[str]()
    for known in found:
        named |= {known.replaced_by} if known.replaced_by else set()
        if known.mutation is not None:
            named |= _names(known.mutation)
            awaited |= {known.id} | ({known.record_id} if known.record_id else set())
            if known.act == acts.RECOVER:
                awaited |= {known.mutation.target} if known.mutation.target else set()
    return named, awaited


def _names(mutation: reading.Mutation) -> set[str]:
    """Name what it is about, what it builds on, and what may stand for that."""
    target = {mutation.target} if isinstance(mutation.target, str) else set()
    if mutation.act == acts.RECOVER:
        target |= {stand_in_id(one) for one in target}
        target |= {one["revision"] for one in mutation.content.get("siblings") or ()}
    return target | ({mutation.base, stand_in_id(mutation.base)} if mutation.base else set())


def _load_written(session: Session, world: World, touched: list[reading.Mutation]) -> None:
    """Load all that was written of the records of which a phone gives something back."""
    ids = {m.record_id for m in touched if m.act == acts.RECOVER and m.record_id}
    if not ids:
        return
    world.written = {record_id: {} for record_id in ids}
    rows = session.execute(
        select(Mutation.id, Mutation.record_id, Mutation.seq, Mutation.code, Mutation.body).where(
            Mutation.commune_id == world.commune_id,
            Mutation.record_id.in_(sorted(ids)),
            Mutation.person != acts.SERVER,
        )
    )
    for row in rows:
        world.written[row.record_id][row.id] = _written(row, json.loads(row.body))


def _written(row: Any, body: dict[str, Any]) -> Written:
    content = body.get("content")
    said = content if isinstance(content, dict) else {}
    target, purged = body.get("target"), tuple(body.get("purged") or ())
    return Written(row.id, row.seq, body.get("act"), row.code, target, said, purged)


def _held_ids(driver: Driver, world: World) -> set[str]:
    return {row.id for row in _HELD_IDS.all(driver, commune_id=world.commune_id)}


def _reused_ids(world: World, mutations: list[reading.Mutation]) -> set[str]:
    """Give the ids under which other bodies of known ids are kept."""
    counts = Counter(mutation.id for mutation in mutations)
    return {reused_id(m) for m in mutations if m.id in world.known or counts[m.id] > 1}


def _known_rows(driver: Driver, world: World, statement: Statement, ids: set[str]) -> list[Known]:
    rows = _rows(driver, world, statement, ids)
    return [_remember(world, row) for row in rows if row.id not in world.known]


def _rows(driver: Driver, world: World, statement: Statement, ids: Iterable[str]) -> Sequence[Any]:
    """Run one of the statements above over these ids."""
    found = list(ids)
    if not found:
        return ()
    return statement.all(driver, commune_id=world.commune_id, ids=found)


def _remember(world: World, row: Any) -> Known:
    mutation = None
    if row.verdict == HELD and row.person != acts.SERVER:
        mutation = reading.read(json.loads(row.body), row.body, world.kinds)
    known = Known(
        id=row.id,
        seq=row.seq,
        person=row.person,
        hash=row.body_hash,
        record_id=row.record_id,
        act=row.act,
        base=row.base,
        mutation=mutation,
        verdict=row.verdict,
        code=row.code,
        verdict_seq=row.verdict_seq,
        siblings=tuple(json.loads(row.siblings)),
        replaced_by=row.replaced_by,
        is_purged=row.purged_seq is not None,
    )
    world.known[row.id] = known
    world.chain[row.id] = (row.base, row.verdict_seq)
    if row.waits_for:
        world.wait(known, row.waits_for)
        world.reruled.discard(row.id)
    return known


def _load_heads(
    driver: Driver, world: World, touched: list[reading.Mutation], records: set[str]
) -> None:
    mutation_ids = {known.id for known in world.known.values() if known.is_held}
    mutation_ids |= {m.id for m in touched} | _reused_ids(world, touched)
    ids = records | {m.record_id for m in touched if m.record_id} | mutation_ids
    ids |= {hash_id(HELD, mutation_id) for mutation_id in mutation_ids}
    heads = (from_wire(json.loads(row.body)) for row in _rows(driver, world, _BODIES, ids))
    world.heads = {head.id: head for head in heads}
    world.loaded_heads = dict(world.heads)


def _load_chain(driver: Driver, world: World) -> None:
    """Load who builds on whom, for the records where a sibling may be replaced or closed."""
    ids = [head.id for head in world.heads.values() if head.siblings]
    rows = _rows(driver, world, _CHAIN, ids)
    world.chain |= {row.id: (row.base, row.verdict_seq) for row in rows}


def _load_streams(driver: Driver, world: World, touched: list[reading.Mutation]) -> None:
    names = {DIRECTORY, NOTICES, DESK} | {head.stream for head in world.heads.values()}
    for head in world.heads.values():
        # A group that was open before must not be opened again.
        names |= set(streams_of_group(head.id)) if head.kind == GROUP else set()
    for mutation in touched:
        names |= {mutation.stream} if mutation.stream else set()
        to = mutation.content.get("stream") if mutation.act == acts.MOVE else None
        names |= {to} if isinstance(to, str) else set()
    world.streams = {row.name for row in _rows(driver, world, _STREAMS, names)}


def _load_rights(driver: Driver, world: World, persons: set[str]) -> None:
    for person, source, stream, role in _rows(driver, world, _GRANTS, persons):
        world.grants.setdefault(person, {}).setdefault(source, []).append((stream, role))
    posts = _rows(driver, world, _POSTS, persons)
    world.posts = {row.account_id: row.post for row in posts}
