"""The table of field types, and the checks of a kind's content at a version.

A new field type is one line in FIELD_TYPES (and one file on the phone).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from marshmallow import ValidationError

from server.kinds import blob_values, values
from server.kinds.fault import Fault
from server.kinds.kind import Field
from server.kinds.values import Check

REMOVED: Final = "removed"


@dataclass(frozen=True, slots=True)
class FieldType:
    """How a type checks a value, and which keys of a kind file it needs and may have."""

    compile: Callable[[Field, int], Check]
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


Checks = Mapping[str, Check]


def build(fields: tuple[Field, ...], version: int) -> Checks:
    """The checks of these fields as a sender at `version` knew them."""
    return {
        one.name: FIELD_TYPES[one.type].compile(one, version)
        for one in fields
        if one.is_known_at(version)
    }


def first_fault(checks: Checks, content: object) -> Fault | None:
    """The first thing that is wrong with partial content, as BAD_DATA, or None."""
    try:
        _check_fields(checks, content)
    except ValidationError as error:
        path, message = _first(error.messages)
        return Fault("BAD_DATA", path or None, f"{path or 'content'} {message}.")
    return None


def _check_fields(checks: Checks, content: object) -> None:
    """Partial content: unknown names are refused, missing ones are not; null clears a field."""
    if not isinstance(content, dict):
        raise ValidationError("must be an object from field name to value")
    for name, value in content.items():
        check = checks.get(name)
        if check is None:
            raise ValidationError({name: ["is not a field of this kind at this version"]})
        if value is None:
            continue
        try:
            check(value)
        except ValidationError as error:
            raise ValidationError({name: error.messages}) from None


def _items(field: Field, version: int) -> Check:
    """A list of objects, each with its key; `removed: true` is an item's tombstone."""
    key, limit = field.key or "", field.max_items or 0
    tombstone = Field(name=REMOVED, type="bool", labels=field.labels)
    checks = build((*field.fields, tombstone), version)

    def check(value: object) -> None:
        if not isinstance(value, list):
            values.refuse(value, "must be a list")
        if len(value) > limit:
            raise ValidationError(f"has {len(value)} items; at most {limit} are allowed")
        seen: set[object] = set()
        for place, item in enumerate(value):
            try:
                _check_fields(checks, item)
            except ValidationError as error:
                raise ValidationError({place: error.messages}) from None
            name = item.get(key)
            if name is None:
                raise ValidationError({place: {key: ["is missing; every item needs it"]}})
            if name in seen:
                raise ValidationError({place: {key: [f"{name} stands twice in the list"]}})
            seen.add(name)

    return check


def _first(errors: Any, above: str = "") -> tuple[str, str]:
    """The path and the message of the first leaf of nested messages."""
    if not isinstance(errors, Mapping):
        return above, str(errors[0] if isinstance(errors, list) else errors)
    name, inner = next(iter(errors.items()))
    shown = str(name) if isinstance(name, int) else _plain(name)
    return _first(inner, f"{above}.{shown}" if above else shown)


def _plain(name: str) -> str:
    """A field name for a message; what strangers make up is cut and escaped."""
    is_ours = name.isascii() and name.isidentifier() and len(name) <= values.SHOWN_CHARACTERS_MAX
    return name if is_ours else values.shown(name)


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


FIELD_TYPES: Final[Mapping[str, FieldType]] = {
    "text": FieldType(values.text, _keys("max_length"), _keys("multiline")),
    "int": FieldType(values.integer, _keys("min max"), _keys("unit")),
    "bool": FieldType(values.boolean),
    "date": FieldType(values.day),
    "datetime": FieldType(values.moment),
    "time": FieldType(values.matching(values.TIME, "must be a time of day, as 22:00")),
    "phone": FieldType(values.matching(values.PHONE, "must be a phone number, as 0204 3872 113")),
    "choice": FieldType(values.choice, _keys("choices")),
    "choices": FieldType(values.choices, _keys("choices")),
    "counts": FieldType(values.counts, _keys("choices min max"), _keys("unit")),
    "uuid": FieldType(values.matching(values.UUID, "must be a lower-case UUID")),
    "ref": FieldType(values.matching(values.UUID, "must be a lower-case UUID"), _keys("ref")),
    "refs": FieldType(
        values.texts_matching(values.UUID, "must be a lower-case UUID"), _keys("ref max_items")
    ),
    "point": FieldType(values.point, may=_keys("rounded")),
    "photos": FieldType(blob_values.photos, _keys("max_items")),
    "voice": FieldType(blob_values.voice),
    "items": FieldType(_items, _keys("key max_items fields")),
}
