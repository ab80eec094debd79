"""The simulator in the suite: kept seeds, scenes, determinism, and what must change nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.models import Record
from tests import postgres
from tests.simulator.checks import check_end
from tests.simulator.healing import heal
from tests.simulator.runner import run_seed, sign_everybody_in
from tests.simulator.scenes import SCENES, run_scene
from tests.simulator.server import Server
from tests.simulator.stage import edit, note, patrol, talk, talk_all
from tests.simulator.workers import open_server
from tests.simulator.world import World

ROOT = Path(__file__).resolve().parents[2]
KEPT = [
    int(line.split()[0])
    for line in (Path(__file__).parent / "kept_seeds.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
FRESH = (2001, 2002, 2003)


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server with a database of its own, as a worker of the simulator has it."""
    stop = None
    if request.config.getoption("--database") == "postgresql":
        url, stop = postgres.start()
    server = open_server(url if stop else None)
    yield server
    server.close()
    if stop:
        stop()


@pytest.mark.parametrize("seed", [*KEPT, *FRESH])
def test_a_seed_breaks_no_promise(server: Server, seed: int) -> None:
    assert run_seed(server, seed).violations == []


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_breaks_no_promise(server: Server, name: str) -> None:
    assert run_scene(server, name).violations == []


def test_a_seed_gives_the_same_trace_whatever_the_process() -> None:
    traces = {
        _trace_elsewhere(PYTHONHASHSEED=hash_seed, TZ=zone)
        for hash_seed, zone in (("1", "Asia/Ho_Chi_Minh"), ("2", "America/Caracas"))
    }

    assert len(traces) == 1


def _trace_elsewhere(**environment: str) -> str:
    asked = ["--seeds", "1", "--seed", "3", "--jobs", "1", "--no-scenes", "--trace"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.simulator", *asked],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return next(line for line in ran.stdout.splitlines() if line.startswith("trace 3 "))


@pytest.mark.parametrize("years", [-30, 40])
def test_clocks_that_are_years_off_change_nothing(server: Server, years: int) -> None:
    right = run_seed(server, 3)
    right_rows = _contents(server)

    skewed = run_seed(server, 3, skew=timedelta(days=365 * years))

    assert skewed.violations == []
    assert _contents(server) == right_rows
    assert skewed.happened == right.happened


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_the_order_of_independent_acts_changes_no_content(
    server: Server, order: tuple[int, ...]
) -> None:
    straight, shuffled = (_independent(server, one) for one in ((0, 1, 2), order))

    assert straight == shuffled


def _independent(server: Server, order: tuple[int, ...]) -> list[Any]:
    """Let three people write offline what does not touch, and come back in this order."""
    world = World(server, 5, people=("officer", "leader", "member", "mate"))
    sign_everybody_in(world)
    writers = [world.hand(who) for who in ("leader", "member", "mate")]
    shared = patrol(world, writers[0])
    talk_all(world)
    for number, (handset, name) in enumerate(
        zip(writers, ("handover_text", "extra_people_count", "ended_at"), strict=True)
    ):
        value = {"extra_people_count": number, "ended_at": "2026-11-20T01:00:00+07:00"}
        edit(world, handset, shared, **{name: value.get(name, "yên")})
        own = patrol(world, handset, handover_text=f"của {number}")
        note(world, handset, own)
    talk(world, *(writers[place] for place in order))
    healed = heal(world)

    assert list(check_end(world, healed=healed)) == []
    return _contents(server)


def _contents(server: Server) -> list[Any]:
    """Give what people wrote, without seqs and times."""
    import json

    rows = [json.loads(row.body) for row in server.known(Record).values()]
    return sorted(
        [row["id"], row["content"], row["removed"], len(row["siblings"]), row["stream"]]
        for row in rows
        if row["kind"] != "held"
    )
