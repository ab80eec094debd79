"""The pictures of docs/screens: every screen has one, and none is there that nobody takes."""

import re

from tests.browser.app_server import ROOT
from tests.browser.photographs import NOT_FOUND, PICTURES, SCREENS

ROUTES = ROOT / "pwa" / "src" / "phone" / "routes.tsx"
PATTERN = re.compile(r'^  \["([^"]*)", ', re.MULTILINE)
SECTIONS = ROOT / "pwa" / "src" / "desk" / "sections.ts"
PATH = re.compile(r'^  \{ id: "\w+", path: "([^"]*)"', re.MULTILINE)
MOST_BYTES = 3_600_000


def test_every_screen_has_a_photograph() -> None:
    patterns = set(PATTERN.findall(ROUTES.read_text(encoding="utf-8")))

    rooms = {f"desk/{path}".rstrip("/") for path in PATH.findall(SECTIONS.read_text("utf-8"))}

    assert "patrol/saved/:" in patterns
    assert "desk" in rooms
    assert {one.screen for one in PICTURES} == {*patterns, *rooms, NOT_FOUND}


def test_the_folder_holds_what_the_table_names() -> None:
    names = [one.name for one in PICTURES]

    assert len(set(names)) == len(names)
    assert {file.stem for file in SCREENS.iterdir()} == set(names)


def test_the_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in SCREENS.iterdir()) < MOST_BYTES
