"""kill -9 in the middle of pushes: what was acknowledged is there, and nothing is there by half."""

import random
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from server import create_app
from server.config import Config
from server.db import db
from tests.cast import Cast
from tests.faults.consistency import assert_consistent
from tests.faults.served import NoAnswer, Served

ROUNDS = 4
SEED = 2026
WRITERS = ("member", "mate", "leader", "mediator")
Row = dict[str, Any]


@dataclass
class Life:
    """One life of a server: what was sent to it, and what it acknowledged before it was killed."""

    kill_at: int
    sent: list[tuple[str, list[Row]]] = field(default_factory=list)
    acknowledged: dict[str, Row] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_time: threading.Event = field(default_factory=threading.Event)

    def note_sent(self, who: str, batch: list[Row]) -> None:
        with self.lock:
            self.sent.append((who, batch))

    def note_answer(self, results: list[Row]) -> None:
        with self.lock:
            self.acknowledged |= {one["id"]: one for one in results}
            if len(self.acknowledged) >= self.kill_at:
                self.is_time.set()


@pytest.fixture
def server(cast_on_disk: Cast, tmp_path: Path) -> Iterator[Served]:
    url = cast_on_disk.parts.config.database_url
    served = Served(tmp_path, url, workers=1 if url.startswith("sqlite") else 2)
    yield served
    if served.process is not None and served.process.poll() is None:
        served.kill()


def push(server: Served, cast: Cast, who: str, batch: list[Row]) -> list[Row]:
    body = {"protocol": 1, "mutations": batch, "since": []}
    reply = server.post(f"/api/sync/{cast.commune_id}", cast.tokens[who], body)
    results: list[Row] = reply["results"]
    return results


def write_until_killed(server: Served, cast: Cast, who: str, life: Life, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        creates = [cast.create(who) for _ in range(chance.choice((1, 2, 10, 40)))]
        edits = [cast.edit(who, one, {"handover_text": "xong"}) for one in creates[:10]]
        life.note_sent(who, [*creates, *edits])
        try:
            life.note_answer(push(server, cast, who, [*creates, *edits]))
        except NoAnswer:
            return


def live_and_die(server: Served, cast: Cast, life: Life, seed: int) -> None:
    """Start the server, push from threads, kill it once enough was acknowledged."""
    server.start()
    threads = [
        threading.Thread(target=write_until_killed, args=(server, cast, who, life, seed + number))
        for number, who in enumerate(WRITERS)
    ]
    for thread in threads:
        thread.start()
    is_time = life.is_time.wait(timeout=30)
    server.kill()
    for thread in threads:
        thread.join()
    assert is_time, "too slow to acknowledge what it was to be killed after"


def ask_again(server: Served, cast: Cast, lives: list[Life]) -> list[tuple[Row | None, Row]]:
    """Send everything again; give what was acknowledged (None: nothing was) and what stands."""
    pairs = []
    for life in lives:
        for who, batch in life.sent:
            results = push(server, cast, who, batch)
            pairs += [(life.acknowledged.get(one["id"]), one) for one in results]
    return pairs


def test_a_server_killed_again_and_again_keeps_what_it_acknowledged(
    cast_on_disk: Cast, server: Served
) -> None:
    chance = random.Random(SEED)
    lives = [Life(kill_at=chance.randrange(20, 400)) for _ in range(ROUNDS)]

    for number, life in enumerate(lives):
        live_and_die(server, cast_on_disk, life, SEED + 10 * number)
        with cast_on_disk.app.app_context():
            assert_consistent(cast_on_disk.commune_id)
    server.start()
    pairs = ask_again(server, cast_on_disk, lives)

    assert sum(life.kill_at for life in lives) <= sum(before is not None for before, _ in pairs)
    for before, now in pairs:
        assert now["verdict"] == "applied"
        if before is not None:
            assert {**before, "duplicate": True} == now
    assert len({now["seq"] for _, now in pairs}) == len(pairs)
    with cast_on_disk.app.app_context():
        assert_consistent(cast_on_disk.commune_id)


def test_a_push_cut_by_a_kill_is_there_whole_or_not_at_all(
    cast_on_disk: Cast, server: Served
) -> None:
    life = Life(kill_at=30)

    live_and_die(server, cast_on_disk, life, SEED)

    server.start()
    for who, batch in life.sent:
        known = {one["duplicate"] for one in push(server, cast_on_disk, who, batch)}
        assert len(known) == 1


def test_the_file_as_a_power_cut_leaves_it_opens_whole(
    cast_on_disk: Cast, server: Served, tmp_path: Path
) -> None:
    if not cast_on_disk.parts.config.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL keeps its own files")
    life = Life(kill_at=100)

    live_and_die(server, cast_on_disk, life, SEED)

    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("killed.sqlite3", "killed.sqlite3-wal"):  # as left: the log is not laid in yet
        shutil.copy(tmp_path / name, copy / name)
    assert_whole(copy / "killed.sqlite3", cast_on_disk.commune_id, life.acknowledged.keys())


def test_a_copy_taken_in_the_middle_of_pushes_opens_whole(
    cast_on_disk: Cast, server: Served, tmp_path: Path
) -> None:
    if not cast_on_disk.parts.config.database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL has its own way to copy")
    life, target = Life(kill_at=200), tmp_path / "copy.sqlite3"
    server.start()
    thread = threading.Thread(
        target=write_until_killed, args=(server, cast_on_disk, "member", life, SEED)
    )
    thread.start()

    life.is_time.wait(timeout=30)
    before = set(life.acknowledged)
    source, copy = sqlite3.connect(tmp_path / "killed.sqlite3"), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()
    server.kill()
    thread.join()

    assert_whole(target, cast_on_disk.commune_id, before)


def assert_whole(file: Path, commune_id: str, acknowledged: Any) -> None:
    """A file is sound for SQLite, for us, and holds what was acknowledged before it was taken."""
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kept = {row[0] for row in connection.execute("SELECT id FROM mutation")}
    connection.close()
    assert acknowledged
    assert set(acknowledged) <= kept
    opened = create_app(
        Config(instance_dir=file.parent, database_url=f"sqlite:///{file}", log_level="ERROR")
    )
    with opened.app_context():
        assert_consistent(commune_id)
        db.engine.dispose()
