"""Backups from the command line: taken while people work, and proven elsewhere."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from flask import Flask

from server.services.backups import archive, rows
from tests.cast import Cast
from tests.cli.backups import pulled_backup, run, taken, tampered
from tests.conftest import HeldWorld
from tests.protocol.acts import created
from tests.protocol.tables import snapshot

pytestmark = pytest.mark.usefixtures("instance_with_key")


def test_a_backup_is_of_one_moment_though_people_go_on_working(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped: Callable[..., int] = rows._copy
    pushed = []

    def copy_and_push(table: Any, *others: Any) -> int:
        if table.name == "record":  # the commune's row and its history were read already
            pushed.append(elsewhere.submit(created, cast).result())
        return shipped(table, *others)

    with ThreadPoolExecutor(1) as elsewhere, monkeypatch.context() as patch:
        patch.setattr(rows, "_copy", copy_and_push)
        folder = taken(app)

    assert len(pushed) == 1
    assert run(app, "verify-backup", folder).exit_code == 0
    with closing(connect(folder / archive.DATABASE_FILE)) as database:
        ids = [row[0] for row in database.execute("SELECT id FROM record")]
    assert pushed[0]["record_id"] not in ids


def test_phones_hear_of_a_backup_once_it_is_verified(app: Flask, cast: Cast) -> None:
    witness = cast.exchange("member", cast.create("member"))["witness"]
    folder = taken(app)
    assert pulled_backup(cast) == "0"

    result = run(app, "verify-backup", folder)

    assert "khôi phục thử được" in result.output
    assert pulled_backup(cast) == witness


def test_verified_in_one_go_and_only_the_newest_are_kept(
    app: Flask, cast: Cast, clock: HeldWorld, tmp_path: Path
) -> None:
    created(cast)
    for _ in range(3):
        newest = taken(app, "--to", tmp_path / "disk", "--verify", "--keep", 2)
        clock.advance(days=1)

    kept = archive.list_backups(tmp_path / "disk")
    assert len(kept) == 2
    assert kept[-1].folder == newest
    assert pulled_backup(cast) == next(iter(kept[-1].communes.values()))


@pytest.mark.parametrize("file", ["an-thon.sqlite3", "keys/codes.key"])
@pytest.mark.parametrize("harm", ["lost", "changed"])
def test_a_damaged_file_is_named_and_nothing_is_announced_or_restored(
    app: Flask, cast: Cast, file: str, harm: str
) -> None:
    created(cast)
    folder = taken(app)
    path = folder / file
    if harm == "lost":
        path.unlink()
    else:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    before = snapshot()

    for command in (("verify-backup", folder), ("restore", folder, "--replace")):
        result = run(app, *command)
        assert result.exit_code == 1
        assert "bị hỏng" in result.output
        assert file in result.output

    assert snapshot() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM mutation WHERE seq = 2",
        "UPDATE mutation SET salt = '00' WHERE seq = 1",
        "UPDATE commune SET seq = seq - 1",
        "UPDATE record SET seq = seq + 1",
        "DELETE FROM record WHERE kind = 'patrol'",
        "UPDATE access_entry SET action = 'xem' WHERE number = 1",
        "DELETE FROM access_entry",
        "DELETE FROM membership",
    ],
)
def test_a_backup_that_does_not_add_up_is_not_believed(
    app: Flask, cast: Cast, statement: str
) -> None:
    created(cast)
    run(app, "mark-restored")
    run(app, "confirm-rights")
    folder = taken(app)
    tampered(folder, statement)

    result = run(app, "verify-backup", folder)

    assert result.exit_code == 1
    assert "bị hỏng" in result.output
    assert pulled_backup(cast) == "0"


def test_the_desk_hears_how_old_the_last_verified_backup_is(
    app: Flask, cast: Cast, clock: HeldWorld
) -> None:
    def told(who: str) -> dict[str, Any]:
        hello = cast.client.get("/api/sync/hello", headers=cast.headers(who)).get_json()
        commune: dict[str, Any] = hello["communes"][0]
        return commune

    created(cast)
    folder = taken(app)
    clock.advance(days=2)
    assert told("officer")["backup_at"] is None

    run(app, "verify-backup", folder)

    assert told("officer")["backup_at"] == "2026-11-20T13:00:00+00:00"
    assert "backup_at" not in told("member")


def test_a_backup_that_was_due_is_taken_once(app: Flask, cast: Cast, instance_dir: Path) -> None:
    due = ("backup", "--due", "2026-11-19T19:00:00+00:00")
    assert run(app, *due).exit_code == 0

    again = run(app, *due)

    assert (again.exit_code, again.output) == (0, "")
    assert [one.name for one in (instance_dir / "backups").iterdir()] == ["20261119T190000Z"]


def test_a_backup_cut_short_is_not_taken_for_one(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, instance_dir: Path
) -> None:
    def fail(*_args: Any) -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr(rows, "_copy", fail)
    result = run(app, "backup")

    assert isinstance(result.exception, OSError)
    assert list((instance_dir / "backups").iterdir()) == []
    assert "Không có bản sao lưu" in run(app, "verify-backup").output


def test_a_backup_of_another_history_tells_nobody(app: Flask, cast: Cast) -> None:
    folder = taken(app)
    created(cast)
    newer = taken(app, "--to", folder.parent / "newer")
    run(app, "restore", folder, "--replace")
    run(app, "confirm-rights")
    created(cast)

    result = run(app, "verify-backup", newer)

    assert result.exit_code == 0
    assert "không phải của lịch sử hiện nay" in result.output
    assert pulled_backup(cast) == "0"
