"""Retention: what a kind says may be kept so long, and no longer."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.kinds import Kinds
from server.kinds.kind import Field, Kind
from server.models import Record
from server.sync.head import Head, from_wire
from server.sync.purge import CONVERSATION, purge
from server.sync.push import Push


@dataclass(frozen=True)
class Due:
    """A record with fields whose time is over."""

    record_id: str
    kind: str
    fields: tuple[str, ...]


def find_due(session: Session, kinds: Kinds, commune_id: str, today: date) -> list[Due]:
    """Find what is kept longer than its kind allows, in the order of the records' ids."""
    bodies = session.scalars(
        select(Record.body)
        .where(Record.commune_id == commune_id, Record.kind.in_(sorted(kinds)))
        .order_by(Record.id)
        .execution_options(yield_per=500)
    )
    found = []
    for body in bodies:
        head = from_wire(json.loads(body))
        fields = tuple(sorted(_over(kinds[head.kind], head, today)))
        if fields:
            found.append(Due(head.id, head.kind, fields))
    return found


def carry_out(to: Push, due: Due) -> None:
    """Empty what is due, in the record and in all its mutations; the caller commits."""
    purge(to, due.record_id, set(due.fields))


def _over(kind: Kind, head: Head, today: date) -> Iterator[str]:
    for field in kind.fields:
        if field.name in head.content and _is_over(field, head, today):
            yield field.name
    start = _start(kind.retention_from, head)
    texts = any(entry.get("text") for entry in head.conversation)
    if texts and _is_past(start, kind.retention_days, today):
        yield CONVERSATION


def _is_over(field: Field, head: Head, today: date) -> bool:
    return _is_past(_start(field.retention_from, head), field.retention_days, today)


def _start(counted_from: str | None, head: Head) -> str | None:
    """Give the day the days are counted from; while that field is empty they have not begun.

    A camera is kept as long as it stands, however long ago it was installed.
    """
    return _day(head.content.get(counted_from)) if counted_from else head.occurred_on


def _is_past(start: str | None, days: int | None, today: date) -> bool:
    if start is None or days is None:
        return False
    return date.fromisoformat(start) + timedelta(days=days) < today


def _day(value: object) -> str | None:
    """Read the day of a date or of a time with its zone."""
    try:
        return datetime.fromisoformat(str(value)).date().isoformat()
    except ValueError:
        return None
