"""Blobs: the bytes of photos and voice notes, uploaded in chunks, read by stream (ADR 0032)."""

from server.services.blobs.reading import Asker, find_offered, find_readable
from server.services.blobs.store import Store, open_store, whole_key
from server.services.blobs.upload import (
    MAX_BLOB_BYTES,
    MAX_CHUNK_BYTES,
    WrongOffsetError,
    drop_parts,
    read_offset,
    take_chunk,
    take_last_chunk,
)

__all__ = [
    "MAX_BLOB_BYTES",
    "MAX_CHUNK_BYTES",
    "Asker",
    "Store",
    "WrongOffsetError",
    "drop_parts",
    "find_offered",
    "find_readable",
    "open_store",
    "read_offset",
    "take_chunk",
    "take_last_chunk",
    "whole_key",
]
