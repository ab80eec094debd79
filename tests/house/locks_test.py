"""The locks hold what pyproject.toml pins, whole and for everybody."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-node.lock")
LOCKED = re.compile(r"^([\w.-]+(?:\[\w+\])?)==(\S+)", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_with_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    without = [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry]

    assert entries
    assert without == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert re.findall(r"https?:|file:|--index|--find-links|(?<!\w)/\w+/", text) == []


def test_the_runtime_lock_holds_the_runtime_pins() -> None:
    assert pins(project()["dependencies"]).items() <= locked("requirements.lock").items()


def test_the_test_lock_holds_the_test_pins() -> None:
    wanted = pins(project()["optional-dependencies"]["test"])

    assert wanted.items() <= locked("requirements-test.lock").items()


def test_the_tests_run_on_the_packages_that_are_served() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-test.lock").items()


def pins(requirements: list[str]) -> dict[str, str]:
    """Name and version of requirements such as `psycopg[binary]==3.3.9 ; marker`."""
    exact = [re.match(r"([\w.-]+)(?:\[\w+\])?==(\S+)", line) for line in requirements]
    assert all(exact), f"not every pin is exact: {requirements}"
    return {found[1]: found[2] for found in exact if found}


def locked(lock: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / lock).read_text(encoding="utf-8")))


def project() -> Any:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]
