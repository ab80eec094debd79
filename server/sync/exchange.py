"""One exchange: push, then pull, in one round trip."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import update
from sqlalchemy.orm import Session

from server.db import driver_of
from server.models import Device
from server.sync import access_log
from server.sync.acts import Kinds
from server.sync.lineage import START
from server.sync.mutation import Mutation
from server.sync.pull import Read, pull, verdicts_part
from server.sync.push import Push, lock, note_access, push
from server.sync.request import Request, read_since
from server.sync.standing import read_head

LOGGER = logging.getLogger("an_thon")
HEALTH_EVERY = timedelta(minutes=10)
T = TypeVar("T")


class Write(Protocol):
    """Does work in one transaction of its own, again when the database was busy."""

    def __call__(self, work: Callable[[Session], T]) -> T:
        """Give what the work gives, once it is committed."""


@dataclass(frozen=True)
class Sender:
    """Who speaks, with which device; `health_at`: when its health was last written."""

    person: str
    device_id: str
    is_retired: bool
    health_at: datetime | None


@dataclass(frozen=True)
class Engine:
    """What the engine is handed: transactions, validation, clock and chance."""

    write: Write
    read: Read
    kinds: Kinds
    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]


def exchange(
    engine: Engine,
    commune_id: str,
    sender: Sender,
    asked: Mapping[str, Any],
    mutations: list[Mutation],
) -> tuple[dict[str, Any], list[bytes]]:
    """Take what the phone sends and give what it lacks: reply parts, and records as JSON texts.

    What is acknowledged is committed before the pull begins; should the pull fail, the results
    still go out, with the old cursors and `more`.
    """
    now = engine.now()
    request = Request(
        person=sender.person,
        witness=asked.get("witness"),
        streams_tag=asked.get("streams_tag"),
        since=read_since(asked["since"]),
        full_from=asked.get("full_from"),
        page_size=asked["page_size"],
        is_retired=sender.is_retired,
    )
    results, verdicts = _push(engine, commune_id, sender, asked, mutations, request, now)
    try:
        reply, records = pull(engine.read, commune_id, request)
    except Exception:
        if not results:
            raise
        LOGGER.exception("pull failed after a push")
        reply, records = {**verdicts, **_without_pull(asked, verdicts["restored"])}, []
    _note_health(engine, sender, asked.get("health"), now)
    return {"results": results, **reply}, records


def _push(
    engine: Engine,
    commune_id: str,
    sender: Sender,
    asked: Mapping[str, Any],
    mutations: list[Mutation],
    request: Request,
    now: datetime,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give the results, and what else a reply says of verdicts should the pull fail."""
    entries = asked.get("access_log") or []
    if not mutations and not entries:
        return [], {}

    def work(session: Session) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        to = Push(
            session,
            commune_id,
            engine.kinds,
            engine.random_bytes,
            now,
            sender.device_id,
            sender.is_retired,
        )
        read_head(driver_of(session), commune_id, sender.person)  # or refuse a stranger
        if not mutations:
            lock(session, commune_id)
        results = push(to, mutations) if mutations else []
        if entries:
            person, device_id = sender.person, sender.device_id
            if access_log.append(session, commune_id, person, device_id, entries, now):
                note_access(to)
        return results, verdicts_part(session, commune_id, request)

    return engine.write(work)


def _note_health(
    engine: Engine, sender: Sender, health: Mapping[str, Any] | None, now: datetime
) -> None:
    """Keep the latest health only; failing to write it never fails the exchange."""
    if health is None or (sender.health_at and now - sender.health_at < HEALTH_EVERY):
        return
    values = {"health": json.dumps(health), "health_at": now}
    try:
        engine.write(
            lambda session: session.execute(
                update(Device).where(Device.id == sender.device_id).values(**values)
            )
        )
    except Exception:
        LOGGER.exception("health was not written")


def _without_pull(asked: Mapping[str, Any], restored: bool) -> dict[str, Any]:
    if restored:
        return {"more": False}
    cursors = [one["cursor"] for one in asked["since"]]
    return {
        "departures": [],
        "cursor": cursors[0] if len(cursors) == 1 else START,
        "more": True,
    }
