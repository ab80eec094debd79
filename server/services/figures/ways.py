"""One function for each `how` of a measure: which record adds how much. docs/KINDS.md tells it.

A way gets the records that count in the period, and for chains all that stand; it gives pairs of
a record and a whole number, so that every amount has one village, one group and one day.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.kinds import Field, Kind, Measure
from server.services.figures.chains import Chains
from server.services.figures.facts import Content, Fact, items_of, meant, one_text, test_of
from server.services.figures.minutes import (
    Span,
    length,
    length_within,
    less,
    minute_of,
    within,
)

Amounts = Iterator[tuple[Fact, int]]
Items = Sequence[Content]


@dataclass(frozen=True, slots=True)
class Worked:
    """A record's own time: from start to end, the pauses, and what is left."""

    whole: Span
    pauses: Sequence[Span]
    left: Sequence[Span]


class Counted:
    """What a way reads. `facts`: all that stand, as far as they can matter; `counted`: those of
    the period; `counts_on`: whether a day is of it.
    """

    def __init__(
        self,
        kind: Kind,
        facts: Sequence[Fact],
        counts_on: Callable[[str | None], bool],
        chains: Mapping[str, Chains],
    ) -> None:
        self.kind = kind
        self.facts = facts
        self.counted = [one for one in facts if counts_on(one.day)]
        self.chains = chains
        self._counts_on = counts_on
        self._worked: dict[tuple[str | None, ...], list[Worked | None]] = {}

    def counts(self, fact: Fact) -> bool:
        """Say whether a record is of the period."""
        return self._counts_on(fact.day)

    def chains_of(self, measure: Measure) -> Chains:
        """Give the chains that count as one; without once_per each record is its own."""
        return self.chains.get(measure.once_per or "") or Chains(())

    def field(self, name: str | None) -> Field:
        """Give a field that the loader has seen to."""
        return next(one for one in self.kind.fields if one.name == name)

    def worked(self, measure: Measure) -> list[Worked | None]:
        """Give the own time of each counted record, None while it is open.

        Measures of one time read it once.
        """
        names = (measure.starts, measure.ends, measure.without)
        if names not in self._worked:
            self._worked[names] = [_worked(measure, one.content) for one in self.counted]
        return self._worked[names]


def _count(measure: Measure, among: Counted) -> Amounts:
    """Records, or chains of them by the first record that matches."""
    matches = test_of(measure.where, among.kind.fields)
    found = (one for one in among.facts if matches(one.content))
    firsts = among.chains_of(measure).firsts(found)
    return ((one, 1) for one in firsts if among.counts(one))


def _distinct(measure: Measure, among: Counted) -> Amounts:
    """Different values within a village: two villages may both have a site called 01."""
    field, matches = among.field(measure.of), test_of(measure.where, among.kind.fields)
    seen: set[tuple[str | None, str]] = set()
    for one in sorted(among.counted, key=lambda one: one.order):
        value = meant(field, one.content)
        code = one_text(value) if isinstance(value, str) else ""
        if matches(one.content) and (code == "" or (one.area, code) not in seen):
            seen.add((one.area, code))
            yield one, 1


def _sum(measure: Measure, among: Counted) -> Amounts:
    field, matches = among.field(measure.of), test_of(measure.where, among.kind.fields)
    for one in among.counted:
        value = meant(field, one.content)
        if isinstance(value, int | float) and not isinstance(value, bool) and matches(one.content):
            yield one, int(value)


def _items(measure: Measure, among: Counted) -> Amounts:
    items = _items_by(measure, among)
    return ((one, len(items(one.content))) for one in among.counted)


def _turns(measure: Measure, among: Counted) -> Amounts:
    """Items, each key once in a chain: where it stands first."""
    items, key = _items_by(measure, among), among.field(measure.of).key or ""
    chains = among.chains_of(measure)
    first: dict[tuple[str, Any], Fact] = {}
    for one in among.facts:
        chain = chains.of(one.id)
        for item in items(one.content):
            known = first.setdefault((chain, item.get(key)), one)
            if known is not one and one.order < known.order:
                first[chain, item.get(key)] = one
    return ((one, 1) for one in first.values() if among.counts(one))


def _hours(measure: Measure, among: Counted) -> Amounts:
    """Minutes, exact."""
    return _minutes(measure, among, length)


def _night_hours(measure: Measure, among: Counted) -> Amounts:
    """Minutes within the window, exact."""
    assert measure.window is not None  # noqa: S101  the loader asks for it
    return _minutes(measure, among, length_within(measure.window))


def _minutes(measure: Measure, among: Counted, lasts: Callable[[Iterable[Span]], int]) -> Amounts:
    """What was worked: once for the record, or for each item. Nothing while it is open."""
    matches = test_of(None if measure.of else measure.where, among.kind.fields)
    items = _items_by(measure, among) if measure.of else None
    for one, worked in zip(among.counted, among.worked(measure), strict=True):
        if worked is None or not matches(one.content):
            continue
        full = lasts(worked.left)
        if items is None:
            yield one, full
            continue
        for item in items(one.content):
            own = _own_span(measure, item, worked.whole)
            yield one, full if own is None else lasts(less(own, worked.pauses))


def _worked(measure: Measure, content: Content) -> Worked | None:
    start = minute_of(content.get(measure.starts or ""))
    end = minute_of(content.get(measure.ends or ""))
    if start is None or end is None:
        return None
    items = items_of(content.get(measure.without or ""))
    pauses = [_pause(one, end) for one in items]
    return Worked((start, end), pauses, less((start, end), pauses))


def _own_span(measure: Measure, item: Content, whole: Span) -> Span | None:
    """The item's own times within the whole, each else the whole's; None for the whole."""
    start = minute_of(item.get(measure.item_starts or ""))
    end = minute_of(item.get(measure.item_ends or ""))
    if start is None and end is None:
        return None
    return within((whole[0] if start is None else start, whole[1] if end is None else end), whole)


def _pause(item: Content, last: int) -> Span:
    """A pause that was never ended lasts to the end; one that never began is none."""
    start, end = minute_of(item.get("from")), minute_of(item.get("to"))
    return (last if start is None else start, last if end is None else end)


def _items_by(measure: Measure, among: Counted) -> Callable[[Content], Items]:
    """Give a reader of the items of the measure's list that it counts."""
    field = among.field(measure.of)
    matches = test_of(measure.where, field.fields)
    return lambda content: [one for one in items_of(content.get(field.name)) if matches(one)]


WAYS: Mapping[str, Callable[[Measure, Counted], Amounts]] = {
    "count": _count,
    "distinct": _distinct,
    "sum": _sum,
    "items": _items,
    "turns": _turns,
    "hours": _hours,
    "night_hours": _night_hours,
}
