"""The backup of the night, in a process of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import make_url

from server import create_app
from server.config import Config
from server.db import db
from server.http.nightly import Night
from server.services.backups import list_backups
from tests import postgres
from tests.conftest import HeldWorld

FINISHED_S = 60


@pytest.fixture
def nightly(database_url: str, tmp_path: Path, clock: HeldWorld) -> Iterator[Flask]:
    """A server of its own that backs up at two in the morning."""
    drop = None
    url = f"sqlite:///{tmp_path / 'night.sqlite3'}"
    if not database_url.startswith("sqlite"):
        url, drop = postgres.borrow(make_url(database_url))
    config = Config(
        instance_dir=tmp_path, database_url=url, backup_at="02:00", log_level="CRITICAL"
    )
    app = create_app(config, clock.as_outside())
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield app
    with app.app_context():
        db.engine.dispose()
    if drop is not None:
        drop()


def ask(app: Flask) -> None:
    """Ask for anything, and wait for whatever that has started."""
    app.test_client().get("/api/kinds")
    night: Night = app.extensions["an_thon_night"]
    assert night.process is not None
    assert night.process.wait(FINISHED_S) == 0


def test_the_first_request_after_the_hour_starts_it_and_no_other(
    nightly: Flask, tmp_path: Path, clock: HeldWorld
) -> None:
    names = []
    for hours in (0, 1, 6):  # 20:00, 21:00 and 03:00 in Vietnam
        clock.advance(hours=hours)
        ask(nightly)
        names.append([one.folder.name for one in list_backups(tmp_path / "backups")])

    assert names[0] == names[1] == ["20261119T190000Z"]
    assert names[2] == ["20261119T190000Z", "20261120T190000Z"]
