"""Who may ask for a blob, upload it, read it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from server.db import driver_of
from server.errors import Problem
from server.models import Blob, Commune
from server.services.posts import find_post
from server.sync.blobs import find_naming, find_rows
from server.sync.pull import readable_streams


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
        commune = session.get_one(Commune, commune_id)
        rows = find_rows(session, commune_id, sha256, naming)
        if commune.restored or not _reads_one(session, commune, asker, set(rows.values())):
            raise Problem("blob.unknown", sha256=sha256)
    return session.get(Blob, (commune_id, sha256))


def find_readable(session: Session, commune_id: str, asker: Asker, sha256: str) -> Blob:
    """Give a blob to one who reads a record that names it.

    Raises commune.restored, blob.unknown, and blob.missing while it is not whole.
    """
    commune = session.get_one(Commune, commune_id)
    if commune.restored:
        raise Problem("commune.restored")
    naming = find_naming(session, commune_id, sha256)
    rows = find_rows(session, commune_id, sha256, naming)
    if not _reads_one(session, commune, asker, set(rows.values())):
        raise Problem("blob.unknown", sha256=sha256)
    blob = session.get(Blob, (commune_id, sha256))
    if blob is None:
        raise Problem("blob.missing", sha256=sha256)
    return blob


def _reads_one(session: Session, commune: Commune, asker: Asker, streams: set[str]) -> bool:
    if asker.is_retired or not streams:
        return False
    post = find_post(session, commune.id, asker.person)
    readable = readable_streams(driver_of(session), commune, asker.person, post)
    return not streams.isdisjoint(readable)
