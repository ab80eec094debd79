"""The service worker as it is written, and as the build finishes it."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from pwa import build, node

SOURCE = node.PWA / "service-worker.js"
LONGEST = 120


@pytest.fixture(scope="session")
def dist() -> Path:
    assert build.main() == 0
    return build.DIST


@pytest.fixture(scope="session")
def files(dist: Path) -> dict[str, str]:
    """The worker's own list."""
    text = (dist / "service-worker.js").read_text(encoding="utf-8")
    found = re.search(r"const FILES = (\{.*?\});", text, re.DOTALL)
    assert found
    listed: dict[str, str] = json.loads(found[1])
    return listed


def test_it_stays_short_and_imports_no_module() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= LONGEST
    assert not re.search(r"^\s*(import|export)\b", text, re.MULTILINE)


def test_it_leaves_whatever_is_sent_alone_before_all_else() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    [handler] = re.findall(r'addEventListener\("fetch", \(event\) => \{\n(.*?)\n\}\);', text, re.S)
    lines = [line.strip() for line in handler.splitlines()]
    assert lines[:2] == ["const { request } = event;", 'if (request.method !== "GET") return;']


def test_it_takes_over_when_it_is_asked_and_never_by_itself() -> None:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()

    assert [line.strip() for line in lines if "skipWaiting()" in line] == [
        'if (event.data === "skip-waiting") self.skipWaiting();'
    ]


def test_it_puts_nothing_into_a_cache_but_while_installing() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    assert text.count("cache.put(") == 1
    assert text.index("async function fillCache") < text.index("cache.put(")


def test_every_listed_file_is_the_one_that_was_built(dist: Path, files: dict[str, str]) -> None:
    found = {path: hashlib.sha256((dist / path[1:]).read_bytes()).hexdigest() for path in files}

    assert found == files


def test_all_that_the_page_loads_is_listed(dist: Path, files: dict[str, str]) -> None:
    pages = ["index.html", "desk.html"]
    page = "".join((dist / name).read_text(encoding="utf-8") for name in pages)
    named = set(re.findall(r'(?:href|src)="(/[^"]+)"', page)) - {"/apple-touch-icon.png"}
    built = {f"/assets/{path.name}" for path in dist.glob("assets/*")}
    wanted = {path for path in built if not path.endswith((".br", ".gz"))}

    assert named | wanted | {f"/{name}" for name in pages} == set(files)


def test_no_source_map_is_given_out(dist: Path) -> None:
    assert list(dist.rglob("*.map")) == []


def test_a_copy_for_slow_networks_stands_beside_every_large_text(dist: Path) -> None:
    large = [
        path
        for path in dist.rglob("*")
        if path.suffix in (".js", ".css", ".svg", ".html") and path.stat().st_size > 1000
    ]

    assert [path for path in large if not path.with_name(f"{path.name}.br").exists()] == []
    assert [path for path in large if not path.with_name(f"{path.name}.gz").exists()] == []


def test_a_build_from_the_same_sources_is_not_made_again(
    dist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "make", lambda folder: pytest.fail(f"built {folder}"))

    assert build.main() == 0


def test_another_source_is_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build.fingerprint()

    monkeypatch.setenv(build.VERSION_VARIABLE, "9.9.9")

    assert build.fingerprint() != before
