"""Writing records from a command: through the same mutations and the same judge as a phone."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from server.ids import new_id
from server.kinds import Kinds
from server.outside import Outside
from server.sync.mutation import MAX_BATCH, read_batch
from server.sync.push import Push, push
from server.sync.streams import DIRECTORY


class NotTakenError(Exception):
    """The judge held a record that a command wrote; the message names it and why."""


def create_records(
    session: Session,
    kinds: Kinds,
    outside: Outside,
    commune_id: str,
    person: str,
    creates: Iterable[tuple[str, str, dict[str, Any]]],
) -> None:
    """Create directory records (kind, record id, content) in the name of a person.

    Raises NotTakenError when one is held, so that the caller's transaction writes none.
    """
    raws = [
        _mutation(kinds, outside, person, kind, record_id, content)
        for kind, record_id, content in creates
    ]
    to = Push(session, commune_id, kinds, outside.random_bytes, outside.now())
    for start in range(0, len(raws), MAX_BATCH):
        batch = raws[start : start + MAX_BATCH]
        for raw, result in zip(batch, push(to, read_batch(batch, person, kinds)), strict=True):
            if result["verdict"] == "held":
                raise NotTakenError(f"{raw['kind']} {raw['record_id']}: {result['code']}")


def _mutation(
    kinds: Kinds,
    outside: Outside,
    person: str,
    kind: str,
    record_id: str,
    content: dict[str, Any],
) -> dict[str, Any]:
    return {
        "id": new_id(outside),
        "person": person,
        "record_id": record_id,
        "stream": DIRECTORY,
        "kind": kind,
        "kind_version": kinds[kind].version,
        "act": "create",
        "base": None,
        "target": None,
        "at": outside.now().isoformat(),
        "clock_offset_ms": 0,
        "content": content,
        "was": {},
        "blobs": [],
    }
