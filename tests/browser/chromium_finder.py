"""Finds a Chromium for the tests: the host's, else the one that npm's @sparticuz/chromium carries.

Without either, a test run on somebody's machine skips the browser tests and says so; in CI, where
`CI` is set, it fails.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

from pwa import node

HOST_PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CARRIED = Path(__file__).parent / "chromium"
UNPACKED = CARRIED / "unpacked"
NPM_OPTIONS = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",  # a camera and a microphone; who may use them is asked
)


@dataclass(frozen=True)
class Chromium:
    """A program, and what its environment needs beside ours."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium:
    """The Chromium to test with; skips or fails the test where there is none."""
    for name in HOST_PROGRAMS:
        if program := shutil.which(name):
            return Chromium(Path(program))
    return carried_chromium()


def carried_chromium() -> Chromium:
    """Install and unpack the carried one, once; 75 MB to fetch, 200 MB on disk."""
    found = node.find_node()
    if found is None:
        give_up("no Node to unpack one with")
    surroundings = {**node.with_node(found), "TMPDIR": str(UNPACKED)}
    UNPACKED.mkdir(exist_ok=True)
    if not (CARRIED / "node_modules").is_dir():
        run([*found.npm, *NPM_OPTIONS], surroundings)
    said = json.loads(run([str(found.program), "where.js"], surroundings))
    return Chromium(Path(said["program"]), said["environment"])


def run(command: list[str], surroundings: dict[str, str]) -> str:
    made = subprocess.run(
        command, cwd=CARRIED, env=surroundings, capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        give_up(made.stderr.strip()[-400:])
    return made.stdout


def give_up(why: str) -> NoReturn:
    message = f"no Chromium: install Debian's `chromium`, or: {why}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
