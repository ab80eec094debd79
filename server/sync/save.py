"""From a world into the tables: write in bulk all that a push changed."""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from server.columns import OneOf
from server.db import driver_of
from server.models import BlobName, Commune, Departure, Grant, Mutation, Record, Stream
from server.statement import Driver, Statement
from server.sync.blob_names import may_name
from server.sync.blobs import find_missing, name_rows
from server.sync.digest import as_hex
from server.sync.world import Entry, Known, World

_COMMUNE = cast(Table, Commune.__table__)
_MUTATION = cast(Table, Mutation.__table__)
_RECORD = cast(Table, Record.__table__)
_DEPARTURE = cast(Table, Departure.__table__)
_STREAM = cast(Table, Stream.__table__)
_GRANT = cast(Table, Grant.__table__)
_BLOB_NAME = cast(Table, BlobName.__table__)
_RULING = ("verdict", "code", "verdict_seq", "siblings", "waits_for", "replaced_by")
_ENTER, _BEGIN_RECORD, _NAME_BLOB, _OPEN_STREAM, _GIVE_RIGHT, _NOTE_DEPARTURE = (
    Statement(insert(table), table.c.keys())
    for table in (_MUTATION, _RECORD, _BLOB_NAME, _STREAM, _GRANT, _DEPARTURE)
)
_RULE_AGAIN = Statement(
    update(_MUTATION).where(
        _MUTATION.c.commune_id == bindparam("commune"), _MUTATION.c.id == bindparam("key")
    ),
    _RULING,
)
_CHANGE_RECORD = Statement(
    update(_RECORD).where(
        _RECORD.c.commune_id == bindparam("commune"), _RECORD.c.id == bindparam("key")
    ),
    [name for name in _RECORD.c.keys() if name not in ("commune_id", "id")],  # noqa: SIM118
)
_DIGESTS = Statement(
    select(_STREAM.c.name, _STREAM.c.count, _STREAM.c.xor).where(
        _STREAM.c.commune_id == bindparam("commune"), OneOf(_STREAM.c.name, "names")
    )
)
_DIGEST = Statement(
    update(_STREAM).where(
        _STREAM.c.commune_id == bindparam("commune"), _STREAM.c.name == bindparam("key")
    ),
    ("count", "xor"),
)
_FORGET_DEPARTURE = Statement(
    delete(_DEPARTURE).where(
        _DEPARTURE.c.commune_id == bindparam("commune"),
        _DEPARTURE.c.stream == bindparam("place"),
        _DEPARTURE.c.record_id == bindparam("key"),
    )
)
_TAKE_RIGHTS = Statement(
    delete(_GRANT).where(
        _GRANT.c.commune_id == bindparam("commune"), OneOf(_GRANT.c.source, "sources")
    )
)
_ADVANCE = Statement(
    update(_COMMUNE).where(_COMMUNE.c.id == bindparam("commune")), ("seq", "lineage")
)
_CHANGE_SETTINGS = Statement(
    update(_COMMUNE).where(_COMMUNE.c.id == bindparam("commune")),
    ("closed_until", "desk_reads_mediations"),
)


def save(session: Session, world: World, now: datetime) -> None:
    """Write what changed in the world."""
    driver, commune_id = driver_of(session), world.commune_id
    _ENTER.write(driver, [_entry_row(commune_id, entry, now) for entry in world.entries])
    _NAME_BLOB.write(driver, name_rows(commune_id, world.entries))
    _rule_again(driver, world)
    _save_heads(driver, world, now)
    _save_departures(driver, world)
    rows = [{"commune_id": commune_id, "name": name} for name in world.opened_streams]
    _OPEN_STREAM.write(driver, [{**row, "count": 0, "xor": as_hex(0)} for row in rows])
    _save_grants(driver, world)
    _save_digests(driver, world)
    commune = {"commune": commune_id}
    _ADVANCE.write(driver, [{**commune, "seq": world.seq, "lineage": world.link}])
    if world.settings_changed:
        changes = {
            "closed_until": world.closed_until,
            "desk_reads_mediations": world.desk_reads_mediations,
        }
        _CHANGE_SETTINGS.write(driver, [{**commune, **changes}])


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
        "siblings": json.dumps(known.siblings) if known.siblings else "[]",
        "waits_for": known.waits_for,
        "replaced_by": known.replaced_by,
    }


def _rule_again(driver: Driver, world: World) -> None:
    new = {entry.known.id for entry in world.entries}
    rows = [
        {"commune": world.commune_id, "key": key, **_ruling(world.known[key])}
        for key in sorted(world.reruled - new)
    ]
    _RULE_AGAIN.write(driver, rows)


def _save_heads(driver: Driver, world: World, now: datetime) -> None:
    new, changed = [], []
    touched, received_at = list(world.touched()), now.isoformat()
    rows = {head.id: head.columns(received_at, []) for _, head in touched}
    naming = [head for _, head in touched if may_name(rows[head.id]["body"])]
    for record_id, missing in find_missing(driver, world.commune_id, naming).items():
        rows[record_id] = world.heads[record_id].columns(received_at, missing)
    for before, head in touched:
        row = rows[head.id]
        if before:
            row["commune"], row["key"] = world.commune_id, row.pop("id")
            changed.append(row)
        else:
            row["commune_id"] = world.commune_id
            new.append(row)
    _BEGIN_RECORD.write(driver, new)
    _CHANGE_RECORD.write(driver, changed)


def _save_departures(driver: Driver, world: World) -> None:
    if not world.departures:
        return
    moved = [
        {"commune": world.commune_id, "place": stream, "key": record_id}
        for stream, record_id in world.departures
    ]
    _FORGET_DEPARTURE.write(driver, moved)
    rows = [
        {"commune_id": world.commune_id, "stream": stream, "record_id": record_id, "seq": seq}
        for (stream, record_id), seq in world.departures.items()
        if seq is not None
    ]
    _NOTE_DEPARTURE.write(driver, rows)


def _save_grants(driver: Driver, world: World) -> None:
    if not world.projected:
        return
    _TAKE_RIGHTS.write(driver, [{"commune": world.commune_id, "sources": world.projected}])
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
    _GIVE_RIGHT.write(driver, rows)


def _save_digests(driver: Driver, world: World) -> None:
    counts, xors = defaultdict[str, int](int), defaultdict[str, int](int)
    for before, head in world.touched():
        if before is not None:
            counts[before.stream] -= 1
            xors[before.stream] ^= before.hash
        counts[head.stream] += 1
        xors[head.stream] ^= head.hash
    if not counts:
        return
    commune = {"commune": world.commune_id}
    stored = _DIGESTS.all(driver, **commune, names=list(counts))
    rows = [
        {
            **commune,
            "key": name,
            "count": count + counts[name],
            "xor": as_hex(int(xor, 16) ^ xors[name]),
        }
        for name, count, xor in stored
    ]
    if len(rows) != len(counts):
        raise LookupError(f"a stream has no row: {sorted(counts)}")
    _DIGEST.write(driver, rows)
