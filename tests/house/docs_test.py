"""What the docs say about the project is there: paths, settings, error codes."""

import re
from pathlib import Path

import pytest

from server.config import SETTINGS
from server.errors import PROBLEMS

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
LINKED = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"\.?[A-Za-z0-9_][\w.-]*(/[\w.-]+)*/?")
OURS = (".py", ".md", ".toml", ".lock", ".json", ".ini", ".mako", ".ts", ".tsx", ".geojson")
# Made by a running server, a build or a reader; never in a clone.
MADE_LATER = ("instance", ".venv", "node_modules")


@pytest.mark.parametrize("doc", DOCS, ids=lambda doc: str(doc.relative_to(ROOT)))
def test_every_path_that_docs_name_exists(doc: Path) -> None:
    text = doc.read_text(encoding="utf-8")

    missing = [named for named in quoted_paths(text) if not stands(named)]
    missing += [named for named in linked_paths(text) if not (doc.parent / named).exists()]

    assert missing == []


def test_every_test_that_docs_name_exists() -> None:
    named = {
        (path, test)
        for doc in DOCS
        for path, test in re.findall(r"`(tests/[\w/.-]+\.py)::(\w+)", doc.read_text("utf-8"))
    }

    missing = [f"{path}::{test}" for path, test in sorted(named) if not defines(ROOT / path, test)]

    assert missing == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_stands_in_operations(setting: str) -> None:
    text = (ROOT / "docs/OPERATIONS.md").read_text(encoding="utf-8")

    assert f"`{setting}`" in text or f"`{setting}=" in text


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_error_code_stands_in_sync_or_operations(code: str) -> None:
    text = "".join(
        (ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("SYNC", "OPERATIONS")
    )

    assert f"`{code}`" in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see `server/sync/merge.py`", ["server/sync/merge.py"]),
        ("see `server/sync/`", ["server/sync/"]),
        ("see `merge.py` and `run.py test`", ["merge.py"]),
        ("`tests/sync/merge_test.py::test_it_works`", ["tests/sync/merge_test.py"]),
        ("`docs/adr/0001-sqlite.md`", ["docs/adr/0001-sqlite.md"]),
        ("`/api/health` `text/plain` `a/b` `log:<group>` `record.unknown` `FILE.csv`", []),
        ("`instance/keys.json` `https://an-thon.example/x.md`", []),
        ("```\nserver/none.py\n`server/none.py`\n```", []),
    ],
)
def test_paths_are_told_from_other_words(text: str, expected: list[str]) -> None:
    assert quoted_paths(text) == expected


def quoted_paths(text: str) -> list[str]:
    """The words between backticks that look like a path of this project."""
    words = [word.split("::")[0] for word in QUOTED.findall(FENCED.sub("", text))]
    return [word for word in words if PATH.fullmatch(word) and is_ours(word)]


def is_ours(word: str) -> bool:
    """A file by its ending, or anything below a folder of the project; the rest is prose."""
    first = word.split("/")[0]
    if first in MADE_LATER:
        return False
    return word.endswith(OURS) or ("/" in word and (ROOT / first).is_dir())


def linked_paths(text: str) -> list[str]:
    """The targets of links that stay inside the project."""
    targets = [target.split("#")[0] for target in LINKED.findall(FENCED.sub("", text))]
    return [target for target in targets if target and not re.match(r"[a-z]+:", target)]


def stands(named: str) -> bool:
    """Whether a path exists; a bare file name may stand in any folder."""
    if (ROOT / named).exists():
        return True
    return "/" not in named and any(
        found.parts[len(ROOT.parts)] not in MADE_LATER for found in ROOT.rglob(named)
    )


def defines(path: Path, test: str) -> bool:
    return path.exists() and f"def {test}(" in path.read_text(encoding="utf-8")
