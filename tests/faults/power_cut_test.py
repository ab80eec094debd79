"""Power cuts on SQLite: the files as a disk may have them at any moment open whole, 200 times.

A disk keeps any part of what was written since it was last told to wait for it. So a cut falls
either on a statement (nothing is on its way), into a commit (some sectors of the log are written),
into a checkpoint (some pages of the file are written), or behind the acknowledgement.
"""

import random
import sqlite3
from collections import Counter
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
STATEMENTS_OF_A_PUSH = 27
SECTOR_BYTES = 512
PAGE_BYTES = 4096


@dataclass(frozen=True)
class Disk:
    """The file and its log, byte for byte."""

    file: bytes
    log: bytes


@dataclass
class Plug:
    """Cuts the power: what a new machine would find on the disk is written as a copy and opened.

    `fates` counts where the cuts fell, and whether a commit that was cut stands.
    """

    file: Path
    chance: random.Random
    acknowledged: dict[str, int] = field(default_factory=dict)
    fates: Counter[str] = field(default_factory=Counter)
    cut_at: int = 0
    statements: int = 0

    @property
    def cuts(self) -> int:
        return self.fates["statement"] + self.fates["commit"] + self.fates["acknowledged"]

    def read(self) -> Disk:
        return Disk(self.file.read_bytes(), Path(f"{self.file}-wal").read_bytes())

    def arm(self, cut_at: int) -> None:
        """Choose the statement of the next push at which the power goes, 0 for none."""
        self.statements, self.cut_at = 0, cut_at

    def count(self, *_: Any) -> None:
        self.statements += 1
        if self.statements == self.cut_at:
            self.open("statement", self.read())

    def cut_commit(self, before: Disk, after: Disk, pushed: set[str]) -> None:
        """The power goes while the log is written; the push is there whole or not at all."""
        torn = mix(before.log, after.log, SECTOR_BYTES, self.chance)
        stored = self.open("commit", Disk(before.file, torn))
        assert pushed <= stored or not pushed & stored
        self.fates["kept" if pushed <= stored else "dropped"] += 1

    def cut_checkpoint(self, before: Disk, after: Disk) -> None:
        """The power goes while the log's pages are laid into the file."""
        torn = mix(before.file, after.file, PAGE_BYTES, self.chance)
        self.open("checkpoint", Disk(torn, after.log))

    def open(self, fate: str, disk: Disk) -> set[str]:
        """Write the disk of another machine and open it; give the ids that it has."""
        self.fates[fate] += 1
        copy = self.file.with_name("copy.sqlite3")
        for old in copy.parent.glob("copy.sqlite3*"):
            old.unlink()
        copy.write_bytes(disk.file)
        Path(f"{copy}-wal").write_bytes(disk.log)
        return assert_whole(copy, self.acknowledged)


def mix(before: bytes, after: bytes, size_bytes: int, chance: random.Random) -> bytes:
    """Give `after` as far as it was written: up to a point, or any of its blocks."""
    old = before.ljust(len(after), b"\0")
    if chance.random() < 0.5:
        end = chance.choice((len(after), chance.randint(0, len(after))))
        return after[:end] + before[end:]
    is_written = chance.choice((0.5, 0.98))
    return b"".join(
        (after if chance.random() < is_written else old)[at : at + size_bytes]
        for at in range(0, len(after), size_bytes)
    )


def assert_whole(file: Path, acknowledged: dict[str, int]) -> set[str]:
    """Nothing acknowledged is missing, and nothing is there by half; give the ids that stand."""
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
    return stored.keys() - acknowledged.keys()


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
    chance = random.Random(2026)
    plug = Plug(tmp_path / "cut.sqlite3", chance)
    with cast_on_file.app.app_context():
        event.listen(db.engine, "before_cursor_execute", plug.count)
    record = cast_on_file.create("member")
    cast_on_file.push("member", record)

    while plug.cuts < CUTS:
        where = chance.choice(("statement", "commit", "acknowledged"))
        plug.arm(chance.randint(1, STATEMENTS_OF_A_PUSH) if where == "statement" else 0)
        batch = [cast_on_file.create("member") for _ in range(chance.randrange(1, 6))]
        before = plug.read()
        results = cast_on_file.push("member", record, *batch)
        after = plug.read()
        if where == "commit":
            plug.cut_commit(before, after, {one["id"] for one in batch})
        plug.acknowledged |= {one["id"]: one["seq"] for one in results}
        if before.file != after.file:
            plug.cut_checkpoint(before, after)
        if where == "acknowledged":
            plug.open(where, after)

    assert len(plug.acknowledged) > CUTS
    assert min(plug.fates[fate] for fate in ("kept", "dropped", "checkpoint")) > 0
