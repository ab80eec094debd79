"""One function for each `how` of a measure: which record adds how much. docs/KINDS.md tells it.

A way gets the records that count in the period, and for chains all that stand; it gives pairs of
a record and a whole number, so that every amount has one village, one group and one day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.kinds import Field, Kind, Measure
from server.services.figures.chains import Chains
from server.services.figures.facts import Fact, holds, items_of, meant, one_text
from server.services.figures.minutes import (
    Span,
    length,
    length_in_window,
    less,
    minute_of,
    within,
)

Amounts = Iterator[tuple[Fact, int]]


@dataclass(frozen=True)
class Counted:
    """What a way reads. `facts`: all that stand, as far as they can matter; `counts_on`: whether
    a day is of the period.
    """

    kind: Kind
    facts: Sequence[Fact]
    counts_on: Callable[[str | None], bool]
    chains: Mapping[str, Chains]

    def counts(self, fact: Fact) -> bool:
        """Say whether a record is of the period."""
        return self.counts_on(fact.day)

    def matching(self, measure: Measure) -> Iterable[Fact]:
        """Give the records, of whatever day, that the measure's condition holds for."""
        return (one for one in self.facts if holds(measure.where, self.kind.fields, one.content))

    def field(self, name: str | None) -> Field:
        """Give a field that the loader has seen to."""
        return next(one for one in self.kind.fields if one.name == name)


def _count(measure: Measure, among: Counted) -> Amounts:
    """Records, or chains of them by the first record that matches."""
    found = among.matching(measure)
    if measure.once_per is not None:
        found = among.chains[measure.once_per].firsts(found)
    return ((one, 1) for one in found if among.counts(one))


def _distinct(measure: Measure, among: Counted) -> Amounts:
    """Different values within a village: two villages may both have a site called 01."""
    field = among.field(measure.of)
    seen: set[tuple[str | None, Any]] = set()
    for one in sorted(filter(among.counts, among.matching(measure)), key=lambda one: one.order):
        value = meant(field, one.content)
        code = one_text(value) if isinstance(value, str) else ""
        if code == "" or (one.area, code) not in seen:
            seen.add((one.area, code))
            yield one, 1


def _sum(measure: Measure, among: Counted) -> Amounts:
    field = among.field(measure.of)
    for one in filter(among.counts, among.matching(measure)):
        value = meant(field, one.content)
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield one, int(value)


def _items(measure: Measure, among: Counted) -> Amounts:
    for one in filter(among.counts, among.facts):
        yield one, len(_items_of(measure, among, one))


def _turns(measure: Measure, among: Counted) -> Amounts:
    """Items, each key once in a chain: where it stands first."""
    key = among.field(measure.of).key or ""
    chains = among.chains.get(measure.once_per or "", Chains(()))
    first: dict[tuple[str, Any], Fact] = {}
    for one in among.facts:
        for item in _items_of(measure, among, one):
            at = (chains.of(one.id), item.get(key))
            known = first.setdefault(at, one)
            if one.order < known.order:
                first[at] = one
    return ((one, 1) for one in first.values() if among.counts(one))


def _hours(measure: Measure, among: Counted) -> Amounts:
    """Minutes, exact."""
    for one in filter(among.counts, among.facts):
        yield one, sum(length(spans) for spans in _spans(measure, among, one))


def _night_hours(measure: Measure, among: Counted) -> Amounts:
    """Minutes within the window, exact."""
    assert measure.window is not None  # noqa: S101  the loader asks for it
    for one in filter(among.counts, among.facts):
        spans = _spans(measure, among, one)
        yield one, sum(length_in_window(each, measure.window) for each in spans)


def _spans(measure: Measure, among: Counted, fact: Fact) -> Iterator[list[Span]]:
    """Give what was worked: once for the record, or for each item. Nothing while it is open."""
    whole = _span(fact.content, measure.starts, measure.ends)
    if whole is None or (
        measure.of is None and not holds(measure.where, among.kind.fields, fact.content)
    ):
        return
    pauses = [_pause(one, whole) for one in items_of(fact.content.get(measure.without or ""))]
    if measure.of is None:
        yield less(whole, pauses)
        return
    for item in _items_of(measure, among, fact):
        own = _span(item, measure.item_starts, measure.item_ends, whole)
        if own is not None:
            yield less(within(own, whole), pauses)


def _span(
    values: Mapping[str, Any], starts: str | None, ends: str | None, whole: Span | None = None
) -> Span | None:
    """Read a span; an end that is not told is that of the whole, without a whole it is none."""
    start, end = minute_of(values.get(starts or "")), minute_of(values.get(ends or ""))
    if whole is not None:
        return whole[0] if start is None else start, whole[1] if end is None else end
    return None if start is None or end is None else (start, end)


def _pause(item: Mapping[str, Any], whole: Span) -> Span:
    """A pause that was never ended lasts to the end; one that never began is none."""
    start, end = minute_of(item.get("from")), minute_of(item.get("to"))
    return (whole[1] if start is None else start, whole[1] if end is None else end)


def _items_of(measure: Measure, among: Counted, fact: Fact) -> list[Mapping[str, Any]]:
    field = among.field(measure.of)
    items = items_of(fact.content.get(field.name))
    return [one for one in items if holds(measure.where, field.fields, one)]


WAYS: Mapping[str, Callable[[Measure, Counted], Amounts]] = {
    "count": _count,
    "distinct": _distinct,
    "sum": _sum,
    "items": _items,
    "turns": _turns,
    "hours": _hours,
    "night_hours": _night_hours,
}
