"""The head of a record in memory, and how it goes over the wire."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from server.sync.digest import row_hash

HELD = "held"
DESK = "desk"
RETURNED = "returned"


@dataclass(frozen=True)
class Head:
    """The present state of one record. A changed record is a new Head.

    `removed`: the reason it was removed with, None while it stands. `counted_on`: the day it
    counts for in the figures, given by the server. `purged`: field -> the seq up to which
    retention emptied it. `purged_values` never come back. `received_at`: when what changed it last
    came in, ISO text; None in rows of before it was kept. `missing`: sha256 of the blobs that it
    names and that are not whole here, sorted; worked out when it is saved.
    """

    id: str
    stream: str
    kind: str
    kind_version: int
    revision: str
    person: str
    review_revision: str | None = None
    content: dict[str, Any] = field(default_factory=dict)
    review: dict[str, Any] | None = None
    conversation: list[dict[str, Any]] = field(default_factory=list)
    siblings: list[dict[str, Any]] = field(default_factory=list)
    removed: str | None = None
    counted_on: str | None = None
    occurred_on: str | None = None
    state: str = ""
    is_open: bool = False
    purged: dict[str, int] = field(default_factory=dict)
    received_at: str | None = None
    missing: list[str] = field(default_factory=list)
    seq: int = 0

    @property
    def hash(self) -> int:
        """Give this row's part of its stream's digest."""
        return row_hash(self.id, self.seq, self.revision, self.review_revision)

    @property
    def keeps_whole(self) -> bool:
        """Say whether phones need it whole however old it is."""
        returned = self.review is not None and self.review["decision"] == RETURNED
        return self.is_open or bool(self.siblings) or returned

    def wire(self) -> dict[str, Any]:
        """Give the record as phones receive it."""
        return {
            "id": self.id,
            "stream": self.stream,
            "kind": self.kind,
            "kind_version": self.kind_version,
            "seq": self.seq,
            "revision": self.revision,
            "review_revision": self.review_revision,
            "person": self.person,
            "content": self.content,
            "review": self.review,
            "conversation": self.conversation,
            "siblings": self.siblings,
            "deleted": self.removed is not None,
            "removed": self.removed,
            "counted_on": self.counted_on,
            "occurred_on": self.occurred_on,
            "state": self.state,
            "open": self.is_open,
            "purged": self.purged,
            "received_at": self.received_at,
            **({"missing": self.missing} if self.missing else {}),
        }

    def columns(self) -> dict[str, Any]:
        """Give the columns of its row."""
        return {
            "id": self.id,
            "stream": self.stream,
            "kind": self.kind,
            "seq": self.seq,
            "revision": self.revision,
            "review_revision": self.review_revision,
            "deleted": self.removed is not None,
            "occurred_on": self.occurred_on,
            "state": self.state,
            "keeps_whole": self.keeps_whole,
            "body": json.dumps(self.wire(), separators=(",", ":")),
        }


def from_wire(wire: Mapping[str, Any]) -> Head:
    """Read a head back from its wire form."""
    parts = {name: value for name, value in wire.items() if name not in ("deleted", "open")}
    return Head(**parts, is_open=wire["open"])
