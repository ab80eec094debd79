"""The table of field types, and the marshmallow schema of a kind at a version.

A new field type is one line in FIELD_TYPES (and one file on the phone).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from marshmallow import RAISE, Schema, ValidationError
from marshmallow.fields import Field as SchemaField

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


class Checked(SchemaField[Any]):
    """A schema field that leaves the value as it came and runs one check; null clears it."""

    def __init__(self, check: Check) -> None:
        super().__init__(allow_none=True)
        self.check = check

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        self.check(value)
        return value


class ContentSchema(Schema):
    """Partial content: unknown names are refused, missing ones are not."""

    error_messages = {  # noqa: RUF012  marshmallow reads a plain dict
        "unknown": "is not a field of this kind at this version",
        "type": "must be an object from field name to value",
    }

    class Meta:
        unknown = RAISE


def build(fields: tuple[Field, ...], version: int) -> Schema:
    """The schema of these fields as a sender at `version` knew them."""
    known = {
        one.name: Checked(FIELD_TYPES[one.type].compile(one, version))
        for one in fields
        if one.is_known_at(version)
    }
    return ContentSchema.from_dict(known, name="Content")()  # type: ignore[arg-type]


def first_fault(schema: Schema, content: object) -> Fault | None:
    """The first thing that is wrong with partial content, as BAD_DATA, or None."""
    errors = schema.validate(content, partial=True)  # type: ignore[arg-type]
    if not errors:
        return None
    path, message = _first(errors)
    return Fault("BAD_DATA", path or None, f"{path or 'content'} {message}.")


def _items(field: Field, version: int) -> Check:
    """A list of objects, each with its key; `removed: true` is an item's tombstone."""
    key, limit = field.key or "", field.max_items or 0
    tombstone = Field(name=REMOVED, type="bool", labels=field.labels)
    schema = build((*field.fields, tombstone), version)

    def check(value: object) -> None:
        if not isinstance(value, list):
            values.refuse(value, "must be a list")
        if len(value) > limit:
            raise ValidationError(f"has {len(value)} items; at most {limit} are allowed")
        seen: set[object] = set()
        for place, item in enumerate(value):
            _check_item(schema, key, place, item)
            if item[key] in seen:
                raise ValidationError({place: {key: [f"{item[key]} stands twice in the list"]}})
            seen.add(item[key])

    return check


def _check_item(schema: Schema, key: str, place: int, item: Any) -> None:
    if errors := schema.validate(item, partial=True):
        raise ValidationError({place: errors})
    if item.get(key) is None:
        raise ValidationError({place: {key: ["is missing; every item needs it"]}})


def _first(errors: Any, above: str = "") -> tuple[str, str]:
    """The path and the message of the first leaf of marshmallow's nested messages."""
    if not isinstance(errors, Mapping):
        return above, str(errors[0] if isinstance(errors, list) else errors)
    name, inner = next(iter(errors.items()))
    if name == "_schema":
        return _first(inner, above)
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
