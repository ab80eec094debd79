"""The digest of a stream: how many rows stand in it, and the xor of a hash of each.

Compared after every complete pull, so that silent divergence is impossible.
"""

from hashlib import sha256

HASH_BYTES = 8


def row_hash(record_id: str, seq: int, revision: str, review_revision: str | None) -> int:
    """Give the first 8 bytes of sha256(id|seq|revision|review_revision) as a number."""
    text = f"{record_id}|{seq}|{revision}|{review_revision or ''}"
    return int.from_bytes(sha256(text.encode()).digest()[:HASH_BYTES], "big")


def as_hex(xor: int) -> str:
    """Write the xor as it goes over the wire: 16 hex digits."""
    return f"{xor:016x}"
