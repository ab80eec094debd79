"""Which blobs a value names. Pure: any JSON, of any kind.

A photo or a voice note carries its hash as `sha256`, a note its recording as `blob`; no other
value of any kind has parts of these names.
"""

import re
from collections.abc import Mapping
from typing import Any

NAMES = ("sha256", "blob")
_INNER = (dict, list)
MAX_BLOBS = 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_sha256(value: object) -> bool:
    """Say whether it is the hash of a blob, 64 lower-case hex digits."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def are_blobs(value: object) -> bool:
    """Say whether a mutation may have this list as its `blobs`."""
    return isinstance(value, list) and len(value) <= MAX_BLOBS and all(map(is_sha256, value))


def named(*values: Any) -> set[str]:
    """Give every sha256 that the values name, however deep."""
    found: set[str] = set()
    _walk(values, found)
    return found


def _walk(value: Any, found: set[str]) -> None:
    """Go through every value once: each push does so with all it touches."""
    if not isinstance(value, dict):
        for one in value:
            if isinstance(one, _INNER):
                _walk(one, found)
        return
    for name, one in value.items():
        if isinstance(one, str):
            if name in NAMES and is_sha256(one):
                found.add(one)
        elif isinstance(one, _INNER):
            _walk(one, found)


def blobs_of(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Give the blobs that a mutation names; what retention emptied is named no more."""
    told = body.get("blobs")
    blobs = tuple(sorted(set(told))) if isinstance(told, list) and are_blobs(told) else ()
    if body.get("purged") is None:
        return blobs
    return tuple(sorted(set(blobs) & named(body.get("content"))))
