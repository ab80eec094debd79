"""python -m tests.simulator: seeds, scenes and mutants, and at the end one line for programs."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests import postgres
from tests.simulator.checks import CHECKS, name_of
from tests.simulator.effect import Effect, measure
from tests.simulator.hunt import Caught, hunt
from tests.simulator.matrices import Matrix, print_mutants
from tests.simulator.mutants import MUTANTS
from tests.simulator.recorder import MOST_BYTES, record
from tests.simulator.runner import Outcome, run_seed
from tests.simulator.scenes import ALL_SCENES, run_scene
from tests.simulator.server import Server
from tests.simulator.wake import FAULT_NAMES
from tests.simulator.workers import open_server, run_all

FAILED, PROGRESS_EVERY = 1, 20
ALWAYS_SHOWN = ("lost", "doubled", "diverged", "stalled", "mismatch")


def main(arguments: list[str]) -> int:
    """Run what is asked for; give 1 when a check was violated, a mutant not caught, or, with all
    scenes, a cell of rule x fault stayed empty.
    """
    asked = _parse(arguments)
    if asked.record:
        return _record()
    if asked.effect:
        return _measure(asked)
    with _database(asked.database) as url:
        total = Total(asked.trace)
        for outcome in run_all(_run, list(_tasks(asked)), jobs=asked.jobs, postgres_url=url):
            total.add(outcome)
        ends: dict[str, int] = {}
        if asked.scenes and not asked.scene:
            ends["empty_cells"] = total.matrix.print(say)
        if asked.mutants:
            ends |= _hunt_all(asked.jobs, url)
    say(total.line() + "".join(f" {name}={value}" for name, value in ends.items()))
    is_whole = ends.get("caught") == ends.get("of") and not ends.get("empty_cells")
    return 0 if is_whole and not total.violations else FAILED


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many seeds")
    parser.add_argument("--seed", type=int, default=1, help="the first of them")
    parser.add_argument("--scene", choices=ALL_SCENES, metavar="NAME", help="this scene, only")
    parser.add_argument("--no-scenes", dest="scenes", action="store_false", help="seeds only")
    parser.add_argument("--mutants", action="store_true", help="hunt every sabotage too")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--jobs", type=int, default=2, help="processes at once")
    parser.add_argument("--trace", action="store_true", help="print each world's trace hash")
    parser.add_argument("--record", action="store_true", help="write the scenarios anew, only")
    parser.add_argument("--effect", action="store_true", help="what giving back saves, only")
    return parser.parse_args(arguments)


def _tasks(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Give the worlds to run."""
    if asked.scene:
        yield "scene", asked.scene
        return
    if asked.scenes:
        yield from (("scene", name) for name in ALL_SCENES)
    yield from (("seed", str(asked.seed + number)) for number in range(asked.seeds))


@contextmanager
def _database(kind: str) -> Iterator[str | None]:
    if kind == "sqlite":
        yield None
        return
    url, stop = postgres.start()
    try:
        yield url
    finally:
        stop()


def _run(server: Server, task: tuple[str, str]) -> Outcome:
    kind, name = task
    return run_scene(server, name) if kind == "scene" else run_seed(server, int(name))


class Total:
    """What all worlds came to together."""

    def __init__(self, shows_trace: bool) -> None:
        self._shows_trace = shows_trace
        self._started_s = time.monotonic()
        self._seeds = 0
        self._days = 0
        self._happened: Counter[str] = Counter()
        self.violations: Counter[str] = Counter()
        self.matrix = Matrix()

    def add(self, outcome: Outcome) -> None:
        """Take in one world; tell of it where it failed."""
        self._seeds += outcome.name.isdigit()
        self._days += outcome.days
        self._happened += outcome.happened
        self.matrix.add(outcome)
        self.violations.update({name_of(one) for one in outcome.violations})
        if self._shows_trace:
            say(f"trace {outcome.name} {outcome.trace_hash}")
        if outcome.violations:
            say(f"FAILED {outcome.name}: {outcome.violations[0]}")
            say(f"  {len(outcome.violations)} violations; again: {outcome.command}")
        if self._seeds % PROGRESS_EVERY == 0 and outcome.name.isdigit():
            took_s = time.monotonic() - self._started_s
            say(f"... {self._seeds} seeds, {self._happened['exchange']} exchanges, {took_s:.0f} s")

    def line(self) -> str:
        """Give the line for programs."""
        had = self._happened
        faults = ",".join(f"{name}:{had[name]}" for name in FAULT_NAMES if had[name])
        parts = {
            "seeds": self._seeds,
            "exchanges": had["exchange"],
            "days": self._days,
            "restores": had["restore_marked"] + had["restore_unmarked"],
            "resets": had["reset"],
            "clones": had["phone_cloned"],
            "faults": faults,
        }
        for name in CHECKS:
            if name in ALWAYS_SHOWN or self.violations[name]:
                parts["mismatches" if name == "mismatch" else name] = self.violations[name]
        return " ".join(f"{name}={value}" for name, value in parts.items())


def _hunt_all(jobs: int, url: str | None) -> dict[str, int]:
    """Hunt every mutant; give how many were caught, of how many."""
    caught: list[Caught] = []
    for one in run_all(hunt, MUTANTS, jobs=jobs, postgres_url=url):
        caught.append(one)
        say(one.sentence())
    return print_mutants(caught, say)


def _record() -> int:
    server = open_server()
    paths = record(server)
    server.close()
    size = sum(path.stat().st_size for path in paths)
    say(f"scenarios={len(paths)} bytes={size}")
    return 0 if size <= MOST_BYTES else FAILED


def _measure(asked: argparse.Namespace) -> int:
    """Say what dead phones' work is lost by a restore, with and without `recover`."""
    server, violations = open_server(), 0
    for is_given_back in (False, True):
        total = Effect()
        for seed in range(asked.seed, asked.seed + asked.seeds):
            one, outcome = measure(server, seed, is_given_back=is_given_back)
            total += one
            violations += len(outcome.violations) if is_given_back else 0
        say(f"recover={'yes' if is_given_back else 'no'} {total.line()}")
    server.close()
    return FAILED if violations else 0


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
