"""Without a network from the first open on: every address, portals, half installs, the outbox."""

import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect
from sqlalchemy import select

from server.models import Mutation
from tests.browser.app_server import (
    MEMBER,
    AppServer,
    await_worker,
    go_offline,
    go_online,
)
from tests.browser.phone_disk import await_copy, copied, kept_files, wait_until, write_patrol
from tests.browser.workers import await_end, look_for_update, standing

ROUTES = Path(__file__).resolve().parents[2] / "pwa/src/phone/routes.tsx"
PORTAL = b"<!doctype html><title>WiFi</title><h1>Dang nhap WiFi</h1>"
SYNC_TAG = "an-thon-sync"
COUNT_PERSIST = """
window.asked = 0;
StorageManager.prototype.persisted = async () => false;
StorageManager.prototype.persist = async () => { window.asked += 1; return true; };
"""


def test_every_address_opens_in_flight_mode_after_the_first_open(
    app_server: AppServer, page: Page
) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    addresses = every_address(copied(page, "patrol")[0]["id"])

    go_offline(app_server, page.context)

    assert len(addresses) >= 16
    for address in addresses:
        app_server.open(page, address)


def test_nothing_that_is_sent_or_asked_of_the_api_passes_the_worker(
    app_server: AppServer, page: Page
) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))

    with page.expect_response("**/api/sync/0*"):
        app_server.open(page, "/book")

    by_worker = {urlsplit(one.url).path: one.from_service_worker for one in answers}
    assert by_worker["/book"]
    assert [path for path, is_so in by_worker.items() if path.startswith("/api/") and is_so] == []
    assert "POST" in {one.request.method for one in answers}


def test_the_browser_is_asked_to_keep_the_book_once_there_is_one(
    app_server: AppServer, page: Page
) -> None:
    page.add_init_script(COUNT_PERSIST)
    page.goto(app_server.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    asked_before = page.evaluate("() => window.asked")

    app_server.sign_in(page, MEMBER)

    page.wait_for_function("() => window.asked > 0")
    assert asked_before == 0


def test_a_portal_changes_nothing(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    kept = kept_files(page)

    with portal_instead_of(app_server):
        app_server.open(page, "/book")
        assert look_for_update(page) == "none"

        expect(page).not_to_have_title("WiFi")
        assert kept_files(page) == kept

    app_server.open(page, "/book")
    assert kept_files(page) == kept


def test_the_same_build_is_no_update(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)

    app_server.stop()
    app_server.start()

    assert look_for_update(page) == "none"
    assert standing(page) == {"installing": False, "waiting": False, "active": True}


def test_a_first_install_is_complete_or_none_at_all(
    app_server: AppServer, page: Page, tmp_path: Path
) -> None:
    build = Build(app_server.config.app_dir, tmp_path / "build", "assets/index-*.css")
    build.spoil()
    app_server.stop()
    app_server.start(app_dir=build.folder)

    app_server.sign_in(page, MEMBER)

    await_end(page, "redundant")
    assert standing(page) == {"installing": False, "waiting": False, "active": False}
    build.mend()
    app_server.open(page)  # the app looks again by itself
    await_worker(page)
    go_offline(app_server, page.context)
    app_server.open(page, "/book")


@pytest.mark.parametrize("fault", ["spoil", "lose"])
def test_an_update_that_is_not_whole_leaves_the_old_version_at_work(
    app_server: AppServer, page: Page, next_build: Path, tmp_path: Path, fault: str
) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    build = Build(next_build, tmp_path / "build", "assets/index-*.js")
    getattr(build, fault)()
    app_server.stop()
    app_server.start(app_dir=build.folder)

    await_end(page, "redundant")

    assert standing(page) == {"installing": False, "waiting": False, "active": True}
    go_offline(app_server, page.context)
    app_server.open(page, "/book")
    go_online(app_server, page.context)
    build.mend()
    await_end(page, "installed")
    assert standing(page) == {"installing": False, "waiting": True, "active": True}


def test_the_app_can_be_installed(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    devtools = page.context.new_cdp_session(page)

    said = devtools.send("Page.getAppManifest")
    manifest = json.loads(said["data"])
    hindrances = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert said["errors"] == []
    icons = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= icons
    assert manifest["display"] == "standalone"
    assert [one["errorId"] for one in hindrances if one["errorId"] != "in-incognito"] == []
    assert all(page.request.get(app_server.url + icon["src"]).ok for icon in manifest["icons"])
    go_offline(app_server, page.context)
    app_server.open(page, manifest["start_url"])


def test_the_outbox_is_sent_with_no_page_open(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    context = page.context
    go_offline(app_server, context)
    mutation = write_patrol(page)
    page.close()
    go_online(app_server, context)

    wake_by_sync_event(context, app_server.url)

    def arrived(session: Any) -> Any:
        return session.scalar(select(Mutation.verdict).where(Mutation.id == mutation["id"]))

    watcher = context.new_page()
    wait_until(watcher, lambda: app_server.operate(arrived))
    assert app_server.operate(arrived) == "applied"


def every_address(record_id: str) -> list[str]:
    """Each pattern of the routes, with something in every place."""
    patterns = re.findall(r'^  \["([^"]*)", ', ROUTES.read_text(encoding="utf-8"), re.MULTILINE)
    filled = {"new/:": "new/mediation", "draft/:": "draft/none"}
    return [f"/{filled.get(one, one).replace(':', record_id)}" for one in patterns]


class Build:
    """A copy of a build in which one file can be made what the worker does not expect."""

    def __init__(self, whole: Path, folder: Path, pattern: str) -> None:
        self.folder = shutil.copytree(whole, folder)
        [self.file] = folder.glob(pattern)
        self.content = self.file.read_bytes()
        for copy in folder.glob(f"{pattern}.*"):
            copy.unlink()

    def spoil(self) -> None:
        self.file.write_bytes(self.content[: len(self.content) // 2])

    def lose(self) -> None:
        self.file.unlink()

    def mend(self) -> None:
        self.file.write_bytes(self.content)


@contextmanager
def portal_instead_of(app_server: AppServer) -> Iterator[None]:
    """Somebody else answers at the server's address: 200 and a page, whatever is asked."""

    class Portal(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PORTAL)))
            self.end_headers()
            self.wfile.write(PORTAL)

        do_GET = do_POST = answer  # noqa: N815 the base class's names

        def log_request(self, code: Any = "-", size: Any = "-") -> None:
            pass

    address = urlsplit(app_server.url)
    app_server.stop()
    with ThreadingHTTPServer((str(address.hostname), address.port or 0), Portal) as portal:
        thread = threading.Thread(target=portal.serve_forever)
        thread.start()
        yield
        portal.shutdown()
        thread.join()
    app_server.start()


def wake_by_sync_event(context: BrowserContext, url: str) -> None:
    """Do what the browser does when a network is back: wake the worker, with no page of the app."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: found.extend(one["registrationId"] for one in said["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    wait_until(page, lambda: found)
    wake = {"origin": url, "registrationId": found[0], "tag": SYNC_TAG, "lastChance": False}
    devtools.send("ServiceWorker.dispatchSyncEvent", wake)
