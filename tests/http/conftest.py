"""Other servers on the same empty database: with other settings, or with a door that fails."""

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server import create_app
from server.config import Config
from server.db import db
from server.http.access import open_to_all
from tests.conftest import HeldWorld

LOGGER = logging.getLogger("an_thon")
NewApp = Callable[..., Flask]


@pytest.fixture
def small_app(tmp_path: Path) -> Path:
    """A build of the app that has a page and nothing else."""
    folder = tmp_path / "small-app"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>", encoding="ascii")
    return folder


@pytest.fixture
def new_app(
    app: Flask, database_url: str, clock: HeldWorld, tmp_path: Path, small_app: Path
) -> Iterator[NewApp]:
    """Make a server with the given settings. `doors`: paths to views that are open to all."""
    made: list[Flask] = []
    handlers, level = LOGGER.handlers, LOGGER.level

    def make(doors: dict[str, Callable[[], Any]] | None = None, **settings: Any) -> Flask:
        usual = {"log_level": "ERROR", "instance_dir": tmp_path, "app_dir": small_app}
        settings = {**usual, **settings}
        other = create_app(Config(database_url=database_url, **settings), clock.as_outside())
        for path, view in (doors or {}).items():
            other.add_url_rule(path, path.strip("/"), open_to_all(view))
        made.append(other)
        return other

    yield make
    for other in made:
        with other.app_context():
            db.engine.dispose()
    LOGGER.handlers, LOGGER.level = handlers, level


@pytest.fixture
def log(new_app: NewApp) -> Iterator[Callable[[Flask], io.StringIO]]:
    """Catch what a server writes to its log."""

    def catch(other: Flask) -> io.StringIO:
        written = io.StringIO()
        for handler in (*other.logger.handlers, *LOGGER.handlers):
            assert isinstance(handler, logging.StreamHandler)
            handler.setStream(written)
        return written

    yield catch
