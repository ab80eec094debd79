"""Workers replaced, killed and upgraded under load: nothing acknowledged is missing or doubled."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cast import Cast
from tests.faults.consistency import assert_consistent
from tests.faults.copies import history, standing, stored_after
from tests.faults.fleet import Fleet
from tests.faults.load import ANSWERED_WITHIN_S, Book, under_load

SEED = 2026
ROLLS = 3
KILLS = 12
ROLL_EVERY = 4
MOST_KILLS = 40
CUT_ENOUGH = 2
BETWEEN = 40


@pytest.fixture
def fleet(cast_on_disk: Cast, tmp_path: Path) -> Iterator[Fleet]:
    fleet = Fleet(tmp_path, cast_on_disk.parts.config.database_url, workers=2)
    fleet.start()
    yield fleet
    fleet.kill()


def test_rolling_restarts_under_load_lose_nothing_and_turn_nobody_away(
    cast_on_disk: Cast, fleet: Fleet
) -> None:
    before = history(cast_on_disk)

    with under_load(fleet, cast_on_disk, SEED) as book:
        for _ in range(ROLLS):
            book.wait_for_more(BETWEEN)
            fleet.roll()
        book.wait_for_more(BETWEEN)
        fleet.widen_and_narrow()
        book.wait_for_more(BETWEEN)
        fleet.upgrade()
        book.wait_for_more(BETWEEN)

    assert_kept(cast_on_disk, book, before)
    assert book.cut == 0


def test_workers_killed_at_random_amid_rolling_restarts_lose_nothing(
    cast_on_disk: Cast, fleet: Fleet
) -> None:
    before, chance = history(cast_on_disk), random.Random(SEED)

    with under_load(fleet, cast_on_disk, SEED) as book:
        for number in range(MOST_KILLS):
            if number >= KILLS and min(book.cut, book.repeated) >= CUT_ENOUGH:
                break
            book.wait_for_more(chance.randrange(1, BETWEEN))
            if number % 2:
                wait_until_stored(cast_on_disk, book, before)
            if number % ROLL_EVERY:
                fleet.kill_worker(chance.choice)
            else:
                fleet.roll(meanwhile=lambda: fleet.kill_worker(chance.choice))
        book.wait_for_more(BETWEEN)

    assert_kept(cast_on_disk, book, before)
    assert book.cut > book.repeated >= CUT_ENOUGH


def wait_until_stored(cast: Cast, book: Book, before: int) -> None:
    """Wait for the moment at which something is stored that was not acknowledged yet."""
    deadline_s = time.monotonic() + ANSWERED_WITHIN_S
    while history(cast) - before <= len(book.acknowledged):
        assert time.monotonic() < deadline_s, "nothing more is stored"


def assert_kept(cast: Cast, book: Book, before: int) -> None:
    """What was acknowledged is what is stored, once each, seqs without a gap; the copy has all."""
    kept = stored_after(cast, before)
    seqs = sorted(seq for seq, _ in kept.values())
    assert kept == {key: (one["seq"], one["verdict"]) for key, one in book.acknowledged.items()}
    assert seqs == list(range(before + 1, before + len(kept) + 1))
    assert {verdict for _, verdict in kept.values()} == {"applied"}
    assert {row["id"]: row["seq"] for row in book.copy.rows.values()} == standing(cast)
    assert max(book.copy.received.values()) <= 2  # a create and its one edit
    with cast.app.app_context():
        assert_consistent(cast.commune_id)
