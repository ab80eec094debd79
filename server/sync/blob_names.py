"""Which blobs a value names. Pure: any JSON, of any kind.

A photo or a voice note carries its hash as `sha256`, a note its recording as `blob`; no other
value of any kind has parts of these names.
"""

import re
from collections.abc import Mapping
from typing import Any

NAMES = ("sha256", "blob")
_NAMING = tuple(f'"{name}":' for name in NAMES)
_INNER = (dict, list)
MAX_BLOBS = 200
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


def named_in(text: str, body: Mapping[str, Any]) -> set[str]:
    """Give every sha256 that the content of a body names, whose JSON, as we write it, is `text`."""
    return named(body.get("content")) if may_name(text) else set()


def may_name(text: str) -> bool:
    """Say of JSON as `wire.write` gives it whether it can name a blob: no walk through it."""
    return any(map(text.__contains__, _NAMING))


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


def blobs_of(body: Mapping[str, Any], names: set[str]) -> tuple[str, ...]:
    """Give the blobs that a mutation names; what retention emptied is named no more.

    `names`: those of its content.
    """
    told = body.get("blobs")
    if not told or not are_blobs(told):
        return ()
    return tuple(sorted(set(told) if body.get("purged") is None else names.intersection(told)))
