"""Backups hold photos and voice notes: of one moment, hashed, put back; killed runs leave none."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.config import ROOT
from server.db import db
from server.services.backups import archive, rows
from tests.cast import Cast
from tests.cli.backups import pulled_backup, run, taken, tampered
from tests.conftest import HeldWorld
from tests.photos import Door, Photo, camera, photo, place

pytestmark = pytest.mark.usefixtures("instance_with_key")


def named(cast: Cast, *photos: Photo) -> None:
    assert cast.verdicts("member", camera(cast, "member", *photos)) == ["applied"]


def uploaded(cast: Cast, *photos: Photo) -> None:
    named(cast, *photos)
    for one in photos:
        assert Door(cast).upload(one).status_code == 204


def kept_in(folder: Path) -> set[str]:
    return {path.name for path in (folder / "blobs").rglob("*") if path.is_file()}


def whole_path(cast: Cast, root: Path, one: Photo) -> Path:
    return root / "blobs" / cast.commune_id / one.sha256


def test_a_backup_holds_every_whole_blob_and_no_part(app: Flask, cast: Cast) -> None:
    whole, begun = photo(1), photo(2)
    uploaded(cast, whole)
    named(cast, begun)
    Door(cast).patch(begun, 0, begun.content[:10])

    folder = taken(app, "--verify")

    assert kept_in(folder) == {whole.sha256}
    assert pulled_backup(cast) != "0"


def test_what_was_backed_up_is_put_back_and_what_came_later_is_asked_for_again(
    app: Flask, cast: Cast, instance_dir: Path
) -> None:
    early, late = photo(1, 5000), photo(2)
    uploaded(cast, early)
    folder = taken(app)
    later = camera(cast, "member", late)
    cast.push("member", later)
    Door(cast).upload(late)
    whole_path(cast, instance_dir, early).unlink()

    assert run(app, "restore", folder, "--replace").exit_code == 0
    db.session.remove()
    cast.push("member", later)  # the phone gives back what the backup lacks
    assert place(Door(cast).head(early)) == (204, "5000", "?1")
    assert place(Door(cast).head(late)) == (204, "0", "?0")
    assert place(Door(cast).upload(late)) == (204, "1000", "?1")
    run(app, "confirm-rights")

    assert Door(cast, "mate").get(early).data == early.content
    assert Door(cast, "mate").get(late).data == late.content


def test_the_databases_moment_decides_which_blobs_are_in_it(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late = photo(1), photo(2)
    uploaded(cast, early)
    named(cast, late)
    shipped: Callable[..., int] = rows._copy

    def copy_and_upload(table: Any, *others: Any) -> int:
        if table.name == "record":
            thread = threading.Thread(target=Door(cast).upload, args=(late,))
            thread.start()
            thread.join()
        return shipped(table, *others)

    with monkeypatch.context() as patch:
        patch.setattr(rows, "_copy", copy_and_upload)
        folder = taken(app)

    assert place(Door(cast).head(late)) == (204, "1000", "?1")
    assert kept_in(folder) == {early.sha256}
    assert run(app, "verify-backup", folder).exit_code == 0


@pytest.mark.parametrize("harm", ["lost", "changed", "another", "unlisted"])
def test_a_backup_whose_blobs_do_not_add_up_is_not_believed(
    app: Flask, cast: Cast, harm: str
) -> None:
    one = photo()
    uploaded(cast, one)
    folder = taken(app)
    path = whole_path(cast, folder, one)
    if harm in ("lost", "unlisted"):
        path.unlink()
    else:
        path.write_bytes(photo(2).content)
    if harm in ("another", "unlisted"):  # as a thief would: the list fits again
        found = json.loads((folder / archive.LIST_FILE).read_text())
        name = path.relative_to(folder).as_posix()
        del found["files"][name]
        if harm == "another":
            found["files"][name] = archive.hash_file(path)
        (folder / archive.LIST_FILE).write_text(json.dumps(found))

    for command in (("verify-backup", folder), ("restore", folder, "--replace")):
        result = run(app, *command)
        assert result.exit_code == 1
        assert "bị hỏng" in result.output


def test_what_the_store_lost_stops_no_backup_and_is_asked_for_after_a_restore(
    app: Flask, cast: Cast, instance_dir: Path
) -> None:
    lost, harmed, kept = photo(1), photo(2), photo(3)
    uploaded(cast, lost, harmed, kept)
    whole_path(cast, instance_dir, lost).unlink()
    whole_path(cast, instance_dir, harmed).write_bytes(b"x")

    result = run(app, "backup", "--verify")

    assert result.exit_code == 0, result.output
    assert "2 ảnh, ghi âm không còn nguyên" in result.output
    folder = archive.list_backups(instance_dir / "backups")[-1].folder
    assert kept_in(folder) == {kept.sha256}
    assert run(app, "restore", folder, "--replace").exit_code == 0
    db.session.remove()
    assert place(Door(cast).head(lost)) == place(Door(cast).head(harmed)) == (204, "0", "?0")
    assert place(Door(cast).upload(lost)) == (204, "1000", "?1")
    assert place(Door(cast).head(kept)) == (204, "1000", "?1")


def test_the_next_backup_takes_no_more_room_for_the_same_blobs(
    app: Flask, cast: Cast, clock: HeldWorld
) -> None:
    one, two = photo(1), photo(2)
    uploaded(cast, one, two)
    first = taken(app)
    whole_path(cast, first, two).write_bytes(b"rotten")
    clock.advance(days=1)

    second = taken(app, "--verify")

    assert whole_path(cast, second, one).samefile(whole_path(cast, first, one))
    assert whole_path(cast, second, two).read_bytes() == two.content


def test_a_backup_from_before_blobs_is_restored(app: Flask, cast: Cast) -> None:
    folder = taken(app)
    for table in ("blob", "blob_name"):
        tampered(folder, f"DROP TABLE {table}")
    tampered(folder, "UPDATE alembic_version SET version_num = '0002'")
    path = folder / archive.LIST_FILE
    told = json.loads(path.read_text())
    del told["lost_blobs"], told["rows"]["blob"], told["rows"]["blob_name"]
    path.write_text(json.dumps({**told, "revision": "0002"}))

    result = run(app, "restore", folder, "--replace")

    assert result.exit_code == 0, result.output


KILLED = """
import sys
from pathlib import Path
from server.services.backups import taking_turns
with taking_turns(Path(sys.argv[1]), Path(sys.argv[2])):
    (Path(sys.argv[2]) / ".20261119T190000Z").mkdir()
    (Path(sys.argv[2]) / ".verify-abc").mkdir()
    print("taking", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_backup_leaves_goes_with_the_next_and_not_before(
    app: Flask, cast: Cast, instance_dir: Path
) -> None:
    parent = instance_dir / "backups"
    parent.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(instance_dir), str(parent)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "taking\n"
    refused = run(app, "backup")
    assert refused.exit_code == 1
    assert len(list(parent.iterdir())) == 2
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    folder = taken(app, "--verify")

    assert list(parent.iterdir()) == [folder]
