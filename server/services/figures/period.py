"""The days that figures are taken of: by default the commune police's month, 15th to 14th."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY_OF_MONTH = 15


@dataclass(frozen=True, slots=True)
class Period:
    """Days as ISO dates, from `start` on and before `end`: the 15th to the 15th, half open."""

    start: str
    end: str

    def holds(self, day: str | None) -> bool:
        """Say whether a day lies in it; no day lies in none."""
        return day is not None and self.start <= day < self.end


def period_of(day: date) -> Period:
    """Give the police month of a day: the 15th of one month up to the 14th of the next."""
    start = _fifteenth(day if day.day >= FIRST_DAY_OF_MONTH else _month_before(day))
    return Period(start.isoformat(), _fifteenth(_month_after(start)).isoformat())


def _fifteenth(day: date) -> date:
    return day.replace(day=FIRST_DAY_OF_MONTH)


def _month_before(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)


def _month_after(day: date) -> date:
    return day.replace(day=28) + timedelta(days=4)
