"""From a world into the tables: write in bulk all that a push changed."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from server.models import BlobName, Commune, Departure, Grant, Mutation, Record, Stream
from server.sync.blobs import find_missing, name_rows
from server.sync.digest import as_hex
from server.sync.head import Head
from server.sync.world import Entry, Known, World

_MUTATION = cast(Table, Mutation.__table__)
_RECORD = cast(Table, Record.__table__)
_DEPARTURE = cast(Table, Departure.__table__)
_STREAM = cast(Table, Stream.__table__)
_GRANT = cast(Table, Grant.__table__)
_BLOB_NAME = cast(Table, BlobName.__table__)


def save(session: Session, world: World, now: datetime) -> None:
    """Write what changed in the world."""
    commune_id = world.commune_id
    _insert(session, _MUTATION, [_entry_row(commune_id, entry, now) for entry in world.entries])
    _insert(session, _BLOB_NAME, name_rows(commune_id, world.entries))
    _rule_again(session, world)
    _save_heads(session, world, now)
    _save_departures(session, world)
    rows = [{"commune_id": commune_id, "name": name} for name in world.opened_streams]
    _insert(session, _STREAM, [{**row, "count": 0, "xor": as_hex(0)} for row in rows])
    _save_grants(session, world)
    _save_digests(session, world)
    changes: dict[str, Any] = {"seq": world.seq, "lineage": world.link}
    if world.settings_changed:
        changes["closed_until"] = world.closed_until
        changes["desk_reads_mediations"] = world.desk_reads_mediations
    session.execute(update(Commune).where(Commune.id == commune_id).values(**changes))


def _insert(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _entry_row(commune_id: str, entry: Entry, now: datetime) -> dict[str, Any]:
    known = entry.known
    return {
        "commune_id": commune_id,
        "id": known.id,
        "seq": known.seq,
        "salt": entry.salt,
        "lineage": entry.link,
        "person": known.person,
        "device_id": entry.device_id,
        "record_id": known.record_id,
        "stream": entry.stream,
        "kind": entry.kind,
        "act": known.act,
        "base": known.base,
        "body": entry.text,
        "body_hash": known.hash,
        "received_at": now,
        "purged_seq": known.seq if known.is_purged else None,
        **_ruling(known),
    }


def _ruling(known: Known) -> dict[str, Any]:
    return {
        "verdict": known.verdict,
        "code": known.code,
        "verdict_seq": known.verdict_seq,
        "siblings": json.dumps(known.siblings),
        "waits_for": known.waits_for,
        "replaced_by": known.replaced_by,
    }


def _rule_again(session: Session, world: World) -> None:
    new = {entry.known.id for entry in world.entries}
    rows = [
        {"key": mutation_id, **_ruling(world.known[mutation_id])}
        for mutation_id in sorted(world.reruled - new)
    ]
    if rows:
        mine = _MUTATION.c.commune_id == world.commune_id
        session.execute(update(_MUTATION).where(mine, _MUTATION.c.id == bindparam("key")), rows)


def _save_heads(session: Session, world: World, now: datetime) -> None:
    new: list[Head] = []
    changed: list[Head] = []
    missing = find_missing(session, world.commune_id, (head for _, head in world.touched()))
    for before, head in world.touched():
        saved = replace(head, received_at=now.isoformat(), missing=missing.get(head.id, []))
        (changed if before else new).append(saved)
    rows = [{"commune_id": world.commune_id, **head.columns()} for head in new]
    _insert(session, _RECORD, rows)
    if changed:
        mine = _RECORD.c.commune_id == world.commune_id
        session.execute(
            update(_RECORD).where(mine, _RECORD.c.id == bindparam("key")),
            [{"key": head.id, **_without_id(head)} for head in changed],
        )


def _without_id(head: Head) -> dict[str, Any]:
    return {name: value for name, value in head.columns().items() if name != "id"}


def _save_departures(session: Session, world: World) -> None:
    if not world.departures:
        return
    session.execute(
        delete(_DEPARTURE).where(
            _DEPARTURE.c.commune_id == world.commune_id,
            tuple_(_DEPARTURE.c.stream, _DEPARTURE.c.record_id).in_(sorted(world.departures)),
        )
    )
    rows = [
        {"commune_id": world.commune_id, "stream": stream, "record_id": record_id, "seq": seq}
        for (stream, record_id), seq in world.departures.items()
        if seq is not None
    ]
    _insert(session, _DEPARTURE, rows)


def _save_grants(session: Session, world: World) -> None:
    if not world.projected:
        return
    mine = _GRANT.c.commune_id == world.commune_id
    session.execute(delete(_GRANT).where(mine, _GRANT.c.source.in_(sorted(world.projected))))
    rows = [
        {
            "commune_id": world.commune_id,
            "person": person,
            "stream": stream,
            "source": source,
            "role": role,
        }
        for source, grants in world.projected.items()
        for person, stream, role in grants
    ]
    _insert(session, _GRANT, rows)


def _save_digests(session: Session, world: World) -> None:
    counts: dict[str, int] = {}
    xors: dict[str, int] = {}
    for before, head in world.touched():
        for row, step in ((before, -1), (head, 1)):
            if row is not None:
                counts[row.stream] = counts.get(row.stream, 0) + step
                xors[row.stream] = xors.get(row.stream, 0) ^ row.hash
    if not counts:
        return
    mine = _STREAM.c.commune_id == world.commune_id
    stored = session.execute(
        select(_STREAM.c.name, _STREAM.c.count, _STREAM.c.xor).where(
            mine, _STREAM.c.name.in_(sorted(counts))
        )
    ).all()
    rows = [
        {"key": name, "count": count + counts[name], "xor": as_hex(int(xor, 16) ^ xors[name])}
        for name, count, xor in stored
    ]
    if len(rows) != len(counts):
        raise LookupError(f"a stream has no row: {sorted(counts)}")
    session.execute(update(_STREAM).where(mine, _STREAM.c.name == bindparam("key")), rows)
