"""Where the tests' PostgreSQL comes from; that it runs is proven by every test that uses it."""

import importlib.util
from pathlib import Path

import pytest

from tests import postgres


def test_without_any_postgresql_the_message_names_the_ways_to_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(postgres.POSTGRES_URL, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(postgres, "HOST_FOLDERS", ())

    with pytest.raises(postgres.PostgresMissing) as refused:
        postgres.start()

    for way in ("pgserver", "apt install postgresql", "POSTGRES_URL="):
        assert way in str(refused.value)


def test_the_newest_version_of_the_host_is_taken_by_number_not_by_letter() -> None:
    folders = [Path(f"/usr/lib/postgresql/{version}/bin") for version in ("9", "15", "16")]

    assert max(folders, key=postgres.version_of) == folders[2]


def test_a_long_temporary_folder_gives_way_to_one_a_socket_can_live_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))

    folder = postgres.make_folder()

    assert len(str(folder)) <= postgres.LONGEST_SOCKET_FOLDER
    assert list(deep.iterdir()) == []
    folder.rmdir()


def test_a_failing_program_says_what_it_said(tmp_path: Path) -> None:
    program = tmp_path / "initdb"
    program.write_text("#!/bin/sh\necho no room left; exit 3\n")
    program.chmod(0o755)

    with pytest.raises(postgres.PostgresMissing, match="status 3:\nno room left"):
        postgres.run(tmp_path, None, ["initdb"])
