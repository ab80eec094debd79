"""From the tables into a world: read in bulk all that a push can touch."""

import json
from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from server.ids import hash_id
from server.models import Commune, Departure, Grant, Membership, Mutation, Record, Stream
from server.sync import acts
from server.sync import mutation as reading
from server.sync.acts import Kinds
from server.sync.docket import reused_id
from server.sync.head import DESK, HELD, from_wire
from server.sync.streams import DIRECTORY, GROUP, NOTICES, SETTING, streams_of_group
from server.sync.world import Known, World

_MUTATION = cast(Table, Mutation.__table__)
_RECORD = cast(Table, Record.__table__)
_DEPARTURE = cast(Table, Departure.__table__)
_STREAM = cast(Table, Stream.__table__)
_GRANT = cast(Table, Grant.__table__)


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
    mutations = list(incoming)
    _load_known(session, world, mutations, set(again))
    held = [known.mutation for known in world.known.values() if known.mutation is not None]
    touched = [*mutations, *held]
    _load_heads(session, world, touched, set(records))
    _load_chain(session, world)
    _load_streams(session, world, touched)
    _load_rights(session, world, {m.person for m in touched})
    return world


def open_world(
    session: Session, commune_id: str, kinds: Kinds, random_bytes: Any, device_id: str | None
) -> World:
    """Begin a world from the commune's row, which the caller has locked."""
    row = session.execute(select(*Commune.__table__.columns).where(Commune.id == commune_id)).one()
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
    session: Session, world: World, mutations: list[reading.Mutation], again: set[str]
) -> None:
    """Load the mutations that are named, and what waits for them, and what they build on."""
    named = set(again)
    awaited = set(again)
    for mutation in mutations:
        named |= {mutation.id, reused_id(mutation)} | _names(mutation)
        awaited |= {mutation.id, reused_id(mutation)}
        awaited |= {mutation.record_id} if mutation.record_id else set()
    if any(mutation.kind == SETTING for mutation in mutations):
        named |= _held_ids(session, world)  # the setting may hide bodies from the desk, or show
    seen_named: set[str] = set()
    seen_awaited: set[str] = set()
    while named | awaited:
        seen_named |= named
        seen_awaited |= awaited
        found = _known_rows(session, world, Mutation.id, named)
        found += _known_rows(session, world, Mutation.waits_for, awaited)
        named, awaited = _touched_by(found)
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
    return named, awaited


def _names(mutation: reading.Mutation) -> set[str]:
    target = {mutation.target} if isinstance(mutation.target, str) else set()
    return target | ({mutation.base} if mutation.base else set())


def _held_ids(session: Session, world: World) -> set[str]:
    rows = select(Mutation.id).where(
        Mutation.commune_id == world.commune_id, Mutation.verdict == HELD
    )
    return set(session.scalars(rows))


def _known_rows(session: Session, world: World, column: Any, values: set[str]) -> list[Known]:
    if not values:
        return []
    rows = session.execute(
        select(*_MUTATION.columns).where(
            Mutation.commune_id == world.commune_id, column.in_(sorted(values))
        )
    ).all()
    return [_remember(world, row) for row in rows if row.id not in world.known]


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
    session: Session, world: World, touched: list[reading.Mutation], records: set[str]
) -> None:
    held_ids = [known.id for known in world.known.values() if known.is_held]
    mutation_ids = {m.id for m in touched} | {reused_id(m) for m in touched} | set(held_ids)
    ids = records | {m.record_id for m in touched if m.record_id} | mutation_ids
    ids |= {hash_id(HELD, mutation_id) for mutation_id in mutation_ids}
    bodies = session.scalars(
        select(Record.body).where(Record.commune_id == world.commune_id, Record.id.in_(sorted(ids)))
    )
    world.heads = {head.id: head for head in (from_wire(json.loads(body)) for body in bodies)}
    world.loaded_heads = dict(world.heads)


def _load_chain(session: Session, world: World) -> None:
    """Load who builds on whom, for the records where a sibling may be replaced or closed."""
    ids = sorted(head.id for head in world.heads.values() if head.siblings)
    if not ids:
        return
    rows = session.execute(
        select(Mutation.id, Mutation.base, Mutation.verdict_seq).where(
            Mutation.commune_id == world.commune_id, Mutation.record_id.in_(ids)
        )
    )
    world.chain |= {row.id: (row.base, row.verdict_seq) for row in rows}


def _load_streams(session: Session, world: World, touched: list[reading.Mutation]) -> None:
    names = {DIRECTORY, NOTICES, DESK} | {head.stream for head in world.heads.values()}
    for head in world.heads.values():
        # A group that was open before must not be opened again.
        names |= set(streams_of_group(head.id)) if head.kind == GROUP else set()
    for mutation in touched:
        names |= {mutation.stream} if mutation.stream else set()
        to = mutation.content.get("stream") if mutation.act == acts.MOVE else None
        names |= {to} if isinstance(to, str) else set()
    world.streams = set(
        session.scalars(
            select(Stream.name).where(
                Stream.commune_id == world.commune_id, Stream.name.in_(sorted(names))
            )
        )
    )


def _load_rights(session: Session, world: World, persons: set[str]) -> None:
    mine = Grant.commune_id == world.commune_id
    grants = session.execute(
        select(Grant.person, Grant.source, Grant.stream, Grant.role).where(
            mine, Grant.person.in_(sorted(persons))
        )
    )
    for person, source, stream, role in grants:
        world.grants.setdefault(person, {}).setdefault(source, []).append((stream, role))
    posts = session.execute(
        select(Membership.account_id, Membership.post).where(
            Membership.commune_id == world.commune_id, Membership.account_id.in_(sorted(persons))
        )
    )
    world.posts = {row.account_id: row.post for row in posts}
