"""The access log: who opened, exported or printed what; a chain, so that a gap shows."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from server.models import AccessEntry, Commune

MAX_ENTRIES = 100


def append(
    session: Session,
    commune_id: str,
    person: str,
    device_id: str | None,
    entries: list[Mapping[str, Any]],
    now: datetime,
) -> int:
    """Add entries (id, at, action, object_type, object_id, reason); give how many were new.

    Known ids are ignored. The caller holds the commune's lock.
    """
    ids = [entry["id"] for entry in entries]
    mine = AccessEntry.commune_id == commune_id
    seen = set(session.scalars(select(AccessEntry.id).where(mine, AccessEntry.id.in_(ids))))
    chain = session.scalar(select(Commune.access_chain).where(Commune.id == commune_id)) or ""
    number = session.scalar(select(func.max(AccessEntry.number)).where(mine)) or 0
    rows = []
    for entry in entries:
        if entry["id"] in seen:
            continue
        seen.add(entry["id"])
        number += 1
        row = {"person": person, "device_id": device_id, "number": number, **_parts(entry)}
        chain = next_link(chain, row)
        rows.append({**row, "commune_id": commune_id, "chain": chain, "received_at": now})
    if rows:
        session.execute(insert(AccessEntry), rows)
        session.execute(update(Commune).where(Commune.id == commune_id).values(access_chain=chain))
    return len(rows)


def next_link(chain: str, row: Mapping[str, Any]) -> str:
    """Give the hash that ties an entry to all before it."""
    text = json.dumps({name: row[name] for name in sorted(row)}, sort_keys=True)
    return sha256(f"{chain}|{text}".encode()).hexdigest()


def _parts(entry: Mapping[str, Any]) -> dict[str, Any]:
    names = ("id", "at", "action", "object_type", "object_id", "reason")
    return {name: entry.get(name) for name in names}
