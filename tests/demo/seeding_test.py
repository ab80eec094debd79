"""Seeding: whole or nothing, on both databases, and never beside real people."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url, select, update

from demo import seeding, story
from demo.seeding import Standing
from server.db import db, in_transaction
from server.models import Commune, Record
from tests.cast import Cast
from tests.demo.told import DAYS, LAST_DAY


class CutShortError(Exception):
    """Stands for Ctrl-C, a kill or a power cut."""


@pytest.fixture
def files(app: Flask) -> Iterator[set[str]]:
    """Every file beside a SQLite database; none for PostgreSQL."""
    names: set[str] = set()
    yield names
    database = make_url(db.engine.url)
    if database.get_backend_name() == "sqlite":
        names |= {path.name for path in Path(str(database.database)).parent.iterdir()}
    assert not any(".draft" in name for name in names)


def cut_short(_done: int, _days: int) -> None:
    raise CutShortError


def ignore(_done: int, _days: int) -> None:
    return


def test_a_seeding_cut_short_is_thrown_away_by_the_next(app: Flask, files: set[str]) -> None:
    config = app.extensions["an_thon"].config
    with pytest.raises(CutShortError):
        seeding.seed(config, DAYS, LAST_DAY, cut_short)
    left = seeding.look()

    seeding.seed(config, DAYS, LAST_DAY, ignore)

    assert left in (Standing.EMPTY, Standing.UNFINISHED)
    assert seeding.look() is Standing.DEMO
    assert db.session.scalars(select(Commune.name)).all() == ["Lương Phong"]
    assert len(db.session.scalars(select(Record.id)).all()) > 400


def test_an_empty_database_is_told_from_a_real_one(app: Flask) -> None:
    assert seeding.look() is Standing.EMPTY


def test_a_real_commune_is_seen(cast: Cast) -> None:
    assert seeding.look() is Standing.REAL


def test_a_real_commune_beside_a_demo_counts_as_real(cast: Cast) -> None:
    in_transaction(
        lambda session: session.add(
            Commune(
                id="0" * 36, name="demo", is_demo=True, created_at=datetime(2026, 1, 1, tzinfo=UTC)
            )
        ),
        lambda _seconds: None,
    )

    assert seeding.look() is Standing.REAL


@pytest.mark.parametrize("command", [["demo-data"], ["serve", "--demo"]])
def test_the_demo_never_comes_beside_real_people(cast: Cast, command: list[str]) -> None:
    result = cast.app.test_cli_runner().invoke(args=command)

    assert result.exit_code == 1
    assert "xã thật" in result.output
    assert seeding.look() is Standing.REAL


def test_a_second_demo_is_refused(cast: Cast) -> None:
    make_demo()

    result = cast.app.test_cli_runner().invoke(args=["demo-data"])

    assert result.exit_code == 1
    assert "Đã có xã mẫu" in result.output


def test_a_real_server_does_not_serve_the_demo(cast: Cast) -> None:
    make_demo()

    result = cast.app.test_cli_runner().invoke(args=["serve"])

    assert result.exit_code == 1
    assert "--demo" in result.output


@pytest.mark.parametrize(
    ("now", "last_day"),
    [
        (datetime(2026, 11, 21, 14, 44, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 21, 14, 45, tzinfo=UTC), "2026-11-21"),
        (datetime(2026, 11, 21, 18, 0, tzinfo=UTC), "2026-11-21"),
    ],
)
def test_the_story_ends_on_the_last_evening_that_is_over(now: datetime, last_day: str) -> None:
    assert story.latest_last_day(now).isoformat() == last_day


def make_demo() -> None:
    in_transaction(
        lambda session: session.execute(update(Commune).values(is_demo=True)), lambda _seconds: None
    )
