"""Power cuts on SQLite: the files as they stand between two writes open whole, 200 times.

A cut may also tear off whatever the disk was not yet asked to keep: the end of the write-ahead
log behind the last commit that was acknowledged.
"""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import upgrade
from sqlalchemy import event

from server import create_app
from server.config import Config
from server.db import db
from tests.cast import Cast, raise_cast

CUTS = 200
STATEMENTS_OF_A_PUSH = 18
WAL_HEADER_BYTES = 32


@dataclass
class Plug:
    """Cuts the power at a statement: what a new machine would find on the disk is copied."""

    file: Path
    chance: random.Random
    acknowledged: dict[str, int] = field(default_factory=dict)
    cut_at: int = 0
    statements: int = 0
    cuts: int = 0
    _kept: tuple[bytes, int] = (b"", 0)

    @property
    def log(self) -> Path:
        return Path(f"{self.file}-wal")

    def arm(self) -> None:
        """Choose the statement of the next push at which the power goes."""
        self._kept = self._log_place()
        self.statements, self.cut_at = 0, self.chance.randrange(1, STATEMENTS_OF_A_PUSH)

    def count(self, *_: Any) -> None:
        self.statements += 1
        if self.statements == self.cut_at:
            self.cut()

    def cut(self) -> None:
        """Copy the files as they are now, tear the log's end off, and open the copy."""
        copy = self.file.with_name("copy.sqlite3")
        for old in copy.parent.glob("copy.sqlite3*"):
            old.unlink()
        shutil.copyfile(self.file, copy)
        torn = Path(f"{copy}-wal")
        shutil.copyfile(self.log, torn)
        header, size = self._kept
        if self._log_place()[0] == header:  # not begun anew since the last acknowledged commit
            with torn.open("r+b") as log:
                log.truncate(self.chance.randint(size, torn.stat().st_size))
        self.cuts += 1
        assert_whole(copy, self.acknowledged)

    def _log_place(self) -> tuple[bytes, int]:
        data = self.log.read_bytes()[:WAL_HEADER_BYTES]
        return data, self.log.stat().st_size


def assert_whole(file: Path, acknowledged: dict[str, int]) -> None:
    """Nothing acknowledged is missing, and nothing is there by half."""
    with sqlite3.connect(file) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        head, lineage = copy.execute("SELECT seq, lineage FROM commune").fetchone()
        rows = copy.execute("SELECT id, seq, salt FROM mutation ORDER BY seq").fetchall()
    copy.close()
    link = ""
    for mutation_id, _, salt in rows:
        link = sha256(f"{link}|{mutation_id}|{salt}".encode()).hexdigest()
    assert [seq for _, seq, _ in rows] == list(range(1, head + 1))
    assert link == lineage
    stored = {mutation_id: seq for mutation_id, seq, _ in rows}
    missing = {key: seq for key, seq in acknowledged.items() if stored.get(key) != seq}
    assert not missing


@pytest.fixture
def cast_on_file(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Cast]:
    if request.config.getoption("--database") != "sqlite":
        pytest.skip("SQLite's files")
    config = Config(
        instance_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path / 'cut.sqlite3'}",
        log_level="ERROR",
    )
    app = create_app(config)
    with app.app_context():
        upgrade()
    yield raise_cast(app)
    with app.app_context():
        db.engine.dispose()


def test_nothing_acknowledged_is_missing_after_two_hundred_power_cuts(
    cast_on_file: Cast, tmp_path: Path
) -> None:
    plug = Plug(tmp_path / "cut.sqlite3", random.Random(2026))
    with cast_on_file.app.app_context():
        event.listen(db.engine, "before_cursor_execute", plug.count)
    record = cast_on_file.create("member")

    while plug.cuts < CUTS:
        plug.arm()
        batch = [cast_on_file.create("member") for _ in range(plug.chance.randrange(1, 6))]
        for result in cast_on_file.push("member", record, *batch):
            plug.acknowledged[result["id"]] = result["seq"]
        if plug.statements < plug.cut_at:  # the push was shorter: the power goes behind it
            plug.cut()

    assert len(plug.acknowledged) > CUTS
