"""What a phone says of itself in an exchange, read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from server.sync.lineage import BEGINNING, Cursor, parse_cursor

MAX_PAGE_ROWS = 500


@dataclass(frozen=True)
class Since:
    """Streams asked for from one cursor."""

    cursor: Cursor | None
    streams: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """What the phone says of itself in an exchange."""

    person: str
    witness: object
    streams_tag: str | None
    since: tuple[Since, ...]
    full_from: str | None = None
    page_size: int = MAX_PAGE_ROWS
    is_retired: bool = False


def read_since(raw: Iterable[Mapping[str, Any]]) -> tuple[Since, ...]:
    """Read the cursors of a request; one that can't be parsed is None and means a reset."""
    return tuple(Since(parse_cursor(one["cursor"]), tuple(one["streams"])) for one in raw)


def parse_witness(witness: object) -> Cursor | None:
    """Read a witness; a phone that never had one stands at the beginning."""
    return BEGINNING if witness is None else parse_cursor(witness)
