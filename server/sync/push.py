"""Push: one transaction, under the lock of the commune's row, so that seq order is commit order."""

import json
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from server.db import driver_of, is_busy
from server.ids import hash_id
from server.models import Commune
from server.statement import Statement
from server.sync.acts import SERVER, Kinds
from server.sync.docket import (
    SERVER_BUG,
    Answer,
    hold_again,
    judge_again,
    keep_as_bug,
    receive,
    reused_id,
    settle,
    waiting_for,
)
from server.sync.lineage import Cursor, cursor_at
from server.sync.load import load, open_world
from server.sync.mutation import Mutation
from server.sync.save import save
from server.sync.world import Known, World

ACCESS = "access"
_COMMUNE = cast(Table, Commune.__table__)
_LOCK = Statement(
    select(_COMMUNE.c.seq, _COMMUNE.c.lineage)
    .where(_COMMUNE.c.id == bindparam("commune_id"))
    .with_for_update()
)
LOGGER = logging.getLogger("an_thon")
T = TypeVar("T")
Freed = list[tuple[str, str]]


@dataclass(frozen=True)
class Push:
    """All that one push needs: whose it is, and what the engine is handed from outside."""

    session: Session
    commune_id: str
    kinds: Kinds
    random_bytes: Callable[[int], bytes]
    now: datetime
    device_id: str | None = None
    is_retired: bool = False


def push(to: Push, mutations: list[Mutation]) -> list[dict[str, Any]]:
    """Judge, write and answer a batch; the caller commits.

    Should the whole fail, each mutation is tried alone; what fails alone is held SERVER_BUG, so
    that one bad mutation never blocks the others. A busy database is the caller's to retry.
    """
    lock(to.session, to.commune_id)
    try:
        answers = attempt(to, mutations, (), lambda world: _receive_all(to, world, mutations))
    except Exception as error:
        if is_passing(error):
            raise
        LOGGER.exception("push failed as a whole; trying one by one")
        return _one_by_one(to, mutations)
    return [answer.result() for answer in answers]


def lock(session: Session, commune_id: str) -> Cursor:
    """Take the commune's lock, which every write to it takes first, and give its head."""
    row = _LOCK.one(driver_of(session), commune_id=commune_id)
    return cursor_at(row.seq, row.lineage)


def note_access(to: Push) -> None:
    """Take a seq for new lines of the access log.

    A phone gives them back when it meets a restored server, and only the lineage shows it one.
    """

    def enter(world: World) -> None:
        known = Known(hash_id(ACCESS, str(world.seq)), 0, SERVER, hash_id(ACCESS), act=ACCESS)
        known.verdict = "applied"
        body = {"id": known.id, "person": SERVER, "act": ACCESS}
        world.enter(known, None, json.dumps(body))

    attempt(to, [], (), enter)


def attempt(
    to: Push, incoming: list[Mutation], again: tuple[str, ...], work: Callable[[World], T]
) -> T:
    """Do work on a world of its own, in a savepoint: all of it is written, or nothing."""
    with to.session.begin_nested():
        world = open_world(to.session, to.commune_id, to.kinds, to.random_bytes, to.device_id)
        load(to.session, world, incoming, again)
        result = work(world)
        save(to.session, world, to.now)
    return result


def is_passing(error: Exception) -> bool:
    """Say whether the whole transaction can be tried again with a hope."""
    return isinstance(error, DBAPIError) and (is_busy(error) or error.connection_invalidated)


def _receive_all(to: Push, world: World, mutations: list[Mutation]) -> list[Answer]:
    answers = []
    for mutation in mutations:
        answers.append(receive(world, mutation, is_retired=to.is_retired))
        settle(world)
    return answers


def _one_by_one(to: Push, mutations: list[Mutation]) -> list[dict[str, Any]]:
    duplicates = []
    for mutation in mutations:
        is_duplicate, freed = _receive_alone(to, mutation)
        duplicates.append(is_duplicate)
        _settle_one_by_one(to, deque(freed))
    answer = partial(_present_results, mutations=mutations, duplicates=duplicates)
    return attempt(to, mutations, (), answer)


def _receive_alone(to: Push, mutation: Mutation) -> tuple[bool, Freed]:
    """Say whether it was known before, and give what its judgement freed."""

    def judged(world: World) -> tuple[bool, Freed]:
        answer = receive(world, mutation, is_retired=to.is_retired)
        return answer.duplicate, list(world.freed)

    def kept(world: World) -> tuple[bool, Freed]:
        answer = keep_as_bug(world, mutation)
        return answer.duplicate, list(world.freed)

    return _or_as_bug(to, [mutation], (), judged, kept)


def _or_as_bug(
    to: Push,
    incoming: list[Mutation],
    again: tuple[str, ...],
    work: Callable[[World], T],
    give_up: Callable[[World], T],
) -> T:
    """Do the work, or what keeps the mutation as the engineer's."""
    try:
        return attempt(to, incoming, again, work)
    except Exception as error:
        if is_passing(error):
            raise
        ids = [*again, *(mutation.id for mutation in incoming)]
        LOGGER.exception("held as SERVER_BUG", extra={"fields": {"mutation": ids}})
        return attempt(to, incoming, again, give_up)


def _settle_one_by_one(to: Push, freed: deque[tuple[str, str]]) -> None:
    while freed:
        cause, awaited = freed.popleft()
        for mutation_id in attempt(to, [], (awaited,), partial(_waiting_ids, awaited=awaited)):
            freed.extend(_judge_alone(to, mutation_id, cause))


def _waiting_ids(world: World, awaited: str) -> list[str]:
    return [known.id for known in waiting_for(world, awaited)]


def _judge_alone(to: Push, mutation_id: str, cause: str) -> Freed:
    def again(world: World) -> Freed:
        judge_again(world, world.known[mutation_id], cause)
        return list(world.freed)

    def give_up(world: World) -> Freed:
        hold_again(world, world.known[mutation_id], SERVER_BUG, cause)
        return []

    return _or_as_bug(to, [], (mutation_id,), again, give_up)


def _present_results(
    world: World, mutations: list[Mutation], duplicates: list[bool]
) -> list[dict[str, Any]]:
    """Answer from what stands now, after all has been judged alone."""
    results = []
    for mutation, is_duplicate in zip(mutations, duplicates, strict=True):
        known = world.known[mutation.id]
        if known.hash != mutation.hash and not (known.is_purged or mutation.is_purged):
            known = world.known[reused_id(mutation)]
        results.append(known.result(as_id=mutation.id, duplicate=is_duplicate))
    return results
