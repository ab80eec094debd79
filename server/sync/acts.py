"""The words of the protocol: acts, their parts, and what the engine must be told of kinds."""

from collections.abc import Collection, Mapping
from typing import Any, Protocol

SERVER = "server"
BAD_DATA, BAD_VERSION = "BAD_DATA", "BAD_VERSION"
CREATE, EDIT, REMOVE, RESOLVE, MOVE = "create", "edit", "remove", "resolve", "move"
NOTE, REVIEW, RELEASE, CLOSE = "note", "review", "release", "close"
RECOVER = "recover"
REVISING = frozenset({CREATE, EDIT, REMOVE, RESOLVE, MOVE, RECOVER})
DESK_ACTS = frozenset({RELEASE, CLOSE})
ACTS = REVISING | DESK_ACTS | {NOTE, REVIEW}
NOTE_TYPES = frozenset({"question", "answer", "remark", "receipt"})
DECISIONS = frozenset({"accepted", "seen", "returned"})
KEYS = frozenset(
    [
        "id",
        "person",
        "record_id",
        "stream",
        "kind",
        "kind_version",
        "act",
        "base",
        "target",
        "at",
        "clock_offset_ms",
        "content",
        "was",
        "blobs",
        "purged",
    ]
)


class Fault(Protocol):
    """Why the inside of a mutation is wrong: BAD_DATA or BAD_VERSION, and a sentence."""

    @property
    def code(self) -> str:
        """Say which of the two."""

    @property
    def detail(self) -> str:
        """Say what was seen and what the limit is."""


class Kinds(Protocol):
    """What the engine needs to know of record kinds; given to it, never imported."""

    def check(self, kind: str, version: object, content: object) -> Fault | None:
        """Find what is wrong with a partial content."""

    def stream_type(self, kind: str) -> str | None:
        """Say to which type of stream a kind goes; None for an unknown kind."""

    def item_keys(self, kind: str) -> Mapping[str, str]:
        """Give the item lists of a kind and the name of their items' ids."""

    def occurred_on(self, kind: str, content: Mapping[str, Any]) -> str | None:
        """Give the day on which it happened, ISO, local."""

    def is_open(self, kind: str, content: Mapping[str, Any]) -> bool:
        """Say whether it still goes on."""

    def locks(self, kind: str, names: Collection[str]) -> bool:
        """Say whether a closed period freezes one of these fields."""

    def state(self, kind: str, content: Mapping[str, Any]) -> str:
        """Give the short word that a stub shows."""
