"""Server and local copy give the same numbers: for villages by chance, and for the demo commune."""

import json
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from pwa import node
from server.kinds import load_kinds
from server.services.figures import Period, make_figures, period_of
from server.services.figures.facts import counted_fields, slim
from tests.demo.told import LAST_DAY, Told, tell
from tests.figures.villages import Village

KINDS = load_kinds()
VILLAGES = 600
SCRIPT = "test/support/figures-of.ts"
Ask = dict[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield tell(tmp_path_factory.mktemp("told"))


def test_villages_by_chance_give_the_same_numbers_on_both_sides() -> None:
    asked = villages()

    assert_the_same(asked, of_the_local_copy(asked))


def test_the_demo_commune_gives_the_same_numbers_on_both_sides(told: Told) -> None:
    period = period_of(LAST_DAY)
    asked = [{"records": told.records, "from": period.start, "to": period.end}]

    found = of_the_local_copy(asked)

    assert_the_same(asked, found)
    totals = found[0]["totals"]
    assert totals["patrol"]["sessions"] > 20
    assert totals["patrol"]["turns"] > 2 * totals["patrol"]["sessions"]
    assert 0 < totals["patrol"]["night_hours"] < totals["patrol"]["person_hours"]
    assert totals["camera"]["lenses"] >= totals["camera"]["sites"] > 0


def test_the_fields_that_the_server_keeps_are_all_that_it_needs(told: Told) -> None:
    names = counted_fields(KINDS)
    period = period_of(LAST_DAY)
    wanted = [one for one in told.records if one["kind"] in names]

    kept = make_figures(KINDS, [slim(one, names[one["kind"]]) for one in wanted], period)

    assert kept == make_figures(KINDS, told.records, period)


def test_every_level_adds_up_to_the_totals() -> None:
    for asked in villages()[:200]:
        figures = of_the_server(asked)
        for level in ("rows", "areas", "groups"):
            for kind, of in figures["totals"].items():
                for name, total in of.items():
                    if name != "settled_share":
                        parts = [one["figures"][kind][name] for one in figures[level]]
                        assert sum(parts) == total, (asked, level, kind, name)


def test_periods_one_after_the_other_add_up_to_the_whole() -> None:
    """What happened counts in one period and in one only; a register's figures stand in each."""
    flows = [
        (kind.id, one.id)
        for kind in KINDS.values()
        for one in kind.measures
        if kind.day and not one.standing and one.how not in ("share", "distinct")
    ]
    for asked in villages()[:200]:
        whole = of_the_server({**asked, "from": "2026-09-15", "to": "2027-01-15"})["totals"]
        edges = [f"{year}-{month:02d}-15" for year, month in MONTHS]
        parts = [
            of_the_server({**asked, "from": start, "to": end})["totals"]
            for start, end in pairwise(edges)
        ]
        for kind, name in flows:
            assert sum(part[kind][name] for part in parts) == whole[kind][name], (asked, name)


MONTHS = [(2026, 9), (2026, 10), (2026, 11), (2026, 12), (2027, 1)]


@cache
def villages() -> list[Ask]:
    asked = []
    for seed in range(VILLAGES):
        village = Village(seed)
        start, end = village.period()
        asked.append({"records": village.rows(), "from": start, "to": end})
    return asked


def of_the_server(asked: Ask) -> dict[str, Any]:
    return make_figures(KINDS, asked["records"], Period(asked["from"], asked["to"]))


def of_the_local_copy(asked: list[Ask]) -> list[dict[str, Any]]:
    """Compute all by the phone's own code, in one run of Node."""
    found = node.find_node()
    assert found is not None, "the phone's tools are missing: python3 run.py check"
    ran = subprocess.run(
        [str(found.program), "--import", "tsx", SCRIPT],
        cwd=node.PWA,
        env=node.with_node(found),
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    figures: list[dict[str, Any]] = json.loads(ran.stdout)
    return figures


def assert_the_same(asked: list[Ask], found: list[dict[str, Any]]) -> None:
    assert len(found) == len(asked)
    for one, figures in zip(asked, found, strict=True):
        assert figures == of_the_server(one), json.dumps(one, ensure_ascii=False)
