"""Putting a backup back: all rows in one transaction, each commune marked as restored."""

import shutil
from pathlib import Path

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Commune
from server.outside import Outside
from server.services import access_log, keys
from server.services.backups.archive import STAMP, Backup, hash_file
from server.services.backups.blobs import give_back_blobs
from server.services.backups.rows import copy_rows, empty_tables
from server.services.blobs import Store
from server.services.planner import tell_of_full_tables

RESTORED = "khoi_phuc"


def give_back(
    session: Session,
    outside: Outside,
    backup: Backup,
    source: Connection,
    store: Store,
    *,
    replaces: bool,
) -> None:
    """Make the database what the backup holds; `source`: the backup, at this server's tables.

    Whatever the backup brings back, rights that were taken since among it, goes to no phone until
    the desk confirms the rights (R13). Raises backup.not_empty unless it `replaces`.
    """
    target = session.connection()
    names = list(session.scalars(select(Commune.name).order_by(Commune.name)))
    if names and not replaces:
        raise Problem("backup.not_empty", communes=names)
    empty_tables(target)
    copy_rows(source, target)
    give_back_blobs(session, backup, store)
    session.execute(update(Commune).values(restored=True))
    for commune_id in session.scalars(select(Commune.id)).all():
        at = backup.taken_at.isoformat()
        access_log.write(session, outside, commune_id, None, RESTORED, "commune", commune_id, at)
    tell_of_full_tables(session)


def give_back_keys(backup: Backup, instance_dir: Path, outside: Outside) -> None:
    """Put the backup's keys back; one that stands here and is another is kept under the date."""
    stamp = outside.now().strftime(STAMP)
    into = instance_dir / keys.FOLDER
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted((backup.folder / keys.FOLDER).iterdir()):
        present = into / path.name
        if present.exists() and hash_file(present) != hash_file(path):
            present.rename(into / f"{present.stem}.{stamp}{present.suffix}")
        shutil.copy2(path, present)
