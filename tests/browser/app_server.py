"""The app as people get it: the build of the sources, a real server, the demo commune.

`app_server` is a server of one test, with a copy of the commune of its own: stop it and start it
again at the same address, with other settings or another build. The codes of MEMBERS sign in as
often as anybody likes. The server's clock begins at SERVER_TIME and goes on from there.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from werkzeug.serving import BaseWSGIServer, make_server

from demo.sign_ins import MEMBERS
from pwa import build
from server import create_app
from server.cli.demo import sign_ins
from server.config import Config
from server.db import db, in_transaction
from server.http.demo import DEMO_SIGN_INS
from server.outside import Outside

ROOT = Path(__file__).resolve().parents[2]
LAST_DAY = "2026-11-21"
SERVER_TIME = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
DAYS = 7
LEADER, MEMBER, MEDIATOR = (one.code for one in MEMBERS[:3])
NEXT_VERSION = "9.9.9"
WAIT_MS = 20_000
PATIENCE_S = 180


class AppServer:
    """A server over its own copy of the demo commune."""

    def __init__(self, instance: Path, app_dir: Path) -> None:
        self.config = Config(
            instance_dir=instance, app_dir=app_dir, demo=True, log_level="CRITICAL"
        )
        self.app: Flask
        self._port = 0
        self._listener: BaseWSGIServer | None = None
        self._thread = threading.Thread()
        self._offset = SERVER_TIME - datetime.now(UTC)

    @property
    def url(self) -> str:
        """The address of the app, without a slash at its end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.config.instance_dir / "an-thon.sqlite3"

    def now(self) -> datetime:
        """What the server's clock says."""
        return datetime.now(UTC) + self._offset

    def advance(self, **parts: float) -> None:
        """Let so much time pass for the server."""
        self._offset += timedelta(**parts)

    def start(self, **settings: Any) -> None:
        """Serve, at the same address as before; `settings`: fields of Config to change for good."""
        self.config = replace(self.config, **settings)
        self.app = create_app(self.config, Outside(now=self.now))
        self.app.config[DEMO_SIGN_INS] = sign_ins()
        self._listener = make_server("127.0.0.1", self._port, self.app, threaded=True)
        self._port = self._listener.port
        self._thread = threading.Thread(target=self._listener.serve_forever)
        self._thread.start()

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._listener is None:
            return
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()
        self._listener = None
        with self.app.app_context():
            db.engine.dispose()

    def open(self, page: Page, address: str = "/") -> None:
        """Load the app at an address and wait for its screen."""
        page.goto(self.url + address)
        expect(page.locator("#app h1").first).to_be_visible(timeout=WAIT_MS)

    def sign_in(self, page: Page, code: str, address: str = "/") -> None:
        """Sign in as the code's person, then open the address."""
        page.goto(self.url)
        page.evaluate(SIGN_IN, code)
        self.open(page, address)

    def operate(self, act: Callable[[Any], Any]) -> Any:
        """Do act(session) on the server's database, in one transaction."""
        with self.app.app_context():
            return in_transaction(act, lambda _s: None)


# The sign-in as its screen makes it, without the screen: code in, account in the registry.
SIGN_IN = """
async (code) => {
  const installId = crypto.randomUUID();
  const asked = await fetch("/api/sign-in/code", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ code, install_id: installId, label: "" }),
  });
  if (asked.status !== 201) throw new Error(`sign-in: ${asked.status} ${await asked.text()}`);
  const { account, communes: [commune], token, device_id: deviceId } = await asked.json();
  const kinds = await (await fetch("/api/kinds")).json();
  const body = {
    communeId: commune.id, person: account.id, installId, token, standing: null, deviceId,
    name: account.name, communeName: commune.name, isDemo: true,
    agreed: { version: "1", at: new Date().toISOString() },
  };
  const line = { commune_id: commune.id, person: account.id, body: JSON.stringify(body) };
  const key = { communeId: commune.id, person: account.id };
  await new Promise((done, fail) => {
    const opening = indexedDB.open("an-thon", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("accounts", { keyPath: ["commune_id", "person"] });
      opening.result.createObjectStore("installation", { keyPath: "name" });
    };
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const writing = db.transaction(["accounts", "installation"], "readwrite");
      writing.objectStore("accounts").put(line);
      const installation = writing.objectStore("installation");
      installation.put({ name: "id", body: JSON.stringify(installId) });
      installation.put({ name: "current", body: JSON.stringify(key) });
      installation.put({ name: "kinds", body: JSON.stringify(kinds) });
      writing.onerror = () => fail(writing.error);
      writing.oncomplete = () => { db.close(); done(); };
    };
  });
}
"""


def await_worker(page: Page) -> None:
    """Wait until the service worker holds every file and answers this page."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=WAIT_MS)


def go_offline(server: AppServer, context: BrowserContext) -> None:
    """Flight mode, and nobody at the other end either."""
    context.set_offline(True)
    server.stop()


def go_online(server: AppServer, context: BrowserContext) -> None:
    """Undo go_offline."""
    server.start()
    context.set_offline(False)


@pytest.fixture(scope="session")
def app_build() -> Path:
    """The build of the sources as they are now."""
    assert build.main() == 0
    return build.DIST


@pytest.fixture(scope="session")
def next_build(app_build: Path, shared_folder: Path) -> Path:
    """A newer build, which calls itself NEXT_VERSION."""
    return once(shared_folder / "next-build", lambda folder: build.make(folder, NEXT_VERSION))


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo_commune(shared_folder: Path) -> Path:
    """An instance folder that holds the demo commune; tests get copies."""
    return once(shared_folder / "demo-commune", write_demo)


@pytest.fixture
def app_server(app_build: Path, demo_commune: Path, tmp_path: Path) -> Iterator[AppServer]:
    """The app with the demo commune, served."""
    instance = tmp_path / "instance"
    shutil.copytree(demo_commune, instance)
    server = AppServer(instance, app_build)
    server.start()
    yield server
    server.stop()


def once(folder: Path, make: Callable[[Path], Any]) -> Path:
    """Make a folder by the first worker that wants it; the others wait for it."""
    lock = folder.with_name(f"{folder.name}.lock")
    try:
        lock.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE_S
        while not folder.exists():
            assert time.monotonic() < deadline, f"another worker did not make {folder.name}"
            time.sleep(0.2)
        return folder
    draft = folder.with_name(f"{folder.name}.draft")
    make(draft)
    draft.rename(folder)
    return folder


def write_demo(folder: Path, days: int = DAYS) -> None:
    """Write a short demo commune, as the command does."""
    command = ["-m", "flask", "--app", "server", "demo-data"]
    span = ["--days", str(days), "--until", LAST_DAY]
    surroundings = {**os.environ, "INSTANCE_DIR": str(folder), "DATABASE_URL": ""}
    subprocess.run([sys.executable, *command, *span], cwd=ROOT, env=surroundings, check=True)
