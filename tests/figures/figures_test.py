"""What the figures are: the shared cases, and what holds whatever the records are."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.kinds import load_kinds
from server.services.figures import Period, make_figures, period_of
from tests.figures.cases import CASES, HERE, read_case, without_zeros

KINDS = load_kinds()
PERIODS = json.loads((HERE / "periods.json").read_text(encoding="ascii"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_shared_case_comes_out_as_it_says(path: Path) -> None:
    case = read_case(path)

    figures = make_figures(KINDS, case["records"], Period(case["from"], case["to"]))

    assert without_zeros(figures, case["expected"]) == case["expected"]


def test_every_figure_is_told_also_where_it_is_zero() -> None:
    totals: dict[str, Any] = make_figures(KINDS, [], Period("2026-10-15", "2026-11-15"))["totals"]

    dated = {kind.id: kind for kind in KINDS.values() if kind.day}
    assert {one: list(of) for one, of in totals.items()} == {
        one: [measure.id for measure in kind.measures] for one, kind in dated.items()
    }
    assert totals["patrol"]["sessions"] == 0
    assert totals["mediation"]["settled_share"] is None


@pytest.mark.parametrize(("day", "expected"), PERIODS)
def test_a_day_lies_in_the_police_month_from_15th_to_14th(day: str, expected: list[str]) -> None:
    assert period_of(date.fromisoformat(day)) == Period(*expected)


def test_every_day_lies_in_the_period_that_is_its_own() -> None:
    days = [date(2027, 1, 1) + timedelta(days=count) for count in range(800)]

    assert [day for day in days if not period_of(day).holds(day.isoformat())] == []
