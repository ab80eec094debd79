"""Retention: what a kind says may be kept so long, and no longer.

Fields go by their own days, inside items too, each item by its own day; with their values go the
photos and voice notes that only these named.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.kinds import Kinds
from server.kinds.kind import Field, Kind
from server.models import Mutation, Record
from server.services.blobs.quarantine import give_up_unnamed, names_by_record, names_of
from server.sync.blob_names import named
from server.sync.head import Head, from_wire
from server.sync.purge import CONVERSATION, purge
from server.sync.push import Push


@dataclass(frozen=True)
class Due:
    """A record with fields whose time is over; inside an item `list/item id/field`."""

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
    names = names_by_record(session, commune_id)
    found = []
    for body in bodies:
        head = from_wire(json.loads(body))
        kind = kinds[head.kind]
        fields = {*_over(kind, head, today)}
        gone = names.get(head.id, set()) - named(head.content, head.siblings, head.conversation)
        if gone:
            contents = _past_contents(session, commune_id, head.id)
            fields |= {*_over_in_past(kind, head, contents, gone, today)}
        if fields:
            found.append(Due(head.id, head.kind, tuple(sorted(fields))))
    return found


def carry_out(to: Push, due: Due) -> None:
    """Empty what is due, in the record and in all its mutations; the caller commits.

    What only these values named may be deleted from the store at once.
    """
    before = names_of(to.session, to.commune_id, due.record_id)
    purge(to, due.record_id, set(due.fields))
    give_up_unnamed(to.session, to.commune_id, before, to.now)


def _over(kind: Kind, head: Head, today: date) -> Iterator[str]:
    for field in kind.fields:
        if field.name not in head.content:
            continue
        if _is_over(field, head, today):
            yield field.name
        else:
            yield from _over_inside(field, head, today)
    start = _start(kind.retention_from, head)
    texts = any(entry.get("text") for entry in head.conversation)
    if texts and _is_past(start, kind.retention_days, today):
        yield CONVERSATION


def _past_contents(session: Session, commune_id: str, record_id: str) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Mutation.body).where(
            Mutation.commune_id == commune_id, Mutation.record_id == record_id
        )
    )
    return [json.loads(body).get("content") or {} for body in rows.all()]


def _over_in_past(
    kind: Kind, head: Head, contents: list[dict[str, Any]], gone: set[str], today: date
) -> Iterator[str]:
    """Find photos that only the history still names: taken out, and not kept any longer for it."""
    for content, field in product(contents, kind.fields):
        value = content.get(field.name)
        if not named(value) & gone:
            continue
        if _is_over(field, head, today):
            yield field.name
        elif field.fields and isinstance(value, list):
            yield from _over_past_items(field, head, value, gone, today)


def _over_past_items(
    field: Field, head: Head, items: list[dict[str, Any]], gone: set[str], today: date
) -> Iterator[str]:
    """An item that was taken out itself has no day of its own: the record's is its."""
    present = {one["id"]: one for one in head.content.get(field.name, ()) if "id" in one}
    for item, inner in product(items, _with_own_days(field)):
        if not named(item.get(inner.name)) & gone:
            continue
        shown = present.get(item["id"], {"removed": True})
        start = head.occurred_on if shown.get("removed") else _start_inside(inner, shown, head)
        if _is_past(start, inner.retention_days, today):
            yield f"{field.name}/{item['id']}/{inner.name}"


def _over_inside(field: Field, head: Head, today: date) -> Iterator[str]:
    """Find what is over inside single items, beside the head too; the list goes later."""
    for inner in _with_own_days(field):
        for item in (*head.content[field.name], *_beside(field.name, head)):
            start = _start_inside(inner, item, head)
            if inner.name in item and _is_past(start, inner.retention_days, today):
                yield f"{field.name}/{item['id']}/{inner.name}"


def _with_own_days(field: Field) -> list[Field]:
    days = (field.retention_days, field.retention_from)
    return [one for one in field.fields if (one.retention_days, one.retention_from) != days]


def _start_inside(inner: Field, item: dict[str, Any], head: Head) -> str | None:
    return _day(item.get(inner.retention_from or "")) or _start(inner.retention_from, head)


def _beside(name: str, head: Head) -> list[dict[str, Any]]:
    """Give the items of a list that stand as siblings."""
    places = [one["value"] for one in head.siblings if one["field"].startswith(f"{name}/")]
    return [value for value in places if isinstance(value, dict)]


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
