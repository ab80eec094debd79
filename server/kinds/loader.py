"""Reads a kind file strictly into a Kind; what is odd is refused with its file and place.

Nothing is guessed and nothing is left over: a key that is not known, a name that matches no field,
a missing language or a red-line word keeps the program from starting.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

from server.kinds import redlines, references
from server.kinds.condition import read_condition
from server.kinds.kind import Choice, Field, Kind, MapDisplay, Rounding, Step, Stream
from server.kinds.measures import read_measure
from server.kinds.node import CODE, NAME, Node, read_json
from server.kinds.rules import read_rule
from server.kinds.schema import FIELD_TYPES, REMOVED

# Names that the protocol uses beside or inside a record's content.
RESERVED: Final = frozenset({REMOVED, "review", "stream", "revision", "seq", "id"})
TYPE_KEYS: Final = frozenset().union(*(one.needs | one.may for one in FIELD_TYPES.values()))


def read_kind(path: Path) -> Kind:
    """The kind of one file, checked within itself; its refs to other kinds are not yet."""
    node = read_json(path)
    kind = _read(node)
    node.end()
    if path.stem != kind.id:
        node.refuse(f"is {kind.id!r}, must be {path.stem!r} as the file is called", "id")
    references.check(kind, path.name)
    redlines.check(kind, path.name)
    return kind


def _read(node: Node) -> Kind:
    version = node.number("version", least=1)
    days = node.days("retention_days", None)
    counted_from = node.text("retention_from", None)
    return Kind(
        id=node.name("id"),
        version=version,
        labels=node.labels("labels"),
        entry_labels=node.labels("entry_labels", None),
        purpose=node.labels("purpose"),
        stream=node.one_of("stream", get_args(Stream)),
        icon=node.text("icon"),
        screen=node.text("screen", None),
        layout=node.one_of("layout", ("steps", "page"), "steps"),
        day=node.text("day", None),
        open_without=node.text("open_without", None),
        locked_fields=node.names("locked_fields", None),
        retention_days=days,
        retention_from=counted_from,
        fields=node.each("fields", lambda one: _read_field(one, version, days, counted_from)),
        list_columns=node.names("list_columns"),
        map=_read_map(node),
        measures=node.each("measures", read_measure),
        steps=node.each("steps", _read_step),
        rules=node.each("rules", read_rule),
    )


def _read_field(
    node: Node, version: int, days: int | None, counted_from: str | None, inside: str = ""
) -> Field:
    name = node.name("name", NAME)
    node.named(f"fields.{inside}{name}")
    days = node.days("retention_days", days)
    counted_from = node.text("retention_from", counted_from)
    field = Field(
        name=name,
        type=node.one_of("type", FIELD_TYPES),
        labels=node.labels("labels"),
        required=node.flag("required"),
        hint=node.labels("hint", None),
        owner=node.one_of("owner", ("author", "reviewer"), "author"),
        filled_by=node.one_of("filled_by", ("person", "app"), "person"),
        shown_when=read_condition(node, "shown_when"),
        absent_means=node.scalar("absent_means"),
        begins_as=node.scalar("begins_as"),
        in_front=node.flag("in_front"),
        personal=node.labels("personal", None),
        sensitive=node.flag("sensitive"),
        retention_days=days,
        retention_from=counted_from,
        since=node.number("since", 1, least=1),
        retired=node.number("retired", None, least=2),
        choices=node.each("choices", _read_choice, []),
        unit=node.labels("unit", None),
        min=node.number("min", None),
        max=node.number("max", None),
        max_length=node.number("max_length", None, least=1),
        multiline=node.flag("multiline"),
        max_items=node.number("max_items", None, least=1),
        ref=node.text("ref", None),
        rounded=_read_rounding(node),
        key=node.text("key", None),
        fields=node.each(
            "fields",
            lambda one: _read_field(one, version, days, counted_from, f"{inside}{name}."),
            [],
        ),
    )
    node.end()
    _check_shape(node, field, version, inside)
    _check_own_days(node, field)
    return field


def _check_shape(node: Node, field: Field, version: int, inside: str) -> None:
    """What one field must be, whatever stands around it."""
    known = FIELD_TYPES[field.type]
    node.fits(field, field.type, known.needs, known.may, TYPE_KEYS)
    if field.name in ((RESERVED - {"id"}) if inside else RESERVED):
        node.refuse("is a name that the protocol keeps for itself")
    if inside and field.type == "items":
        node.refuse("is a list of items within an item; items are whole and flat")
    if field.since > version or (field.retired is not None and field.retired > version):
        node.refuse(f"names a version after {version}, the kind's own")
    for choice in field.choices:
        if choice.since > version or (choice.retired is not None and choice.retired > version):
            node.refuse(f"names a version after {version}, the kind's own", choice.code)
    if field.min is not None and field.max is not None and field.min > field.max:
        node.refuse(f"has min {field.min} above max {field.max}")
    if field.sensitive and field.personal is None:
        node.refuse("is sensitive but names no purpose in personal")
    if field.personal is not None and field.retention_days is None:
        node.refuse("holds personal data but no retention_days applies to it")


def _check_own_days(node: Node, field: Field) -> None:
    """What goes from single items is found by their `id`, also on phones that know no kind."""
    days = (field.retention_days, field.retention_from)
    own = [one.name for one in field.fields if (one.retention_days, one.retention_from) != days]
    if own and field.key != "id":
        node.refuse("has days of its own, which only items whose key is id may have", own[0])


def _read_choice(node: Node) -> Choice:
    code = node.name("code", CODE)
    choice = Choice(
        code=code,
        labels=node.named(f"{node.where}.{code}").labels("labels"),
        shown_when=read_condition(node, "shown_when"),
        since=node.number("since", 1, least=1),
        retired=node.number("retired", None, least=2),
    )
    node.end()
    return choice


def _read_rounding(node: Node) -> Rounding | None:
    inner = node.node("rounded", None)
    if inner is None:
        return None
    rounding = Rounding(to_m=inner.number("to_m", least=1), when=read_condition(inner, "when"))
    inner.end()
    return rounding


def _read_map(node: Node) -> MapDisplay | None:
    inner = node.node("map", None)
    if inner is None:
        return None
    shown = MapDisplay(
        point=inner.text("point"), title=inner.text("title"), state=inner.text("state", None)
    )
    inner.end()
    return shown


def _read_step(node: Node) -> Step:
    step = Step(id=node.name("id"), labels=node.labels("labels"), fields=node.names("fields"))
    node.end()
    return step
