"""The folder of one backup: its names, its list of files, and what is wrong with a damaged one."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from server.errors import Problem

FOLDER = "backups"
DATABASE_FILE = "an-thon.sqlite3"
LIST_FILE = "backup.json"
FORMAT = 1
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Backup:
    """One whole backup.

    `revision`: of its tables. `communes`: commune id -> cursor, the place in its history that the
    backup holds. `rows`: table -> how many. `files`: path inside the folder -> sha256 in hex.
    `lost_blobs`: how many the database calls whole and the store did not have.
    """

    folder: Path
    taken_at: datetime
    revision: str
    communes: dict[str, str]
    rows: dict[str, int]
    files: dict[str, str]
    lost_blobs: int = 0

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_FILE


def list_backups(parent: Path) -> list[Backup]:
    """Give the whole backups in a folder, the oldest first; one cut short is not among them."""
    names = sorted(path.parent for path in parent.glob(f"[!.]*/{LIST_FILE}"))
    return [open_backup(folder) for folder in names]


def open_backup(folder: Path) -> Backup:
    """Read a backup's list. Raises backup.unknown, backup.damaged."""
    path = folder / LIST_FILE
    if not path.is_file():
        raise Problem("backup.unknown", folder=str(folder), missing=LIST_FILE)
    try:
        told = json.loads(path.read_text("utf-8"))
        if told.pop("format") != FORMAT:
            raise ValueError("of another format")
        taken_at = datetime.fromisoformat(told.pop("taken_at"))
        return Backup(folder=folder, taken_at=taken_at, **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Problem("backup.damaged", file=str(path), why=str(error)) from error


def write_list(backup: Backup) -> None:
    """Write the list, flushed to the disk: with it the backup is whole."""
    told = asdict(backup)
    told.pop("folder")
    told["taken_at"] = backup.taken_at.astimezone(UTC).isoformat()
    text = json.dumps({"format": FORMAT, **told}, indent=2, sort_keys=True)
    path = backup.folder / LIST_FILE
    path.write_text(text + "\n", "utf-8")
    flush(path)
    flush(backup.folder)


def check_files(backup: Backup) -> None:
    """See that every file is there, unchanged. Raises backup.damaged with the first that is not."""
    for name, expected in sorted(backup.files.items()):
        path = backup.folder / name
        if not path.is_file():
            raise Problem("backup.damaged", file=str(path), why="missing")
        if hash_file(path) != expected:
            raise Problem("backup.damaged", file=str(path), why="its content has changed")


def hash_file(path: Path) -> str:
    """Give the sha256 of a file in hex."""
    with path.open("rb") as file:
        total = sha256()
        while part := file.read(1 << 20):
            total.update(part)
    return total.hexdigest()


def flush(path: Path) -> None:
    """Wait until a file's or a folder's content lies on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
