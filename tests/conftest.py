"""What every test stands on: a real database, brought up by the migrations, and a held world."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from server import create_app
from server.config import Config
from server.db import Base, db
from server.outside import Outside
from tests import postgres
from tests.cast import Cast, raise_cast

START = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


class HeldWorld:
    """A clock that stands until it is moved, chance that repeats, sleeps that are only counted."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.time = START
        self.chance = random.Random(2026)
        self.slept_s: list[float] = []

    def advance(self, **parts: float) -> None:
        self.time += timedelta(**parts)

    def as_outside(self) -> Outside:
        return Outside(
            now=lambda: self.time,
            random_bytes=lambda count: self.chance.randbytes(count),
            sleep=lambda seconds: self.slept_s.append(seconds),
        )


@pytest.fixture(scope="session")
def held_world() -> HeldWorld:
    return HeldWorld()


@pytest.fixture(scope="session")
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.config.getoption("--database") == "postgresql":
        url, stop = postgres.start()
        yield url
        stop()
    else:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.sqlite3'}"


@pytest.fixture(scope="session")
def served(
    database_url: str, held_world: HeldWorld, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The one app of this test process, its tables made by the migrations."""
    config = Config(
        instance_dir=Path(tmp_path_factory.mktemp("instance")),
        database_url=database_url,
        log_level="ERROR",
    )
    app = create_app(config, held_world.as_outside())
    app.testing = False  # errors are answered as they are in real life
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def clock(held_world: HeldWorld) -> HeldWorld:
    """The held world of this test, at its start."""
    held_world.reset()
    return held_world


@pytest.fixture
def app(served: Flask, clock: HeldWorld) -> Iterator[Flask]:
    """The app with empty tables, inside its context."""
    with served.app_context():
        with db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        yield served
        db.session.remove()


@pytest.fixture
def instance_dir(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder of this test's own: held chance gives every test's commune one id."""
    parts = app.extensions["an_thon"]
    folder = tmp_path / "instance"
    folder.mkdir()
    config = replace(parts.config, instance_dir=folder)
    monkeypatch.setitem(app.extensions, "an_thon", replace(parts, config=config))
    return folder


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger."""
    return app.test_client()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """A small commune: two groups, and people of every role, each signed in on a phone."""
    return raise_cast(app)


@pytest.fixture
def new_cast(app: Flask) -> Callable[[str], Cast]:
    """Another commune beside the first."""
    return lambda name: raise_cast(app, name)
