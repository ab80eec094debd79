"""gunicorn's master and workers as processes that a test may signal, by their ids.

Which there are is read from gunicorn's own log, and whether they live from the system: a worker
that ended is gone once its master has buried it.
"""

import os
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.served import Served, wait_until

DONE_WITHIN_S = 60.0
BOOTED = re.compile(r"Booting worker with pid: (\d+)")
LISTENING = re.compile(r"Listening at: .* \((\d+)\)$", re.MULTILINE)


@dataclass
class Fleet(Served):
    """A gunicorn whose processes are replaced while it serves; `workers` is what it began with."""

    def masters(self) -> list[int]:
        """The masters that live, oldest first: two during an upgrade of the program."""
        return self._living(LISTENING)

    def living_workers(self) -> list[int]:
        """The workers that live; each writes itself down, so their order is chance."""
        return self._living(BOOTED)

    def roll(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Replace every worker gracefully, as `systemctl reload` would."""
        old = set(self.living_workers())
        os.kill(self.masters()[0], signal.SIGHUP)
        meanwhile()
        wait_until(lambda: not old & set(self.living_workers()), DONE_WITHIN_S)
        self._wait_for_workers(self.workers)

    def widen_and_narrow(self) -> None:
        """One worker more, then one less again: gunicorn ends the oldest gracefully."""
        os.kill(self.masters()[0], signal.SIGTTIN)
        self._wait_for_workers(self.workers + 1)
        os.kill(self.masters()[0], signal.SIGTTOU)
        self._wait_for_workers(self.workers)

    def upgrade(self) -> None:
        """Start the program anew beside the old one on the same socket, then end the old one."""
        (old,) = self.masters()
        os.kill(old, signal.SIGUSR2)
        wait_until(lambda: len(self.masters()) == 2, DONE_WITHIN_S)
        self._wait_for_workers(2 * self.workers)
        os.kill(old, signal.SIGTERM)
        wait_until(lambda: old not in self.masters(), DONE_WITHIN_S)
        self._wait_for_workers(self.workers)

    def kill_worker(self, choose: Callable[[list[int]], int]) -> None:
        """End one worker in the middle of whatever it does, and wait until its place is filled."""
        victim = choose(self.living_workers())
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: victim not in self.living_workers(), DONE_WITHIN_S)
        wait_until(lambda: len(self.living_workers()) >= self.workers, DONE_WITHIN_S)

    def _wait_for_workers(self, count: int) -> None:
        wait_until(lambda: len(self.living_workers()) == count, DONE_WITHIN_S)

    def _living(self, named: re.Pattern[str]) -> list[int]:
        assert self.process is not None
        self.process.poll()  # buries the first master, whose parent we are
        pids = [int(pid) for pid in named.findall(self.log.read_text(encoding="utf-8"))]
        return [pid for pid in pids if is_alive(pid)]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
