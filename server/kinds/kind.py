"""A kind is data: the frozen shapes that the loader makes of a kind file.

The meaning of every part stands in docs/KINDS.md. Nothing here reads a file, checks a value or
knows a particular kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Stream = Literal["directory", "notices", "log", "mediation"]
Scalar = str | int | bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What a user reads, Vietnamese first."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Condition:
    """True of a record when `field` holds one of `any_of`, or is filled (or empty) as asked."""

    field: str
    any_of: tuple[str | bool, ...] = ()
    filled: bool | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    labels: Labels
    shown_when: Condition | None = None
    since: int = 1
    retired: int | None = None


@dataclass(frozen=True, slots=True)
class Rounding:
    """A point is stored only to `to_m` metres where `when` holds (always, without one)."""

    to_m: int
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind, or of the items of a list.

    `since` and `retired` are versions of the kind. `retention_days` None: as long as the record.
    `retention_from` is the date or time field that the days are counted from.
    """

    name: str
    type: str
    labels: Labels
    required: bool = False
    hint: Labels | None = None
    owner: Literal["author", "reviewer"] = "author"
    filled_by: Literal["person", "app"] = "person"
    shown_when: Condition | None = None
    absent_means: Scalar | None = None
    begins_as: Scalar | None = None
    in_front: bool = False
    personal: Labels | None = None
    sensitive: bool = False
    retention_days: int | None = None
    retention_from: str | None = None
    since: int = 1
    retired: int | None = None
    choices: tuple[Choice, ...] = ()
    unit: Labels | None = None
    min: int | None = None
    max: int | None = None
    max_length: int | None = None
    multiline: bool = False
    max_items: int | None = None
    ref: str | None = None
    rounded: Rounding | None = None
    key: str | None = None
    fields: tuple[Field, ...] = ()

    def is_known_at(self, version: int) -> bool:
        """A retired field stays known: an old phone may still hold its values."""
        return self.since <= version


@dataclass(frozen=True, slots=True)
class MapDisplay:
    """What a map shows: a `point` field, the field that names it, and the one that colours it."""

    point: str
    title: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day as HH:MM, local time; it may cross midnight."""

    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure that statistics and reports take from records; `how` is one of measures.HOWS.

    `standing`: a register's figure, of all that stands at the end of the period.
    """

    id: str
    labels: Labels
    unit: Labels
    how: str
    of: str | None = None
    where: Condition | None = None
    once_per: str | None = None
    standing: bool = False
    starts: str | None = None
    ends: str | None = None
    item_starts: str | None = None
    item_ends: str | None = None
    without: str | None = None
    window: Window | None = None
    part: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the general form."""

    id: str
    labels: Labels
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule across fields for the form and the desk; `how` is one of rules.HOWS."""

    id: str
    how: str
    field: str
    message: Labels
    other: str | None = None
    limit: int | None = None
    code: str | None = None
    when: Condition | None = None
    unless: Condition | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """All there is to say about one kind of record.

    `locked_fields`: what a closed period freezes; None freezes all. `layout`: whether the general
    form shows its steps one after another or on one page.
    """

    id: str
    version: int
    labels: Labels
    purpose: Labels
    stream: Stream
    icon: str
    fields: tuple[Field, ...]
    list_columns: tuple[str, ...]
    measures: tuple[Measure, ...]
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    entry_labels: Labels | None = None
    screen: str | None = None
    layout: Literal["steps", "page"] = "steps"
    day: str | None = None
    open_without: str | None = None
    locked_fields: tuple[str, ...] | None = None
    retention_days: int | None = None
    retention_from: str | None = None
    map: MapDisplay | None = None

    def find(self, path: str) -> Field | None:
        """The field at `name` or, within an item list, at `name.inner`."""
        found = [known for place, known in walk(self.fields) if place == path]
        return found[0] if found else None


def walk(fields: tuple[Field, ...], above: str = "") -> Iterator[tuple[str, Field]]:
    """Every field with its path, those of item lists included."""
    for one in fields:
        yield above + one.name, one
        yield from walk(one.fields, f"{above}{one.name}.")
