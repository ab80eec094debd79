"""Tries are counted, shared and unreadable."""

from collections.abc import Sequence
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from server.db import in_transaction, transaction
from server.models import RateLimit
from server.services.rate_limits import (
    Counter,
    Limit,
    address_subject,
    count_tries,
    counter,
    give_back,
)
from tests.conftest import HeldWorld

SECRET = b"s" * 32
THREE_A_MINUTE = Limit("test", 3, timedelta(minutes=1))
FIVE_A_MINUTE = Limit("other", 5, timedelta(minutes=1))


def count(clock: HeldWorld, *counters: Counter) -> int:
    with transaction(write=True) as session:
        return count_tries(session, counters, clock.time)


def kept() -> Sequence[RateLimit]:
    with transaction(write=False) as session:
        rows = session.scalars(select(RateLimit)).all()
        session.expunge_all()
        return rows


@pytest.mark.usefixtures("app")
class TestCounting:
    def test_the_try_after_the_last_waits_until_the_window_ends(self, clock: HeldWorld) -> None:
        one = counter(SECRET, THREE_A_MINUTE, "482193")
        waits_s = [count(clock, one) for _ in range(3)]

        clock.advance(seconds=20)

        assert waits_s == [0, 0, 0]
        assert count(clock, one) == 40

    def test_a_new_window_starts_afresh(self, clock: HeldWorld) -> None:
        one = counter(SECRET, THREE_A_MINUTE, "482193")
        for _ in range(4):
            count(clock, one)

        clock.advance(minutes=1)

        assert [count(clock, one) for _ in range(4)] == [0, 0, 0, 60]

    def test_two_subjects_are_counted_apart(self, clock: HeldWorld) -> None:
        for _ in range(4):
            count(clock, counter(SECRET, THREE_A_MINUTE, "482193"))

        wait_s = count(clock, counter(SECRET, THREE_A_MINUTE, "482194"))

        assert wait_s == 0

    def test_what_stands_behind_an_exceeded_limit_is_not_counted(self, clock: HeldWorld) -> None:
        first, second = counter(SECRET, THREE_A_MINUTE), counter(SECRET, FIVE_A_MINUTE)

        for _ in range(10):
            count(clock, first, second)

        assert {row.key: row.tries for row in kept()} == {first.key: 10, second.key: 3}

    def test_a_right_try_is_given_back(self, clock: HeldWorld) -> None:
        one = counter(SECRET, THREE_A_MINUTE, "can.bo")

        for _ in range(10):
            assert count(clock, one) == 0
            with transaction(write=True) as session:
                give_back(session, [one])

        assert [row.tries for row in kept()] == [0]

    def test_counters_long_ended_are_forgotten(self, clock: HeldWorld) -> None:
        count(clock, counter(SECRET, THREE_A_MINUTE, "old"))
        clock.advance(days=2)

        fresh = counter(SECRET, THREE_A_MINUTE, "new")
        count(clock, fresh)

        assert [row.key for row in kept()] == [fresh.key]

    def test_neither_code_nor_address_can_be_read_from_the_table(self, clock: HeldWorld) -> None:
        count(clock, counter(SECRET, THREE_A_MINUTE, "482193"))
        count(clock, counter(SECRET, THREE_A_MINUTE, "203.0.113.7"))

        keys = " ".join(row.key for row in kept())

        assert "482193" not in keys
        assert "203.0" not in keys
        assert counter(b"t" * 32, THREE_A_MINUTE, "482193").key not in keys


def test_tries_at_the_same_time_are_all_counted(app: Flask, clock: HeldWorld) -> None:
    one = counter(SECRET, THREE_A_MINUTE, "482193")
    together = Barrier(4)

    def hurry() -> None:
        together.wait()
        with app.app_context():
            for _ in range(5):
                in_transaction(
                    lambda session: count_tries(session, [one], clock.time), lambda _s: None
                )

    threads = [Thread(target=hurry) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [row.tries for row in kept()] == [20]


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("/run/socket", "/run/socket"),
        (None, "unknown"),
    ],
)
def test_an_address_stands_for_one_household(address: str | None, subject: str) -> None:
    assert address_subject(address) == subject
