"""Spans of time in whole minutes of Vietnam's clock, so that sums are exact.

Seconds are dropped before anything is added: the figure is what a reader works out from the
times that a record shows. Vietnam has one offset and no summer time, so every day has 1,440
minutes.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from server.kinds.kind import Window
from server.kinds.values import read_moment

Span = tuple[int, int]

DAY_MIN = 24 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC) - timedelta(hours=7)
_MINUTE = timedelta(minutes=1)


def minute_of(value: object) -> int | None:
    """Give the minute, counted from 1970 in Vietnam, of RFC 3339 text; None for anything else."""
    moment = read_moment(value)
    return None if moment is None else (moment - _EPOCH) // _MINUTE


def within(span: Span, outer: Span) -> Span:
    """Give the part of a span that lies in another; its end is before its start if none does."""
    return max(span[0], outer[0]), min(span[1], outer[1])


def less(span: Span, pauses: Iterable[Span]) -> list[Span]:
    """Give what is left of a span without the pauses; where two overlap, it is taken off once."""
    left = []
    start, end = span
    for begin, until in sorted(within(pause, span) for pause in pauses):
        if begin >= until or until <= start:
            continue
        if begin > start:
            left.append((start, begin))
        start = until
    return [*left, (start, end)] if start < end else left


def length(spans: Iterable[Span]) -> int:
    """Give the minutes of spans that do not overlap."""
    return sum(end - start for start, end in spans)


def length_within(window: Window) -> Callable[[Iterable[Span]], int]:
    """Give what tells the minutes of spans within these hours of the day, over all days."""
    opens, closes = _minute_of_day(window.starts), _minute_of_day(window.ends)
    lasts = closes - opens if closes > opens else closes - opens + DAY_MIN

    def length_in_window(spans: Iterable[Span]) -> int:
        parts = (
            _before(end - opens, lasts) - _before(start - opens, lasts) for start, end in spans
        )
        return sum(parts)

    return length_in_window


def _before(minute: int, lasts: int) -> int:
    """Count the minutes of all windows up to this minute; they begin at 0 of each day."""
    days, rest = divmod(minute, DAY_MIN)
    return days * lasts + min(rest, lasts)


def _minute_of_day(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])
