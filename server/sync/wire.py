"""JSON as it goes over the wire and into the tables: UTF-8, without spaces (ADR 0007)."""

from typing import Any

import orjson


def write(value: Any) -> str:
    """Write a value as JSON. Raises TypeError where a text is no UTF-8 or a number is too large."""
    return write_bytes(value).decode()


def write_bytes(value: Any) -> bytes:
    """Write a value as the bytes that go over the wire. Raises TypeError as `write` does."""
    return orjson.dumps(value)
