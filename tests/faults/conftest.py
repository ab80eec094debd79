"""What the fault tests share: a cast whose database another process can open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from server import create_app
from server.config import Config
from server.db import db
from tests.cast import Cast, raise_cast


@pytest.fixture
def cast_on_disk(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Cast]:
    """The cast on a database that a second process can open: SQLite gets a file of its own."""
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{tmp_path / 'killed.sqlite3'}"
    config = Config(instance_dir=tmp_path, database_url=database_url, log_level="ERROR")
    ours = create_app(config)
    with ours.app_context():
        upgrade()
    yield raise_cast(ours)
    with ours.app_context():
        db.engine.dispose()
