"""The mutation as it comes in: what makes it acceptable at all, and how it is read.

An odd envelope, size, id or person is refused with nothing stored (Problem). A well-formed
mutation whose inside is wrong is read with its fault: it is stored as it came, and held.
"""

from dataclasses import dataclass, field
from typing import Any
from unicodedata import is_normalized

from server.errors import Problem
from server.ids import is_id
from server.sync.acts import ACTS, RECOVER, Fault, Kinds
from server.sync.blob_names import blobs_of, named_in
from server.sync.canonical import body_hash, compose
from server.sync.faults import find_fault, is_kind, is_stream
from server.sync.wire import write_bytes

MAX_BATCH = 100
MAX_BATCH_BYTES = 256 * 1024
MAX_MUTATION_BYTES = 64 * 1024


@dataclass(slots=True)
class Mutation:
    """One act, read and checked. Parts that had not the right form are None, and `fault` says so.

    Nobody changes it; to be frozen it would take three times as long to make, fifty in each push.

    `text`: the body as it came, JSON, for storing. `hash`: of its canonical form.
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
        if self.act == RECOVER:
            return {*(self.content.get("content") or {}), *({"removed"} & self.content.keys())}
        return {*self.content, *self.was}


def read_batch(raws: list[Any], person: str, kinds: Kinds) -> list[Mutation]:
    """Read a batch. Raises Problem when the batch or one of its envelopes can't be taken."""
    if len(raws) > MAX_BATCH:
        raise Problem("sync.batch_count", count=len(raws), limit=MAX_BATCH)
    written = [_write(raw, index, person) for index, raw in enumerate(raws)]
    size = sum(map(len, written))
    if size > MAX_BATCH_BYTES:
        raise Problem("sync.batch_size", size_bytes=size, limit_bytes=MAX_BATCH_BYTES)
    return [read(raw, text.decode(), kinds) for raw, text in zip(raws, written, strict=True)]


def read(raw: dict[str, Any], text: str, kinds: Kinds) -> Mutation:
    """Read one mutation in an orderly envelope, whose JSON is `text`.

    Raises Problem when it has no canonical form.
    """
    try:
        body: dict[str, Any] = raw if is_normalized("NFC", text) else compose(raw)
    except ValueError as error:
        raise Problem("body.text", id=raw["id"], reason=str(error)) from None
    try:
        digest = body_hash(body)
    except ValueError as error:
        raise Problem("body.number", id=raw["id"], reason=str(error)) from None
    names = named_in(text, body)
    fault = find_fault(body, kinds, names)
    blobs, is_purged = blobs_of(body, names), body.get("purged") is not None
    if fault is not None:
        return _faulty(body, text, digest, fault, is_purged, blobs)
    return Mutation(
        id=body["id"],
        person=body["person"],
        text=text,
        hash=digest,
        fault=None,
        act=body["act"],
        record_id=body["record_id"],
        stream=body["stream"],
        kind=body["kind"],
        kind_version=body.get("kind_version") or 1,
        base=body.get("base"),
        target=body.get("target"),
        at=body["at"],
        content=body.get("content") or {},
        was=body.get("was") or {},
        is_purged=is_purged,
        blobs=blobs,
    )


def _write(raw: Any, index: int, person: str) -> bytes:
    """Give the JSON of one mutation; refuse what can't be stored under an id and a person."""
    if not isinstance(raw, dict):
        raise Problem("sync.envelope", index=index, reason="a mutation must be an object")
    written = write_bytes(raw)
    if len(written) > MAX_MUTATION_BYTES:
        raise Problem(
            "sync.mutation_size",
            index=index,
            size_bytes=len(written),
            limit_bytes=MAX_MUTATION_BYTES,
        )
    if not is_id(raw.get("id")):
        raise Problem("sync.mutation_id", index=index)
    if raw.get("person") != person:
        raise Problem("sync.mutation_person", index=index, id=raw["id"])
    return written


def _faulty(
    body: dict[str, Any],
    text: str,
    digest: str,
    fault: Fault,
    is_purged: bool,
    blobs: tuple[str, ...],
) -> Mutation:
    """Keep what can be read of a faulty body, so that the desk can see where it belongs."""
    kind, act = body.get("kind"), body.get("act")
    return Mutation(
        id=body["id"],
        person=body["person"],
        text=text,
        hash=digest,
        fault=fault,
        act=act if isinstance(act, str) and act in ACTS else None,
        record_id=body["record_id"] if is_id(body.get("record_id")) else None,
        stream=body["stream"] if is_stream(body.get("stream")) else None,
        kind=kind if is_kind(kind) else None,
        base=body["base"] if is_id(body.get("base")) else None,
        target=body["target"] if is_id(body.get("target")) else None,
        is_purged=is_purged,
        blobs=blobs,
    )
