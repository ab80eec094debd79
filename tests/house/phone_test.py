"""The phone's import rules, and what its sources never say."""

import json
import re
from pathlib import Path, PurePosixPath

import pytest

PWA = Path(__file__).resolve().parents[2] / "pwa"
SOURCES = PWA / "src"
FILES = sorted([*SOURCES.rglob("*.ts"), *SOURCES.rglob("*.tsx")])
LONGEST_FILE = 300

OUTSIDE = "outside src/"
SCREENS = {"session", "forms", "map", "ui", "sync", "kinds", "db", "i18n", "lib"}
PHONE = {*SCREENS, "records", "drafts", "album", "camera"}
DESK = {*PHONE, "review", "figures"} - {"camera"}
# A part may import what is named here, and itself. Files right below src/ wire the parts together.
ALLOWED = {
    "lib": set(),
    "db": {"lib"},
    "sync": {"db", "lib"},
    "kinds": {"db", "lib"},
    "figures": {"kinds", "lib"},
    "i18n": {"kinds", "lib"},
    "ui": {"i18n", "lib"},
    "forms": {"ui", "kinds", "i18n", "lib"},
    "map": {"ui", "kinds", "i18n", "lib"},
    "session": {"ui", "sync", "kinds", "db", "i18n", "lib"},
    "records": SCREENS - {"map"},
    "drafts": SCREENS - {"map"},
    "album": {*SCREENS, "records"} - {"map"},
    "camera": {*SCREENS, "album"} - {"map"},
    "review": {"session", "forms", "sync", "kinds", "db", "i18n", "lib"},
    "phone": PHONE,
    "desk": DESK,
    # The page that shows every component and the server's own kinds; never shipped.
    "kit": {*SCREENS, OUTSIDE},
}
ASKS_WHETHER_THERE_IS_A_PAGE = {"sync/browser.ts"}
IMPORTED = re.compile(r"""(?:\bfrom\s+|\bimport\s*\(?\s*)["']([^"']+)["']""")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_a_part_imports_only_what_it_may(path: Path) -> None:
    part = part_of(path.relative_to(SOURCES).as_posix())

    foreign = imported_parts(path) - {part}

    assert part == "" or foreign <= ALLOWED[part]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_the_sources_hold_to_no_bundler(path: Path) -> None:
    said = re.findall(r"import\.meta\.glob|[\"']virtual:", path.read_text(encoding="utf-8"))

    assert said == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_no_source_grows_beyond_its_page(path: Path) -> None:
    # Words are data: a translation file has a line for each.
    if part_of(path.relative_to(SOURCES).as_posix()) == "i18n":
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_only_the_database_says_indexeddb() -> None:
    said = [
        path.relative_to(SOURCES).as_posix()
        for path in FILES
        if re.search(r"\bindexedDB\b|\bIDB\w+|[\"']idb[\"']", code_of(path))
        and part_of(path.relative_to(SOURCES).as_posix()) != "db"
    ]

    assert said == []


@pytest.mark.parametrize("part", ["lib", "db", "sync", "kinds", "figures"])
def test_the_engine_runs_in_a_worker_too(part: str) -> None:
    # A measure has a window too: hours of the day.
    said = {
        path.relative_to(SOURCES).as_posix()
        for path in sorted((SOURCES / part).rglob("*.ts"))
        if re.search(
            r"(?<!measure\.)\bwindow\b(?!\?:)|\blocalStorage\b|(?<!\.)\bdocument\.", code_of(path)
        )
    }

    assert said - ASKS_WHETHER_THERE_IS_A_PAGE == set()


def test_the_lock_names_no_host() -> None:
    text = (PWA / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity"') > 0


def test_every_dependency_is_pinned() -> None:
    package = json.loads((PWA / "package.json").read_text(encoding="utf-8"))

    pins = {**package["dependencies"], **package["devDependencies"]}

    assert [name for name, pin in pins.items() if not re.fullmatch(r"\d+\.\d+\.\d+", pin)] == []


def test_the_app_names_its_own_version() -> None:
    package = json.loads((PWA / "package.json").read_text(encoding="utf-8"))
    text = (SOURCES / "lib/version.ts").read_text(encoding="utf-8")

    assert f'APP_VERSION = "{package["version"]}"' in text


def imported_parts(path: Path) -> set[str]:
    """The parts that a file's relative imports lead to."""
    here = PurePosixPath(path.relative_to(SOURCES).as_posix()).parent
    targets = [name for name in IMPORTED.findall(code_of(path)) if name.startswith(".")]
    return {part_of(normal(here / name)) for name in targets}


def normal(path: PurePosixPath) -> str:
    """A path without its dots; below OUTSIDE where it leaves the sources."""
    kept: list[str] = []
    for name in path.parts:
        if name == ".." and not kept:
            return OUTSIDE + "/"
        if name == "..":
            kept.pop()
        elif name != ".":
            kept.append(name)
    return "/".join(kept)


def part_of(path: str) -> str:
    """The folder right below src/, empty for a file there."""
    if path.startswith(OUTSIDE):
        return OUTSIDE
    return path.split("/")[0] if "/" in path else ""


def code_of(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))
