"""The canonical form of a value, and the two hashes made of it.

RFC 8785 over NFC text; in objects absent and null are the same. Test vectors that phone and
server share: tests/protocol/canonical.json.
"""

from hashlib import sha256
from typing import Any
from unicodedata import is_normalized, normalize

import orjson
import rfc8785

WAS_DIGITS = 8
LEAST_PLAIN, MOST_PLAIN = 0.0001, 10**15
_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


def compose(value: Any) -> Any:
    """Give the value with every text in NFC. Raises ValueError where two keys become one."""
    if isinstance(value, str):
        return value if is_normalized("NFC", value) else normalize("NFC", value)
    if isinstance(value, list):
        return [compose(item) for item in value]
    if isinstance(value, dict):
        composed = {compose(key): compose(item) for key, item in value.items()}
        if len(composed) != len(value):
            raise ValueError("two keys of an object are the same in NFC")
        return composed
    return value


def canonical(value: Any) -> bytes:
    """Write a composed value in its canonical form. Raises ValueError where it has none."""
    if isinstance(value, dict):
        value = {key: item for key, item in value.items() if item is not None}
    try:
        if not _is_plain(value):
            return rfc8785.dumps(_without_nulls(value))
        written = orjson.dumps(value, option=_SORTED)
        if _is_of_first_plane(written) or _has_ascii_keys(value):
            return written
        return rfc8785.dumps(value)
    except (
        rfc8785.CanonicalizationError,
        orjson.JSONEncodeError,
        UnicodeEncodeError,
    ) as error:
        raise ValueError(str(error)) from None


def _is_plain(value: Any) -> bool:
    """Say whether orjson with sorted keys writes the canonical form, and ten times faster.

    Some fractions are where they differ, nulls, and the order of keys beyond the first plane.
    """
    outers: list[Any] = [(value,)]
    for outer in outers:  # it grows while we go
        for one in outer.values() if type(outer) is dict else outer:
            sort = type(one)
            if sort is str or sort is int:  # one beyond 2^53 - 1 is refused when it is written
                continue
            if sort is dict or sort is list:
                outers.append(one)
            elif sort is float:
                if one.is_integer() or not LEAST_PLAIN <= abs(one) < MOST_PLAIN:
                    return False
            elif sort is not bool:
                return False
    return True


def _is_of_first_plane(written: bytes) -> bool:
    """Say whether all letters are of Unicode's first 65,536, whose order in UTF-16 is UTF-8's."""
    return written.isascii() or not (
        0xF0 in written or 0xF1 in written or 0xF2 in written or 0xF3 in written or 0xF4 in written
    )


def _has_ascii_keys(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(str.isascii, value)) and all(map(_has_ascii_keys, value.values()))
    return not isinstance(value, list) or all(map(_has_ascii_keys, value))


def body_hash(value: Any) -> str:
    """Give the sha256 that says whether two mutations are the same, 64 hex digits."""
    return sha256(canonical(value)).hexdigest()


def was_hash(value: Any) -> str | None:
    """Give what an author says he saw in a field: 8 hex digits, null for absent (R3)."""
    if value is None:
        return None
    return sha256(canonical(value)).hexdigest()[:WAS_DIGITS]


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same in their canonical form.

    Not by `==`, to which True is 1, and not by `was_hash`, whose 8 digits may meet by chance.
    """
    return canonical(one) == canonical(other)


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value
