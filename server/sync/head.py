"""The head of a record in memory, and how it goes over the wire."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from server.sync.digest import row_hash
from server.sync.wire import write

HELD = "held"
DESK = "desk"
RETURNED = "returned"


class Head(NamedTuple):
    """The present state of one record. A changed record is a new Head (`_replace`): what one
    holds is never changed in place.

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
    content: Mapping[str, Any] = {}
    review: Mapping[str, Any] | None = None
    conversation: Sequence[Mapping[str, Any]] = []
    siblings: Sequence[Mapping[str, Any]] = []
    removed: str | None = None
    counted_on: str | None = None
    occurred_on: str | None = None
    state: str = ""
    is_open: bool = False
    purged: Mapping[str, int] = {}
    received_at: str | None = None
    missing: Sequence[str] = []
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

    def columns(self, received_at: str | None, missing: Sequence[str]) -> dict[str, Any]:
        """Give the columns of its row as it is written now, with what it lacks now."""
        row = self.wire()
        row["received_at"] = received_at
        row.pop("missing", None)
        if missing:
            row["missing"] = missing
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
            "body": write(row),
        }


def from_wire(wire: Mapping[str, Any]) -> Head:
    """Read a head back from its wire form."""
    parts = {name: value for name, value in wire.items() if name not in ("deleted", "open")}
    return Head(**parts, is_open=wire["open"])
