"""Who may ask for a blob, upload it, read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server.db import driver_of
from server.errors import Problem
from server.models import Blob
from server.sync.blobs import find_naming, find_rows
from server.sync.standing import Standing, read_standing


@dataclass(frozen=True)
class Asker:
    """Who asks, from which kind of phone: a retired one has no streams."""

    person: str
    is_retired: bool


def find_offered(session: Session, commune_id: str, asker: Asker, sha256: str) -> Blob | None:
    """Give a blob to one who may upload it; None while it is not whole.

    He may where an act of his own names it, or a record that he reads. Raises blob.unknown.
    """
    naming = find_naming(session, commune_id, sha256)
    if asker.person not in naming.persons:
        standing = read_standing(driver_of(session), commune_id, asker.person)
        rows = find_rows(session, commune_id, sha256, naming)
        if standing.is_restored or not _reads_one(standing, asker, rows.values()):
            raise Problem("blob.unknown", sha256=sha256)
    return session.get(Blob, (commune_id, sha256))


def find_readable(session: Session, commune_id: str, asker: Asker, sha256: str) -> Blob:
    """Give a blob to one who reads a record that names it.

    Raises commune.restored, blob.unknown, and blob.missing while it is not whole.
    """
    standing = read_standing(driver_of(session), commune_id, asker.person)
    if standing.is_restored:
        raise Problem("commune.restored")
    naming = find_naming(session, commune_id, sha256)
    rows = find_rows(session, commune_id, sha256, naming)
    if not _reads_one(standing, asker, rows.values()):
        raise Problem("blob.unknown", sha256=sha256)
    blob = session.get(Blob, (commune_id, sha256))
    if blob is None:
        raise Problem("blob.missing", sha256=sha256)
    return blob


def _reads_one(standing: Standing, asker: Asker, streams: Iterable[str]) -> bool:
    return not asker.is_retired and not standing.granted.keys().isdisjoint(streams)
