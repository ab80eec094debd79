"""What phones fetch stays small: a page too many in the entry shows here, not on a 3G phone."""

import pytest

from pwa import build
from tests.bench.figure import Figure
from tests.bench.sizes import measure_sizes


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    assert build.main() == 0
    return measure_sizes(build.DIST)


def test_the_entry_and_the_whole_app_weigh_no_more_than_their_goals(figures: list[Figure]) -> None:
    assert [figure.line() for figure in figures if figure.value > (figure.goal or 0)] == []


def test_the_phones_entry_is_one_start_and_what_every_screen_stands_on(
    figures: list[Figure],
) -> None:
    page = (build.DIST / "index.html").read_text(encoding="utf-8")

    assert page.count("modulepreload") == 1
    assert "/assets/base-" in page
