"""Where the bytes of blobs lie: four verbs over a folder, or over an S3-compatible bucket.

A key is `<commune id>/<sha256>` for a whole blob and `<commune id>/parts/<sha256>/<offset>` for
a part of one that is on its way. An object is written whole or not at all.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Protocol

from server.config import Config

FOLDER = "blobs"
PARTS = "parts"
TRIES = 3


@dataclass(frozen=True)
class Stored:
    """One object: its key, its size, and when it was written by the store's clock."""

    key: str
    size_bytes: int
    modified_at: datetime


class Store(Protocol):
    """What a store can do. Each verb is durable when it returns."""

    def put(self, key: str, content: bytes) -> None:
        """Write an object, or write it anew."""

    def get(self, key: str) -> bytes | None:
        """Read an object; None where there is none."""

    def list(self, under: str) -> list[Stored]:
        """Give every object below a path of whole steps, in the order of keys."""

    def delete(self, key: str) -> None:
        """Take an object away, if there is one."""


def open_store(config: Config) -> Store:
    """Open the store that the settings name."""
    if not config.blob_store:
        return FolderStore(config.instance_dir / FOLDER)
    from server.services.blobs.s3 import open_bucket  # boto3 costs 0.3 s and 20 MB: only here

    return open_bucket(config.blob_store)


def whole_key(commune_id: str, sha256: str) -> str:
    """Name a whole blob."""
    return f"{commune_id}/{sha256}"


def parts_key(commune_id: str, sha256: str) -> str:
    """Name the folder of a blob's parts."""
    return f"{commune_id}/{PARTS}/{sha256}"


class FolderStore:
    """Objects as files of one folder, each written beside its place, flushed, then renamed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes) -> None:
        path = self.root / key
        draft = _write_draft(path.parent, content)
        try:
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _flush_folders(path.parent, self.root.parent)

    def get(self, key: str) -> bytes | None:
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError:
            return None

    def list(self, under: str) -> list[Stored]:
        found = []
        for path in sorted((self.root / under).rglob("*")):
            with suppress(FileNotFoundError):  # deleted meanwhile
                if path.is_file():
                    about = path.stat()
                    at = datetime.fromtimestamp(about.st_mtime, UTC)
                    found.append(Stored(path.relative_to(self.root).as_posix(), about.st_size, at))
        return found

    def delete(self, key: str) -> None:
        path = self.root / key
        path.unlink(missing_ok=True)
        if path.parent.parent.name == PARTS:
            with suppress(OSError):  # not empty yet
                path.parent.rmdir()


def _write_draft(folder: Path, content: bytes) -> Path:
    """Write and flush a hidden file; one that a crash leaves is deleted with the leftovers."""
    for tries_left in reversed(range(TRIES)):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor, name = mkstemp(dir=folder, prefix=".")
            break
        except (FileNotFoundError, FileExistsError):
            # Its last part was deleted this moment, and it with that; so mkdir finds it there,
            # looks whether it is a folder, and it is gone.
            if not tries_left:
                raise
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _flush_folders(folder: Path, end: Path) -> None:
    """Wait until the new name lies on the disk, and the names of the folders above it."""
    while folder != end:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        folder = folder.parent
