"""A commune after a restore, its verified backup, and its held records after an upgrade."""

from datetime import datetime
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Commune, Mutation
from server.sync.docket import UPGRADABLE, judge_again, settle
from server.sync.head import HELD
from server.sync.lineage import SHOWN_DIGITS, Cursor
from server.sync.push import Push, attempt, lock
from server.sync.world import World

UPGRADE_BATCH = 100


def mark_restored(session: Session, commune_id: str) -> None:
    """Say that the commune's data came out of a backup, so also its revocations (R13).

    Until the rights are confirmed, exchanges give verdicts only.
    """
    lock(session, commune_id)
    session.execute(update(Commune).where(Commune.id == commune_id).values(restored=True))


def confirm_rights(session: Session, commune_id: str) -> None:
    """Say that the desk has looked through people and phones after a restore.

    Raises commune.not_restored when there is nothing to confirm.
    """
    lock(session, commune_id)
    done = session.execute(
        update(Commune)
        .where(Commune.id == commune_id, Commune.restored.is_(True))
        .values(restored=False)
        .returning(Commune.id)
    ).scalar_one_or_none()
    if done is None:
        raise Problem("commune.not_restored", commune=commune_id)


def announce_backup(session: Session, commune_id: str, place: Cursor, taken_at: datetime) -> bool:
    """Keep the pair of a verified backup; false when this history never went through it."""
    lock(session, commune_id)
    link = session.scalar(
        select(Mutation.lineage).where(Mutation.commune_id == commune_id, Mutation.seq == place.seq)
    )
    if link is None or link[:SHOWN_DIGITS] != place.lineage:
        return False
    session.execute(
        update(Commune)
        .where(Commune.id == commune_id, Commune.backup_seq <= place.seq)
        .values(backup_seq=place.seq, backup_lineage=place.lineage, backup_at=taken_at)
    )
    return True


def judge_held_again(to: Push) -> tuple[int, int]:
    """Judge again, in seq order, what an older server could not read; give (judged, taken).

    A re-judgement that changes nothing writes nothing.
    """
    lock(to.session, to.commune_id)
    ids = to.session.scalars(
        select(Mutation.id)
        .where(
            Mutation.commune_id == to.commune_id,
            Mutation.verdict == HELD,
            Mutation.code.in_(UPGRADABLE),
        )
        .order_by(Mutation.seq)
    ).all()
    taken = 0
    for start in range(0, len(ids), UPGRADE_BATCH):
        batch = tuple(ids[start : start + UPGRADE_BATCH])
        taken += attempt(to, [], batch, partial(_judge_batch, ids=batch))
    return len(ids), taken


def _judge_batch(world: World, ids: tuple[str, ...]) -> int:
    cause = f"upgrade {world.seq}"
    changed = 0
    for mutation_id in ids:
        changed += judge_again(world, world.known[mutation_id], cause)
        settle(world)
    return changed
