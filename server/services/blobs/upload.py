"""Uploading: parts lie in the store as they come; at the end they are joined and verified.

Nothing of it stands in the database before the blob is whole. What is here is told by the parts
themselves: those that follow each other from 0 on. So chunks that come twice, out of order or
from two phones at once need no lock: whatever is joined must have the hash that it was sent for.
"""

from dataclasses import dataclass
from hashlib import sha256 as hash_of

from server.errors import Problem
from server.services.blobs.media import media_type_of
from server.services.blobs.store import Store, Stored, parts_key, whole_key

MAX_BLOB_BYTES = 10 * 1024 * 1024
MAX_CHUNK_BYTES = 1024 * 1024
MAX_PARTS = 1000
OFFSET_DIGITS = 8


@dataclass(frozen=True)
class Whole:
    """A blob whose bytes are all in the store."""

    size_bytes: int
    media_type: str


class WrongOffsetError(Exception):
    """A chunk came for another place than the one that is next."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the next byte is {offset}")
        self.offset = offset


def read_offset(store: Store, commune_id: str, sha256: str) -> int:
    """Say how many bytes of a blob are here."""
    return _end(_chain(store, parts_key(commune_id, sha256)))


def take_chunk(store: Store, commune_id: str, sha256: str, offset: int, chunk: bytes) -> int:
    """Keep a chunk that is not the last, and give the new offset.

    Raises WrongOffsetError, blob.too_large.
    """
    parts = _parts_before(store, commune_id, sha256, offset, chunk)
    if len(parts) >= MAX_PARTS:
        raise Problem("blob.too_large", parts=len(parts), limit_parts=MAX_PARTS)
    if chunk:
        folder = parts_key(commune_id, sha256)
        store.put(f"{folder}/{offset:0{OFFSET_DIGITS}d}", chunk)
    return offset + len(chunk)


def take_last_chunk(store: Store, commune_id: str, sha256: str, offset: int, chunk: bytes) -> Whole:
    """Join all parts and the last chunk, verify them and put them into the store whole.

    The last chunk is no part before: a crash leaves what can be finished by sending it again.
    Raises WrongOffsetError, blob.too_large, blob.hash, blob.media_type; the last two drop the
    parts, since they can never become the blob.
    """
    parts = _parts_before(store, commune_id, sha256, offset, chunk)
    content = _join(store, parts) + chunk
    if hash_of(content).hexdigest() != sha256:
        drop_parts(store, commune_id, sha256)
        raise Problem("blob.hash", size_bytes=len(content))
    media_type = media_type_of(content)
    if media_type is None:
        drop_parts(store, commune_id, sha256)
        raise Problem("blob.media_type", begins_with=content[:12].hex())
    store.put(whole_key(commune_id, sha256), content)
    return Whole(len(content), media_type)


def drop_parts(store: Store, commune_id: str, sha256: str) -> None:
    """Delete every part of a blob."""
    for part in store.list(parts_key(commune_id, sha256)):
        store.delete(part.key)


def _parts_before(
    store: Store, commune_id: str, sha256: str, offset: int, chunk: bytes
) -> list[Stored]:
    parts = _chain(store, parts_key(commune_id, sha256))
    if offset != _end(parts):
        raise WrongOffsetError(_end(parts))
    if offset + len(chunk) > MAX_BLOB_BYTES:
        size = offset + len(chunk)
        raise Problem("blob.too_large", size_bytes=size, limit_bytes=MAX_BLOB_BYTES)
    return parts


def _chain(store: Store, folder: str) -> list[Stored]:
    """Give the parts that follow each other without a gap from 0 on."""
    by_name = {one.key.rsplit("/", 1)[1]: one for one in store.list(folder)}
    chain: list[Stored] = []
    end = 0
    while (part := by_name.get(f"{end:0{OFFSET_DIGITS}d}")) and part.size_bytes:
        chain.append(part)
        end += part.size_bytes
    return chain


def _end(parts: list[Stored]) -> int:
    return sum(part.size_bytes for part in parts)


def _join(store: Store, parts: list[Stored]) -> bytes:
    """Read the parts; one that changed under way, by another uploader, ends this try."""
    contents: list[bytes] = []
    for part in parts:
        content = store.get(part.key)
        if content is None or len(content) != part.size_bytes:
            raise WrongOffsetError(sum(map(len, contents)) + len(content or b""))
        contents.append(content)
    return b"".join(contents)
