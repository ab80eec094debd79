"""Backups put back: whole, or not at all, and the drill."""

import json
from pathlib import Path

import pytest
from flask import Flask

from server.db import Base, db
from server.services.backups import archive, rows
from tests.cast import Cast
from tests.cli.backups import run, taken, tampered
from tests.conftest import HeldWorld
from tests.protocol.acts import TEXT, change, created
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone, start_patrol
from tests.protocol.tables import snapshot

pytestmark = pytest.mark.usefixtures("instance_with_key")


def test_what_was_backed_up_comes_back_whole(app: Flask, cast: Cast) -> None:
    created(cast)
    folder = taken(app)
    before = snapshot()
    created(cast)

    result = run(app, "restore", folder, "--replace")

    assert result.exit_code == 0, result.output
    after = snapshot()
    assert [one["restored"] for one in after["commune"]] == [True]
    assert after["access_entry"][-1]["action"] == "khoi_phuc"
    for name in after.keys() - {"commune", "access_entry"}:
        assert sorted(map(repr, after[name])) == sorted(map(repr, before[name])), name


def test_what_stands_here_is_replaced_only_when_that_is_said(app: Flask, cast: Cast) -> None:
    folder = taken(app)
    before = snapshot()

    result = run(app, "restore", folder)

    assert result.exit_code == 1
    assert "--replace" in result.output
    assert snapshot() == before


def test_an_empty_server_takes_a_backup_and_its_keys(
    app: Flask, cast: Cast, instance_dir: Path
) -> None:
    created(cast)
    folder = taken(app)
    before = snapshot()
    (instance_dir / "keys" / "codes.key").write_bytes(b"n" * 32)
    with db.engine.begin() as connection:
        rows.empty_tables(connection)

    result = run(app, "restore", folder)

    assert result.exit_code == 0, result.output
    assert snapshot()["mutation"] == before["mutation"]
    kept = sorted(path.name for path in (instance_dir / "keys").iterdir())
    assert (instance_dir / "keys" / "codes.key").read_bytes() == b"k" * 32
    assert kept == ["codes.20261120T130000Z.key", "codes.key"]


def test_a_backup_of_a_newer_server_is_left_alone(app: Flask, cast: Cast) -> None:
    folder = taken(app)
    path = folder / archive.LIST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), "revision": "9999"}))

    result = run(app, "restore", folder, "--replace")

    assert result.exit_code == 1
    assert "mới hơn" in result.output


def test_a_backup_from_before_a_migration_is_brought_up(app: Flask, cast: Cast) -> None:
    created(cast)
    folder = taken(app)
    before = snapshot()
    for table in ("blob", "blob_name"):
        tampered(folder, f"DROP TABLE {table}")
    tampered(folder, "ALTER TABLE commune DROP COLUMN backup_at")
    tampered(folder, "UPDATE alembic_version SET version_num = '0001'")
    path = folder / archive.LIST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text()), "revision": "0001"}))

    result = run(app, "restore", folder, "--replace")

    assert result.exit_code == 0, result.output
    assert snapshot()["record"] == before["record"]


def test_the_drill(app: Flask, cast: Cast, clock: HeldWorld) -> None:
    """Work, backup, more work, a revocation, the older state back, new work, phones return."""
    phone, _ = open_phone(cast, "member")
    covered = start_patrol(cast, phone)
    phone.sync()
    folder = taken(app, "--verify")
    lost = start_patrol(cast, phone)
    edit = phone.act("edit", covered["record_id"], content={TEXT: "Đủ người"})
    phone.sync()
    leaving = change(cast, "chief", cast.members["mate"], {"status": "da_nghi"})
    cast.push("chief", leaving)

    run(app, "restore", folder, "--replace")
    start_patrol(cast, phone)
    phone.sync()
    unread = cast.exchange("mate")  # the backup would let him read again
    assert unread["restored"] is True
    assert "records" not in unread
    cast.push("chief", leaving)  # the desk's own machine gives back what it did
    run(app, "confirm-rights")
    newer = created(cast)
    phone.sync()

    assert cast.verdicts("member", covered, lost, edit) == ["applied"] * 3
    assert cast.record("officer", newer["record_id"])["id"] == newer["record_id"]
    left = Copy(cast, "mate")
    left.pull()
    assert [row for row in left.rows.values() if row["kind"] == "patrol"] == []
    tables = snapshot()
    assert len(tables["mutation"]) == tables["commune"][0]["seq"]
    clock.advance(hours=1)
    assert run(app, "verify-backup", taken(app)).exit_code == 0
    assert set(tables) == {table.name for table in Base.metadata.sorted_tables}
