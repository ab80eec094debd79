"""Quarantine: the bytes of what nothing names are kept for a while, unreadable, then deleted."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, not_, select, update
from sqlalchemy.orm import Session

from server.models import Blob, BlobName, Mutation
from server.services.blobs.store import Store, whole_key
from server.sync.blobs import is_living
from server.sync.push import lock

QUARANTINE = timedelta(days=90)
BATCH = 100


def names_of(session: Session, commune_id: str, record_id: str) -> set[str]:
    """Give the blobs that the acts on a record name."""
    mine = and_(BlobName.commune_id == commune_id, BlobName.record_id == record_id)
    return set(session.scalars(select(BlobName.sha256).where(mine)))


def names_by_record(session: Session, commune_id: str) -> dict[str, set[str]]:
    """Give the blobs of every record whose acts name some."""
    found: dict[str, set[str]] = {}
    rows = session.execute(
        select(BlobName.record_id, BlobName.sha256).where(BlobName.commune_id == commune_id)
    )
    for record_id, sha256 in rows:
        if record_id is not None:
            found.setdefault(record_id, set()).add(sha256)
    return found


def give_up_unnamed(
    session: Session, commune_id: str, blobs: Collection[str], now: datetime
) -> None:
    """Let those of these blobs that nothing names be deleted at once: their time was over."""
    mine = and_(Blob.commune_id == commune_id, Blob.sha256.in_(sorted(blobs)))
    session.execute(update(Blob).where(mine, not_(_is_named())).values(delete_after=now))


def count_due(session: Session, commune_id: str, now: datetime) -> int:
    """Count the blobs whose quarantine is over."""
    due = select(func.count()).select_from(Blob).where(*_due(commune_id, now))
    return session.scalar(due) or 0


def look_through(session: Session, commune_id: str, now: datetime) -> None:
    """Begin the quarantine of what nothing names any more, end it for what is named anew."""
    lock(session, commune_id)
    mine = Blob.commune_id == commune_id
    has_day = Blob.delete_after.is_not(None)
    session.execute(update(Blob).where(mine, has_day, _is_named()).values(delete_after=None))
    session.execute(
        update(Blob)
        .where(mine, not_(has_day), not_(_is_named()))
        .values(delete_after=now + QUARANTINE)
    )


def delete_due(session: Session, store: Store, commune_id: str, now: datetime) -> int:
    """Delete some of what is due, bytes first, and give how many; 0: nothing is left.

    Under the lock, so nobody names one meanwhile. Killed between, the next run deletes again.
    """
    lock(session, commune_id)
    due = session.scalars(
        select(Blob).where(*_due(commune_id, now), not_(_is_named())).limit(BATCH)
    ).all()
    for blob in due:
        store.delete(whole_key(commune_id, blob.sha256))
        session.delete(blob)
    session.flush()
    return len(due)


def find_leftovers(session: Session, store: Store, commune_id: str, now: datetime) -> list[str]:
    """Find what is no whole blob and has lain as long: parts, drafts, bytes without a row.

    `now`: by the store's clock. Gives keys.
    """
    known = select(Blob.sha256).where(Blob.commune_id == commune_id)
    whole = {whole_key(commune_id, sha256) for sha256 in session.scalars(known)}
    old = [one.key for one in store.list(commune_id) if one.modified_at < now - QUARANTINE]
    return [key for key in old if key not in whole]


def delete_leftovers(session: Session, store: Store, commune_id: str, now: datetime) -> None:
    """Delete the leftovers, found again under the lock: who has put one anew keeps it."""
    lock(session, commune_id)
    for key in find_leftovers(session, store, commune_id, now):
        store.delete(key)


def _due(commune_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Blob.commune_id == commune_id, Blob.delete_after <= now)


def _is_named() -> ColumnElement[bool]:
    names = select(BlobName.sha256).join(Mutation, is_living())
    mine = and_(BlobName.commune_id == Blob.commune_id, BlobName.sha256 == Blob.sha256)
    return exists(names.where(mine))
