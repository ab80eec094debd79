"""Ids: UUIDv7 for what people make, hashes in UUID form for what the server makes of them."""

import re
from hashlib import sha256

from server.outside import Outside

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new_id(outside: Outside) -> str:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance."""
    milliseconds = max(0, int(outside.now().timestamp() * 1000))  # a dead clock may say 1969
    chance = bytearray(outside.random_bytes(10))
    chance[0] = 0x70 | chance[0] & 0x0F
    chance[2] = 0x80 | chance[2] & 0x3F
    return as_uuid(milliseconds.to_bytes(6, "big") + bytes(chance))


def hash_id(*parts: str) -> str:
    """Make the id of something that follows from `parts` alone: the same parts, the same id."""
    return as_uuid(sha256("\n".join(parts).encode("ascii", "backslashreplace")).digest()[:16])


def as_uuid(octets: bytes) -> str:
    """Write 16 bytes as UUID text."""
    digits = octets.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def is_id(value: object) -> bool:
    """Say whether a value is UUID text in its one lower-case form."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None
