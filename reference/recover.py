"""Giving back what others wrote: after a reset, what the old copy shows and the new one lacks.

The author's phone may be dead. Each such row becomes an act `recover`, sent with the outbox and
judged by nobody but the desk. It follows from the row and the person alone, its id too: made
again, on this phone or on a copy of it, it is the same mutation.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reference.disk import Transaction
from server.ids import hash_id
from server.sync.blob_names import named
from server.sync.canonical import body_hash, same
from server.sync.emptying import said_without

RECOVER, DESK = "recover", "desk"
MUTATION_BYTES = 64 * 1024
LONG_AGO = "1970-01-01T00:00:00+00:00"
LEFT_AWAY_FIRST = ("siblings", "review", "conversation")


def give_back(to: Transaction, shown: str, building: str, person: str) -> list[str]:
    """Put into the outbox what the second copy lacks of the first; give what is to be reported."""
    saved = {entry["mutation"]["id"] for _, entry in to.items("outbox")}
    saved |= {key for key, _ in to.items("retained")}
    order, reports = to.get("meta", "order", 0), list[str]()
    for row, content in lacking(to, shown, building):
        made = recover_of(row, content, person)
        if made is None:
            reports.append(f"recover too large: {row['id']}")
        elif made["id"] not in saved:
            order += 1
            to.put("outbox", order, {"mutation": made, "aside_at": None})
    to.put("meta", "order", order)
    return reports


def lacking(
    to: Transaction, shown: str, building: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give the rows of the first copy that the second has not so, each with what it says."""
    for record_id, row in to.items(shown):
        if row.get("stub") or row["stream"] == DESK:
            continue
        new = to.get(building, record_id)
        said = _said(row, new)
        if new is None or new["revision"] != row["revision"] or _is_more(said, new):
            yield row, said


def recover_of(
    row: Mapping[str, Any], said: Mapping[str, Any], person: str
) -> dict[str, Any] | None:
    """Make the act; None where the content alone is larger than a mutation may be.

    What is too large goes without the siblings, the review, at last the conversation.
    """
    content = dict(said)
    for name in (None, *LEFT_AWAY_FIRST):
        content.pop(name or "", None)
        made = _mutation(row, content, person)
        if len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()) <= (
            MUTATION_BYTES
        ):
            return made
    return None


def _mutation(row: Mapping[str, Any], content: Mapping[str, Any], person: str) -> dict[str, Any]:
    made = {
        "person": person,
        "record_id": row["id"],
        "stream": row["stream"],
        "kind": row["kind"],
        "kind_version": row["kind_version"],
        "act": RECOVER,
        "base": None,
        "target": row["revision"],
        "at": row.get("received_at") or LONG_AGO,
        "clock_offset_ms": 0,
        "content": dict(content),
        "was": {},
        "blobs": sorted(named(content)),
    }
    return {"id": hash_id(RECOVER, body_hash(made)), **made}


def _said(row: Mapping[str, Any], new: Mapping[str, Any] | None) -> dict[str, Any]:
    """Give what the row says, without what retention emptied on the server since."""
    said: dict[str, Any] = {"content": row["content"], "person": row["person"]}
    if row["removed"] is not None:
        said["removed"] = row["removed"]
    for name in ("siblings", "conversation", "review"):
        said |= {name: row[name]} if row[name] else {}
    kept = said_without(said, set((new or {}).get("purged") or ()) - set(row.get("purged") or ()))
    return {name: part for name, part in kept.items() if name != "siblings" or part}


def _is_more(said: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Say whether it says something that the new row of the same revision does not."""
    if new.get("stub"):
        return False
    talk = {entry["id"] for entry in new["conversation"]}
    return (
        not same(said["content"], new["content"])
        or said.get("removed") != new["removed"]
        or any(entry["id"] not in talk for entry in said.get("conversation") or ())
    )
