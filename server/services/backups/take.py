"""Taking a backup: one moment of the database, read while the server goes on answering."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, select, text

from server.db import Base
from server.errors import Problem
from server.models import Commune
from server.services import keys
from server.services.backups.archive import (
    DATABASE_FILE,
    STAMP,
    Backup,
    flush,
    hash_file,
    list_backups,
    write_list,
)
from server.services.backups.blobs import copy_blobs
from server.services.backups.rows import copy_rows, count_rows
from server.services.blobs import Store
from server.sync.lineage import cursor_at


@dataclass(frozen=True)
class Taken:
    """What a backup is taken of, besides the database: the folder of the keys, the blobs' store."""

    instance_dir: Path
    store: Store


def take(
    source: Connection, of: Taken, parent: Path, now: datetime, due: datetime | None = None
) -> Backup:
    """Write a backup into a new folder of `parent`; `source`: inside a read transaction.

    It is named by the moment it was `due`, or by `now`, and only once all of it lies on the disk,
    so a backup cut short is never taken for one. Raises backup.under_way where that name stands
    already, backup.damaged where the disk gave back something else.
    """
    name = (due or now).astimezone(UTC).strftime(STAMP)
    draft = parent / f".{name}"
    if (parent / name).exists():
        raise Problem("backup.under_way", folder=str(parent / name))
    earlier = list_backups(parent)
    draft.mkdir(mode=0o700)
    try:
        backup = _fill(source, of, draft, now, earlier[-1].folder if earlier else None)
        whole = replace(backup, folder=draft.rename(parent / name))
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    flush(parent)
    return whole


def _fill(
    source: Connection, of: Taken, folder: Path, now: datetime, earlier: Path | None
) -> Backup:
    revision = source.scalar(text("SELECT version_num FROM alembic_version")) or ""
    communes = {
        row.id: str(cursor_at(row.seq, row.lineage))
        for row in source.execute(select(Commune.id, Commune.seq, Commune.lineage))
    }
    rows = _write_database(source, folder / DATABASE_FILE, revision)
    _copy_keys(of.instance_dir, folder)
    lost = copy_blobs(source, of.store, folder, earlier)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): hash_file(path) for path in paths}
    backup = Backup(folder, now, revision, communes, rows, files, lost)
    write_list(backup)
    return backup


def _write_database(source: Connection, path: Path, revision: str) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    try:
        with engine.begin() as target:
            Base.metadata.create_all(target)
            rows = copy_rows(source, target)
            target.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            target.execute(text("INSERT INTO alembic_version VALUES (:name)"), {"name": revision})
        with engine.connect() as again:
            found = again.scalar(text("PRAGMA integrity_check"))
            if found != "ok" or count_rows(again) != rows:
                raise Problem("backup.damaged", file=str(path), why=str(found))
    finally:
        engine.dispose()
    flush(path)
    return rows


def _copy_keys(instance_dir: Path, folder: Path) -> None:
    """Copy the keys; drafts of a key that is being made this moment are none yet."""
    into = folder / keys.FOLDER
    into.mkdir(mode=0o700)
    for path in sorted((instance_dir / keys.FOLDER).glob("[!.]*")):
        flush(Path(shutil.copy2(path, into)))
    flush(into)
