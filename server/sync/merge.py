"""Merge: what an edit does to a head. Pure: no database, no clock.

A field, or an item of an item list, applies when the head still holds what the author saw
(`was`); an equal value is nothing; otherwise the head stays and the value becomes a visible
sibling. So no value that a person wrote is ever overwritten unseen.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from server.sync.canonical import same, was_hash

JsonObject = dict[str, Any]
Siblings = Sequence[Mapping[str, Any]]
REMOVED, REVIEW, STREAM = "removed", "review", "stream"
PSEUDO = frozenset({REMOVED, REVIEW, STREAM})


class Edit(NamedTuple):
    """What an author changed: fields to values, and what he saw in each.

    `item_keys`: item list field -> the name of its items' id. `on_chain(revision)`: whether that
    mutation is among the ancestors by base of this one.
    """

    revision: str
    person: str
    at: str
    content: Mapping[str, Any]
    was: Mapping[str, Any]
    item_keys: Mapping[str, str]
    on_chain: Callable[[str], bool]


class Merged(NamedTuple):
    """A head's new content and siblings, and the places where a sibling was added."""

    content: JsonObject
    siblings: list[Mapping[str, Any]]
    added: list[str]


class Unit(NamedTuple):
    """The smallest thing that merges: a field, or one item of an item list."""

    field: str
    item_id: str | None
    value: Any
    seen: str | None

    @property
    def place(self) -> str:
        """Name the unit as siblings do: `field` or `field/item_id`."""
        return self.field if self.item_id is None else f"{self.field}/{self.item_id}"


def merge(
    content: Mapping[str, Any], siblings: Siblings, edit: Edit, *, frozen: bool = False
) -> Merged:
    """Lay an edit over a head. `frozen`: the record is removed, so every change is a sibling."""
    made, kept, added = dict(content), list(siblings), list[str]()
    for unit in units(edit):
        kept = [s for s in kept if not _is_own_earlier(s, unit, edit)]
        present = _present(made, unit, edit.item_keys)
        if same(present, unit.value):
            continue
        if not frozen and was_hash(present) == unit.seen:
            _put(made, unit, edit.item_keys)
            continue
        kept.append(sibling(edit.revision, unit.place, unit.value, edit.person, edit.at))
        added.append(unit.place)
    return Merged(made, kept, added)


def fresh(content: Mapping[str, Any], item_keys: Mapping[str, str]) -> JsonObject:
    """Give the content of a new record: no nulls, items in the order of their ids."""
    return {
        field: _in_order(value, item_keys[field]) if field in item_keys else value
        for field, value in content.items()
        if value is not None
    }


def units(edit: Edit) -> Iterator[Unit]:
    """Go through the units of an edit in a fixed order; a field only in `was` was cleared."""
    for field in sorted({*edit.content, *edit.was}):
        value, seen = edit.content.get(field), edit.was.get(field)
        if field not in edit.item_keys:
            yield Unit(field, None, value, seen)
            continue
        for item in value or ():
            item_id = item[edit.item_keys[field]]
            yield Unit(field, item_id, item, (seen or {}).get(item_id))


def close(
    siblings: Siblings, fields: set[str], seen: Callable[[str], bool]
) -> list[Mapping[str, Any]]:
    """Drop the siblings of the named fields whose revisions the resolver saw, and no others."""
    return [
        s
        for s in siblings
        if not (
            (s["field"] in fields or s["field"].split("/")[0] in fields) and seen(s["revision"])
        )
    ]


def sibling(revision: str, field: str, value: Any, person: str, at: str) -> JsonObject:
    """Make a sibling: a value that could not apply, visible beside the head."""
    return {"revision": revision, "field": field, "value": value, "person": person, "at": at}


def _is_own_earlier(present: Mapping[str, Any], unit: Unit, edit: Edit) -> bool:
    same_place = present["field"] == unit.place and present["person"] == edit.person
    return same_place and edit.on_chain(present["revision"])


def _present(content: JsonObject, unit: Unit, item_keys: Mapping[str, str]) -> Any:
    if unit.item_id is None:
        return content.get(unit.field)
    key = item_keys[unit.field]
    return next((i for i in content.get(unit.field, ()) if i[key] == unit.item_id), None)


def _put(content: JsonObject, unit: Unit, item_keys: Mapping[str, str]) -> None:
    if unit.item_id is not None:
        key = item_keys[unit.field]
        others = [i for i in content.get(unit.field, ()) if i[key] != unit.item_id]
        content[unit.field] = _in_order([*others, unit.value], key)
    elif unit.value is None:
        content.pop(unit.field, None)
    else:
        content[unit.field] = unit.value


def _in_order(items: list[JsonObject], key: str) -> list[JsonObject]:
    return sorted(items, key=lambda item: str(item[key]))
