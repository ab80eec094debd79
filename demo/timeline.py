"""The story's own time and chance: a clock that jumps from event to event, and seeded dice."""

import heapq
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random

from server.ids import new_id
from server.outside import Outside

VIETNAM = timezone(timedelta(hours=7))


class Timeline:
    """What happens when. `time` stands still until the next event.

    Server, phones and plot roll dice of their own, so that a server that rolls once more than
    yesterday changes ids, but not what happens in the villages.
    """

    def __init__(self, starts: datetime, seed: str) -> None:
        self.time = starts
        self.chance = Random(f"{seed} plot")
        self.outside = Outside(
            now=lambda: self.time.astimezone(UTC),
            random_bytes=Random(f"{seed} server").randbytes,
            sleep=lambda _seconds: None,
        )
        self._phones = Outside(
            now=self.outside.now, random_bytes=Random(f"{seed} phones").randbytes
        )
        self._events: list[tuple[datetime, int, Callable[[], object]]] = []
        self._serial = 0

    def now(self) -> datetime:
        """Give the time as a phone in Vietnam shows it."""
        return self.time

    def new_id(self) -> str:
        """Make an id as a phone makes it."""
        return new_id(self._phones)

    def at(self, moment: datetime, event: Callable[[], object]) -> None:
        """Let something happen then; what is late happens next."""
        self._serial += 1
        heapq.heappush(self._events, (moment, self._serial, event))

    def run_until(self, moment: datetime) -> None:
        """Let everything happen up to and including a moment, and stand there."""
        while self._events and self._events[0][0] <= moment:
            due, _, event = heapq.heappop(self._events)
            self.time = max(self.time, due)
            event()
        self.time = moment


def on(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Give a moment of a day in Vietnam; hours from 24 on are in the next night."""
    midnight = datetime.combine(day, time(), VIETNAM)
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)
