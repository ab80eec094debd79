"""The canonical form of a value, and the two hashes made of it.

RFC 8785 over NFC text; in objects absent and null are the same. Test vectors that phone and
server share: tests/protocol/canonical.json.
"""

from hashlib import sha256
from typing import Any
from unicodedata import is_normalized, normalize

import rfc8785

WAS_DIGITS = 8


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
    try:
        return rfc8785.dumps(_without_nulls(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from None


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
