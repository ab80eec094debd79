"""Everything that a kind names must exist and be of the right sort: fields, codes, measures.

Each rule below is a generator of (place, what is wrong); the loader refuses the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from marshmallow import ValidationError

from server.kinds.kind import Condition, Field, Kind, Measure, Rule, walk
from server.kinds.node import BadKind
from server.kinds.schema import FIELD_TYPES

Wrong = Iterator[tuple[str, str]]

TIMES: Final = ("date", "datetime")
FREE_TEXT_FROM_CHARACTERS: Final = 201


def check(kind: Kind, file: str) -> None:
    """Refuses, by BadKind, a kind that names what it has not."""
    for rule in _RULES:
        for where, reason in rule(kind):
            raise BadKind(file, where, reason)


def check_between(kinds: Mapping[str, Kind]) -> None:
    """Refuses a ref to a kind that does not exist."""
    for kind in kinds.values():
        for path, field in walk(kind.fields):
            if field.ref is not None and field.ref not in kinds:
                raise BadKind(f"{kind.id}.json", f"fields.{path}.ref", f"no kind {field.ref!r}")


def _names_are_unique(kind: Kind) -> Wrong:
    yield from _doubles("fields", (path for path, _ in walk(kind.fields)))
    for path, field in walk(kind.fields):
        yield from _doubles(f"fields.{path}.choices", (one.code for one in field.choices))
    yield from _doubles("measures", (one.id for one in kind.measures))
    yield from _doubles("steps", (one.id for one in kind.steps))
    yield from _doubles("rules", (one.id for one in kind.rules))


def _conditions_hold(kind: Kind) -> Wrong:
    """A condition speaks of a field beside its own."""
    for path, field in walk(kind.fields):
        siblings = _siblings(kind, path)
        conditions = [field.shown_when, *(one.shown_when for one in field.choices)]
        conditions += [field.rounded.when if field.rounded else None]
        for condition in conditions:
            yield from _condition(f"fields.{path}", condition, siblings)


def _days_are_fields(kind: Kind) -> Wrong:
    if kind.stream != "directory" and kind.day is None:
        yield "day", f"is missing; records of stream {kind.stream} occur on a day"
    yield from _typed(kind, "day", kind.day, TIMES)
    yield from _typed(kind, "retention_from", kind.retention_from, TIMES)
    if kind.open_without is not None and kind.find(kind.open_without) is None:
        yield "open_without", f"names {kind.open_without!r}, which is no field"
    for path, field in walk(kind.fields):
        if field.retention_days is not None and not _retention_start(kind, path, field):
            yield f"fields.{path}.retention_from", f"{field.retention_from!r} is no date or time"


def _items_have_keys(kind: Kind) -> Wrong:
    for field in kind.fields:
        if field.type != "items":
            continue
        found = [one for one in field.fields if one.name == field.key]
        if not found or found[0].type not in ("uuid", "ref") or not found[0].required:
            yield f"fields.{field.name}.key", f"{field.key!r} is no required uuid or ref in it"


def _defaults_pass(kind: Kind) -> Wrong:
    for path, field in walk(kind.fields):
        for key in ("absent_means", "begins_as"):
            value = getattr(field, key)
            if value is None:
                continue
            try:
                FIELD_TYPES[field.type].compile(field, kind.version)(value)
            except ValidationError as wrong:
                yield f"fields.{path}.{key}", str(wrong.messages)


def _personal_data_is_named(kind: Kind) -> Wrong:
    """What shows or names a person, or may, says what for."""
    for path, field in walk(kind.fields):
        if _may_be_personal(kind, field) and field.personal is None:
            yield f"fields.{path}", f"a {field.type} here may hold personal data: name the purpose"


def _display_names_fields(kind: Kind) -> Wrong:
    current = {one.name for one in kind.fields if one.retired is None}
    for name in kind.list_columns:
        if name not in current:
            yield "list_columns", f"{name!r} is no current field"
    for name in kind.locked_fields or ():
        if name not in current:
            yield "locked_fields", f"{name!r} is no current field"
    if kind.map is not None:
        yield from _typed(kind, "map.point", kind.map.point, ("point",))
        yield from _typed(kind, "map.title", kind.map.title, ("text", "choice"))
        yield from _typed(kind, "map.state", kind.map.state, ("choice",))


def _form_asks_each_once(kind: Kind) -> Wrong:
    asked = [name for step in kind.steps for name in step.fields]
    to_ask = {one.name for one in kind.fields if one.filled_by == "person" and one.retired is None}
    yield from _doubles("steps", asked)
    for name in asked:
        if name not in to_ask:
            yield "steps", f"{name!r} is no current field that a person fills"
    for name in sorted(to_ask - set(asked)):
        yield "steps", f"no step asks for {name!r}"


def _measures_compute(kind: Kind) -> Wrong:
    ids = {one.id for one in kind.measures}
    for measure in kind.measures:
        at = f"measures.{measure.id}"
        for name in (*measure.part, *measure.whole):
            if name not in ids - {measure.id}:
                yield at, f"{name!r} is no other measure"
        yield from _measured(kind, measure, at)


def _measured(kind: Kind, measure: Measure, at: str) -> Wrong:
    yield from _typed(kind, f"{at}.of", measure.of, _OF_TYPES.get(measure.how, ("items",)))
    for name in (measure.starts, measure.ends):
        yield from _typed(kind, f"{at}.starts, ends", name, ("datetime",))
    for name in (measure.item_starts, measure.item_ends):
        if name is not None:
            yield from _typed(kind, f"{at}.item_…", f"{measure.of}.{name}", ("datetime",))
    if measure.without is not None:
        for name in ("from", "to"):
            yield from _typed(kind, f"{at}.without", f"{measure.without}.{name}", ("datetime",))
    if measure.once_per is not None:
        chained = kind.find(measure.once_per)
        if chained is None or chained.ref != kind.id:
            yield f"{at}.once_per", f"{measure.once_per!r} is no ref to {kind.id}"
    of = kind.find(measure.of) if measure.of else None
    yield from _condition(at, measure.where, of.fields if of and of.fields else kind.fields)


def _rules_judge(kind: Kind) -> Wrong:
    for rule in kind.rules:
        at = f"rules.{rule.id}"
        field = kind.find(rule.field)
        if field is None:
            yield at, f"{rule.field!r} is no field"
            continue
        yield from _typed(kind, at, rule.other, _sort_of(field))
        for condition in (rule.when, rule.unless):
            yield from _condition(at, condition, _siblings(kind, rule.field))
        yield from _alone(rule, field, at)


def _alone(rule: Rule, field: Field, at: str) -> Wrong:
    if rule.code is not None and rule.code not in {one.code for one in field.choices}:
        yield at, f"{rule.code!r} is no choice of {field.name}"


_RULES: Final[tuple[Callable[[Kind], Wrong], ...]] = (
    _names_are_unique,
    _conditions_hold,
    _days_are_fields,
    _items_have_keys,
    _defaults_pass,
    _personal_data_is_named,
    _display_names_fields,
    _form_asks_each_once,
    _measures_compute,
    _rules_judge,
)
_OF_TYPES: Final = {"sum": ("int",), "distinct": ("text", "ref", "choice")}


def _may_be_personal(kind: Kind, field: Field) -> bool:
    if field.type in ("photos", "voice") or field.ref == "member":
        return True
    is_free_text = (field.max_length or 0) >= FREE_TEXT_FROM_CHARACTERS
    return kind.stream != "directory" and (field.type == "point" or is_free_text)


def _retention_start(kind: Kind, path: str, field: Field) -> bool:
    """The days count from a date or time beside the field, or from one of the record."""
    name = field.retention_from
    around = (*_siblings(kind, path), *kind.fields)
    return any(one.name == name and one.type in TIMES for one in around)


def _siblings(kind: Kind, path: str) -> tuple[Field, ...]:
    if "." not in path:
        return kind.fields
    above = kind.find(path.rpartition(".")[0])
    return above.fields if above else ()


def _condition(at: str, condition: Condition | None, fields: tuple[Field, ...]) -> Wrong:
    if condition is None:
        return
    found = [one for one in fields if one.name == condition.field]
    if not found:
        yield at, f"a condition names {condition.field!r}, which is no field here"
        return
    possible: set[str | bool] = {one.code for one in found[0].choices}
    if found[0].type == "bool":
        possible = {True, False}
    for value in condition.any_of:
        if value not in possible:
            yield at, f"a condition asks {condition.field} for {value!r}, which it cannot be"


def _typed(kind: Kind, at: str, path: str | None, types: tuple[str, ...]) -> Wrong:
    if path is None:
        return
    field = kind.find(path)
    if field is None or field.type not in types:
        yield at, f"{path!r} is no field of type {' or '.join(types)}"


def _sort_of(field: Field) -> tuple[str, ...]:
    """The types that a field may be compared with."""
    return TIMES if field.type in TIMES else (field.type,)


def _doubles(at: str, names: Iterable[str]) -> Wrong:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield at, f"{name!r} stands twice"
        seen.add(name)
