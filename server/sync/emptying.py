"""Emptying: what retention takes out of values. Pure; phones do the same to what they keep.

A field is named as itself, one inside an item of a list as `list/item id/field`.
"""

from collections.abc import Mapping, Set
from typing import Any

CONVERSATION = "conversation"


def without(content: Mapping[str, Any], fields: Set[str]) -> dict[str, Any]:
    """Take fields out of a content, and inner ones out of its items; the items stay."""
    kept = {name: value for name, value in content.items() if name not in fields}
    for path in sorted(fields):
        name, _, rest = path.partition("/")
        if rest and isinstance(kept.get(name), list):
            kept[name] = [_without_inner(item, *rest.split("/")) for item in kept[name]]
    return kept


def is_touched(place: str, fields: Set[str]) -> bool:
    """Say whether any of it was emptied in a place: a field, or an item as `list/item id`."""
    return place.split("/")[0] in fields or any(one.startswith(f"{place}/") for one in fields)


def value_without(place: str, value: Any, fields: Set[str]) -> Any:
    """Take out of the value of a place, which stands beside the record, what was emptied there."""
    name, _, item_id = place.partition("/")
    if name in fields:
        return None
    if not item_id:
        return without({name: value}, fields)[name]
    return without({name: [value]}, fields)[name][0]


def said_without(said: Mapping[str, Any], fields: Set[str]) -> dict[str, Any]:
    """Take it out of what a recover says of its record."""
    kept = {**said, "content": without(said.get("content") or {}, fields)}
    if said.get("siblings"):
        kept["siblings"] = [
            {**one, "value": value_without(one["field"], one["value"], fields)}
            for one in said["siblings"]
            if one["field"].split("/")[0] not in fields
        ]
    if CONVERSATION in fields:
        kept.pop(CONVERSATION, None)
        kept.pop("review", None)
    return kept


def _without_inner(item: Any, item_id: str, name: str) -> Any:
    if not isinstance(item, dict) or item.get("id") != item_id:
        return item
    return {key: value for key, value in item.items() if key != name}
