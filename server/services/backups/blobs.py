"""The blobs of a backup: every one that its database calls whole, checked, under the same keys."""

from hashlib import sha256 as hash_of
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Blob
from server.services.backups.archive import Backup, flush, hash_file
from server.services.blobs import Store, whole_key
from server.services.blobs.store import FOLDER


def copy_blobs(source: Connection, store: Store, folder: Path, earlier: Path | None) -> int:
    """Copy every whole blob; give how many the store has lost or damaged.

    What an earlier backup on the same disk holds is linked, not copied: blobs never change.
    """
    lost = 0
    for key in _keys(source):
        into = folder / FOLDER / key
        into.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (_link(earlier, key, into) or _copy(store, key, into)):
            lost += 1
    for path in {one.parent for one in (folder / FOLDER).rglob("*")}:
        flush(path)
    return lost


def check_blobs(backup: Backup, rows: int) -> None:
    """See that the list names each blob by its hash, and as many as the database has rows.

    Raises backup.damaged.
    """
    listed = {Path(name).name: found for name, found in _listed(backup).items()}
    wrong = [name for name, found in listed.items() if name != found]
    if wrong or len(_listed(backup)) + backup.lost_blobs != rows:
        told = {"listed": len(_listed(backup)), "lost": backup.lost_blobs, "rows": rows}
        raise Problem("backup.damaged", blobs=told, wrong=wrong[:3])


def give_back_blobs(session: Session, backup: Backup, store: Store) -> None:
    """Put the backup's blobs into the store; what neither has, phones are asked for again."""
    for name in sorted(_listed(backup)):
        store.put(name.removeprefix(f"{FOLDER}/"), (backup.folder / name).read_bytes())
    for blob in session.scalars(select(Blob)).all():
        key = whole_key(blob.commune_id, blob.sha256)
        if f"{FOLDER}/{key}" not in backup.files and not _is_right(store.get(key), key):
            session.execute(
                delete(Blob).where(Blob.commune_id == blob.commune_id, Blob.sha256 == blob.sha256)
            )


def _keys(source: Connection) -> list[str]:
    rows = source.execute(
        select(Blob.commune_id, Blob.sha256).order_by(*Blob.__table__.primary_key)
    )
    return [whole_key(row.commune_id, row.sha256) for row in rows]


def _listed(backup: Backup) -> dict[str, str]:
    return {name: found for name, found in backup.files.items() if name.startswith(f"{FOLDER}/")}


def _link(earlier: Path | None, key: str, into: Path) -> bool:
    """Take it from an earlier backup, if it lies there unharmed."""
    path = earlier and earlier / FOLDER / key
    if path is None or not path.is_file() or hash_file(path) != into.name:
        return False
    try:
        into.hardlink_to(path)
    except OSError:  # another disk, or one without links
        return False
    return True


def _copy(store: Store, key: str, into: Path) -> bool:
    content = store.get(key)
    if content is None or not _is_right(content, key):
        return False
    into.write_bytes(content)
    flush(into)
    return True


def _is_right(content: bytes | None, key: str) -> bool:
    return content is not None and hash_of(content).hexdigest() == key.rsplit("/", 1)[1]
