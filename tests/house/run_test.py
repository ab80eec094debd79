"""The two commands: what they install, what they leave alone, what they say when they can't."""

import importlib.util
from pathlib import Path

import pytest

import run


@pytest.fixture
def marker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The marker of an environment that is whole; the tests' own is left alone."""
    monkeypatch.setattr(run, "is_usable", lambda: True)
    monkeypatch.setattr(run, "MARKER", tmp_path / "installed-locks")
    return tmp_path / "installed-locks"


def test_an_unknown_command_shows_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    status = run.main(["fly"])

    assert status == 2
    assert "run.py test" in capsys.readouterr().err


def test_check_takes_no_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["check", "--fast"]) == 2


def test_a_lock_is_known_by_its_content_whatever_its_line_ends(tmp_path: Path) -> None:
    unix, windows, other = (tmp_path / name for name in ("unix", "windows", "other"))
    unix.write_bytes(b"flask==3.1.3\n")
    windows.write_bytes(b"flask==3.1.3\r\n")
    other.write_bytes(b"flask==3.1.2\n")

    assert run.fingerprint(unix) == run.fingerprint(windows)
    assert run.fingerprint(unix) != run.fingerprint(other)


def test_nothing_counts_as_installed_without_the_marker(marker: Path) -> None:
    assert not marker.exists()
    assert run.installed() == set()


def test_installed_locks_are_not_installed_again(
    marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker.write_text(f"{run.fingerprint(run.RUN_LOCK)}\n")
    monkeypatch.setattr(run, "install", lambda lock: pytest.fail(f"installed {lock}"))

    run.prepare((run.RUN_LOCK,))


def test_a_changed_lock_is_installed_and_remembered(
    marker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker.write_text("another lock\n")
    asked: list[Path] = []
    monkeypatch.setattr(run, "install", asked.append)

    run.prepare((run.TEST_LOCK, run.RUN_LOCK))

    assert asked == [run.TEST_LOCK]
    assert run.installed() == {run.fingerprint(run.TEST_LOCK), run.fingerprint(run.RUN_LOCK)}


def test_a_python_without_ensurepip_is_told_the_debian_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit, match="apt install python3-venv"):
        run.make_environment()


@pytest.mark.parametrize("arguments", [["-n", "0"], ["-n4"], ["-p", "no:xdist"], ["-x", "--pdb"]])
def test_who_chooses_the_workers_gets_them(arguments: list[str]) -> None:
    assert run.chooses_workers(arguments)


def test_other_arguments_leave_the_workers_to_us() -> None:
    assert not run.chooses_workers(["--database", "postgresql", "tests/sync", "-k", "merge"])
