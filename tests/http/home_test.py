"""The door of the phone's app: its page at every address of its own, and its files."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.http.conftest import NewApp

PAGE = b"<!doctype html><title>An Thon</title>"
SCRIPT = b"console.log('An Thon')"
DESK_PAGE = b"<!doctype html><title>An Thon, desk</title>"
WORKER = b"self.addEventListener('fetch', () => {})"
Visit = Callable[..., FlaskClient]


@pytest.fixture
def app_dir(tmp_path: Path) -> Path:
    """A small build, with copies as the real one has them; nothing here reads what is in them."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "desk.html").write_bytes(DESK_PAGE)
    (folder / "service-worker.js").write_bytes(WORKER)
    (folder / "manifest.webmanifest").write_bytes(b"{}")
    (folder / "icon-192.png").write_bytes(b"png")
    (folder / "assets/index-a1b2c3.js").write_bytes(SCRIPT)
    (folder / "assets/index-a1b2c3.js.br").write_bytes(b"by brotli")
    (folder / "assets/index-a1b2c3.js.gz").write_bytes(b"by gzip")
    (folder / ".sources").write_bytes(b"mark")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return folder


@pytest.fixture
def visitor(new_app: NewApp, app_dir: Path) -> FlaskClient:
    """A stranger at a server that has a build."""
    return new_app(app_dir=app_dir).test_client()


@pytest.fixture
def unbuilt(new_app: NewApp, tmp_path: Path) -> FlaskClient:
    """A stranger at a server that has none."""
    return new_app(app_dir=tmp_path / "nothing").test_client()


@pytest.mark.parametrize(
    "path", ["/", "/book", "/record/0192/edit", "/apix", "/desks", "/index.html"]
)
def test_the_page_stands_at_every_address_of_the_app(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.get_data() == PAGE
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/desk", "/desk/", "/desk/record/0192", "/desk.html"])
def test_the_desk_has_a_page_of_its_own(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)

    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert answer.get_data() == DESK_PAGE
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/api/nothing", "/api", "/api/sync", "/api/records/x.js"])
def test_what_the_api_does_not_have_stays_a_problem(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_a_door_still_says_that_it_takes_another_method(visitor: FlaskClient) -> None:
    assert visitor.get("/api/sign-in/code").status_code == 405


@pytest.mark.parametrize(
    ("path", "media_type", "kept"),
    [
        ("/assets/index-a1b2c3.js", "text/javascript", "public, max-age=31536000, immutable"),
        ("/service-worker.js", "text/javascript", "no-store"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icon-192.png", "image/png", "no-cache"),
    ],
)
def test_a_file_says_what_it_is_and_how_long_it_holds(
    visitor: FlaskClient, path: str, media_type: str, kept: str
) -> None:
    answer = visitor.get(path)

    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert answer.headers["Cache-Control"] == kept


@pytest.mark.parametrize(
    "path",
    [
        "/assets/index-older.js", "/favicon.ico", "/.sources", "/assets", "/assets/",
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt",
        "/....//secret.txt", "/%00.js",
    ],
)  # fmt: skip
def test_no_other_file_is_sent(visitor: FlaskClient, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code == 404 or answer.get_data() == PAGE
    assert b"secret" not in answer.get_data()


def test_a_file_of_another_build_is_not_there_rather_than_a_page(visitor: FlaskClient) -> None:
    assert visitor.get("/assets/index-older.js").status_code == 404


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"by brotli"),
        ("gzip", "gzip", b"by gzip"),
        ("br;q=0, gzip;q=0", None, SCRIPT),
        ("", None, SCRIPT),
    ],
)
def test_the_smallest_copy_that_the_browser_takes_is_sent(
    visitor: FlaskClient, accepted: str, encoding: str | None, body: bytes
) -> None:
    answer = visitor.get("/assets/index-a1b2c3.js", headers={"Accept-Encoding": accepted})

    assert answer.get_data() == body
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.mimetype == "text/javascript"
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_file_that_has_not_changed_is_not_sent_again(visitor: FlaskClient) -> None:
    mark = visitor.get("/").headers["ETag"]

    assert visitor.get("/", headers={"If-None-Match": mark}).status_code == 304


def test_without_a_build_the_page_says_what_to_run(unbuilt: FlaskClient) -> None:
    answer = unbuilt.get("/book")

    assert answer.status_code == 503
    assert "python3 run.py build" in answer.get_data(as_text=True)
    assert '<html lang="vi">' in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_build_no_worker_is_given_out(unbuilt: FlaskClient) -> None:
    assert unbuilt.get("/service-worker.js").status_code == 404


def test_every_link_of_the_plain_page_leads_somewhere(unbuilt: FlaskClient) -> None:
    page = unbuilt.get("/").get_data(as_text=True)

    links = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert "/api/docs" in links
    assert all(unbuilt.get(link).status_code == 200 for link in links)


def test_the_plain_page_runs_no_script(unbuilt: FlaskClient) -> None:
    page = unbuilt.get("/").get_data(as_text=True)

    assert not re.search(r"<script|<iframe|<style|\sstyle=|\son\w+=|javascript:", page, re.I)


def test_the_plain_page_shows_no_codes_outside_of_the_demo(unbuilt: FlaskClient) -> None:
    assert "<table>" not in unbuilt.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    "name", ["../home.py", "..%2Fhome.py", "%2e%2e/home.py", "nothing.css", "....//home.py", "%00"]
)
def test_no_other_file_of_the_plain_pages_is_sent(unbuilt: FlaskClient, name: str) -> None:
    assert unbuilt.get(f"/pages/{name}").status_code in (404, 503)
