"""The lineage: a chain of hashes over a commune's history, so that a restored server is noticed.

`link(n) = sha256(link(n-1) | mutation id | 8 random bytes)`. Without the random bytes a restored
server could walk into the same lineage with other verdicts (R2).
"""

import re
from hashlib import sha256
from typing import NamedTuple

SHOWN_DIGITS = 8
SALT_BYTES = 8
START = "0"
_CURSOR = re.compile(r"([1-9][0-9]{0,17})\.([0-9a-f]{8})")


class Cursor(NamedTuple):
    """A place in a commune's history: seq 0 is the start of every history."""

    seq: int
    lineage: str

    def __str__(self) -> str:
        return f"{self.seq}.{self.lineage}" if self.seq else START


BEGINNING = Cursor(0, "")


def link(previous: str, mutation_id: str, salt: str) -> str:
    """Give the next link of the chain, 64 hex digits; `salt` is hex."""
    return sha256(f"{previous}|{mutation_id}|{salt}".encode()).hexdigest()


def cursor_at(seq: int, lineage: str) -> Cursor:
    """Make the cursor of a place from its whole link."""
    return Cursor(seq, lineage[:SHOWN_DIGITS]) if seq else BEGINNING


def parse_cursor(text: object) -> Cursor | None:
    """Read a cursor; what can't be read is None, which means a reset and never an error."""
    if text == START:
        return BEGINNING
    found = _CURSOR.fullmatch(text) if isinstance(text, str) else None
    return Cursor(int(found[1]), found[2]) if found else None
