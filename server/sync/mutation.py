"""The mutation as it comes in: what makes it acceptable at all, and how it is read.

An odd envelope, size, id or person is refused with nothing stored (Problem). A well-formed
mutation whose inside is wrong is read with its fault: it is stored as it came, and held.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from server.errors import Problem
from server.ids import is_id
from server.sync.acts import ACTS, Fault, Kinds
from server.sync.blob_names import blobs_of
from server.sync.canonical import body_hash, compose
from server.sync.faults import find_fault, is_kind, is_stream

MAX_BATCH = 100
MAX_BATCH_BYTES = 256 * 1024
MAX_MUTATION_BYTES = 64 * 1024


@dataclass(frozen=True)
class Mutation:
    """One act, read and checked. Parts that had not the right form are None, and `fault` says so.

    `text`: the body as it came, ASCII JSON, for storing. `hash`: of its canonical form.
    """

    id: str
    person: str
    text: str
    hash: str
    fault: Fault | None
    act: str | None = None
    record_id: str | None = None
    stream: str | None = None
    kind: str | None = None
    kind_version: int = 1
    base: str | None = None
    target: Any = None
    at: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    was: dict[str, Any] = field(default_factory=dict)
    is_purged: bool = False
    blobs: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Name the fields that it is about."""
        return {*self.content, *self.was}


def read_batch(raws: list[Any], person: str, kinds: Kinds) -> list[Mutation]:
    """Read a batch. Raises Problem when the batch or one of its envelopes can't be taken."""
    if len(raws) > MAX_BATCH:
        raise Problem("sync.batch_count", count=len(raws), limit=MAX_BATCH)
    sizes = [_measure(raw, index, person) for index, raw in enumerate(raws)]
    if sum(sizes) > MAX_BATCH_BYTES:
        raise Problem("sync.batch_size", size_bytes=sum(sizes), limit_bytes=MAX_BATCH_BYTES)
    return [read(raw, kinds) for raw in raws]


def read(raw: dict[str, Any], kinds: Kinds) -> Mutation:
    """Read one mutation in an orderly envelope. Raises Problem when it has no canonical form."""
    text = json.dumps(raw, separators=(",", ":"))
    try:
        body = compose(raw)
    except ValueError as error:
        raise Problem("body.text", id=raw["id"], reason=str(error)) from None
    try:
        digest = body_hash(body)
    except ValueError as error:
        raise Problem("body.number", id=raw["id"], reason=str(error)) from None
    known = {"id": body["id"], "person": body["person"], "text": text, "hash": digest}
    known["blobs"] = blobs_of(body)
    purged = body.get("purged") is not None
    fault = find_fault(body, kinds)
    if fault is not None:
        return Mutation(**known, fault=fault, is_purged=purged, **_readable(body))
    parts = {name: body.get(name) for name in ("act", "record_id", "stream", "kind", "base", "at")}
    return Mutation(
        **known,
        **parts,
        fault=None,
        kind_version=body.get("kind_version") or 1,
        target=body.get("target"),
        content=body.get("content") or {},
        was=body.get("was") or {},
        is_purged=purged,
    )


def _measure(raw: Any, index: int, person: str) -> int:
    """Give the size of one mutation; refuse what can't be stored under an id and a person."""
    if not isinstance(raw, dict):
        raise Problem("sync.envelope", index=index, reason="a mutation must be an object")
    size = _wire_size(raw)
    if size > MAX_MUTATION_BYTES:
        raise Problem(
            "sync.mutation_size", index=index, size_bytes=size, limit_bytes=MAX_MUTATION_BYTES
        )
    if not is_id(raw.get("id")):
        raise Problem("sync.mutation_id", index=index)
    if raw.get("person") != person:
        raise Problem("sync.mutation_person", index=index, id=raw["id"])
    return size


def _wire_size(raw: Any) -> int:
    """Count what it weighs in UTF-8, as phones send it; escaped, Vietnamese weighs double."""
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "surrogatepass"))


def _readable(body: dict[str, Any]) -> dict[str, Any]:
    """Keep what can be read of a faulty body, so that the desk can see where it belongs."""
    kind, act = body.get("kind"), body.get("act")
    return {
        "record_id": body["record_id"] if is_id(body.get("record_id")) else None,
        "stream": body["stream"] if is_stream(body.get("stream")) else None,
        "kind": kind if is_kind(kind) else None,
        "act": act if isinstance(act, str) and act in ACTS else None,
        "base": body["base"] if is_id(body.get("base")) else None,
        "target": body.get("target") if is_id(body.get("target")) else None,
    }
