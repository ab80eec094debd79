"""A record as figures see it: its day, its place, its values as the kind means them."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.kinds import Field, Kind, Kinds
from server.kinds.kind import Condition
from server.services.figures.minutes import minute_of

Wire = Mapping[str, Any]
Content = Mapping[str, Any]
NO_DAY = "9999"  # after every day
# What both languages cut off the ends of a text.
BLANKS = (
    "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One record that stands. `day`: the ISO date it counts on; `group`: whose stream it is in.

    `starts`: the minute that its kind's day field tells, 0 where it tells none.
    """

    id: str
    content: Mapping[str, Any]
    day: str | None
    starts: int
    area: str | None
    group: str | None

    @property
    def order(self) -> tuple[str, int, str]:
        """Sort by the day it counts on, so that what comes late moves nothing that was counted."""
        return (self.day or NO_DAY, self.starts, self.id)


def read_fact(kinds: Kinds, kind: Kind, areas: Mapping[str, str | None], row: Wire) -> Fact:
    """Read a record that is whole. `areas`: the only area of each group that has but one."""
    content = row["content"]
    group = group_of(row)
    area = _own_area(kind, content) or areas.get(group or "")
    starts = minute_of(content.get(kind.day or "")) or 0
    return Fact(row["id"], content, day_of(kinds, row), starts, area, group)


def day_of(kinds: Kinds, row: Wire) -> str | None:
    """Give the day that the server says a record counts on, else the day that it tells itself."""
    counted_on = row.get("counted_on")
    if isinstance(counted_on, str):
        return counted_on
    return kinds.occurred_on(row["kind"], row.get("content")) or row.get("occurred_on")


def group_of(row: Wire) -> str | None:
    """Give the group whose stream the record is in; None where it is no group's."""
    _, _, group = row["stream"].partition(":")
    return group or None


def only_areas(rows: Sequence[Wire]) -> dict[str, str | None]:
    """Give for each group its area, None for one with several: nobody can say which it was."""
    found: dict[str, str | None] = {}
    for row in rows:
        if row["kind"] == "group" and isinstance(row.get("content"), Mapping):
            areas = row["content"].get("areas")
            is_one = isinstance(areas, list) and len(areas) == 1
            found[row["id"]] = areas[0] if is_one else None
    return found


def _own_area(kind: Kind, content: Mapping[str, Any]) -> str | None:
    for field in kind.fields:
        value = content.get(field.name) if field.ref == "area" else None
        if isinstance(value, str):
            return value
    return None


def counted_fields(kinds: Kinds) -> dict[str, frozenset[str]]:
    """Name for each kind that figures need the fields that they read."""
    dated = {kind.id: _counted_fields(kind) for kind in kinds.values() if kind.day is not None}
    return {**dated, "group": frozenset({"areas"})}


def slim(row: Wire, names: frozenset[str]) -> Wire:
    """Keep of a record what figures read: stories and conversations of years fill the memory."""
    content = {name: value for name, value in row["content"].items() if name in names}
    kept = ("id", "stream", "kind", "deleted", "counted_on", "occurred_on", "state")
    return {**{name: row.get(name) for name in kept}, "content": content}


def _counted_fields(kind: Kind) -> frozenset[str]:
    names = {kind.day, kind.open_without}
    names |= {one.name for one in kind.fields if one.ref == "area"}
    for one in kind.measures:
        where = one.where.field if one.where and not _is_list(kind, one.of) else None
        names |= {one.of, one.once_per, one.starts, one.ends, one.without, where}
    return frozenset(name for name in names if name is not None)


def _is_list(kind: Kind, name: str | None) -> bool:
    return any(one.name == name and one.fields for one in kind.fields)


def meant(field: Field, content: Mapping[str, Any]) -> Any:
    """Give the value, or what its absence stands for."""
    value = content.get(field.name)
    return field.absent_means if value is None else value


def test_of(condition: Condition | None, fields: Sequence[Field]) -> Callable[[Content], bool]:
    """Give what says whether a condition is true of a record, or of one item of a list."""
    field = next((one for one in fields if condition and one.name == condition.field), None)
    if condition is None or field is None:
        return lambda content: True
    wanted, filled = condition.any_of, condition.filled
    if filled is not None:
        return lambda content: is_filled(meant(field, content)) == filled

    def is_one(content: Content) -> bool:
        value = meant(field, content)
        values = value if isinstance(value, list) else (value,)
        return any(_same(one, other) for one in values for other in wanted)

    return is_one


def is_filled(value: Any) -> bool:
    """Say whether a value says anything: an empty text or list does not, false and 0 do."""
    if isinstance(value, str):
        return value.strip(BLANKS) != ""
    if isinstance(value, list):
        return any(not _is_tombstone(one) for one in value)
    return value is not None and value != {}


def items_of(value: Any) -> list[Mapping[str, Any]]:
    """Give the items of a list that are still there."""
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, Mapping) and not _is_tombstone(one)]


def one_text(value: str) -> str:
    """Give the form that texts of the same code share: composed, small letters, no blank ends."""
    composed = unicodedata.normalize("NFC", value)
    return unicodedata.normalize("NFC", composed.lower()).strip(BLANKS)


def _same(value: Any, wanted: str | bool) -> bool:
    """1 is not true here, as it is not in JSON."""
    return type(value) is type(wanted) and bool(value == wanted)


def _is_tombstone(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("removed") is True
