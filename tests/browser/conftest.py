"""A browser for the tests, and the kit page built and served as the server would serve it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from server.http.answers import SECURITY_HEADERS
from tests.browser.app_server import (  # noqa: F401 fixtures for every test of this folder
    WAIT_MS,
    app_build,
    app_server,
    demo_commune,
    next_build,
    shared_folder,
)
from tests.browser.chromium_finder import ARGUMENTS, find_chromium
from tests.browser.engine_page import build_engine_page
from tests.browser.engine_page_server import Served, serving
from tests.browser.office import desk, phone  # noqa: F401

# Two browsers, two servers and their disks share two cores: what takes long there is not wrong.
expect.set_options(timeout=WAIT_MS)

ROOT = Path(__file__).resolve().parents[2]


class SecuredFiles(SimpleHTTPRequestHandler):
    """Serves a folder under the server's own headers, its Content-Security-Policy among them."""

    def end_headers(self) -> None:
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        pass  # the tests' own output is enough


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = find_chromium()
    launch: dict[str, Any] = {"executable_path": chromium.program, "args": list(ARGUMENTS)}
    return {**launch, "env": chromium.environment} if chromium.environment else launch


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    # Colours half way through a change are no one's to judge.
    return {"reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def kit_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    vite = ("vite", "build", "--config", "kit.config.ts", "--logLevel", "error")
    command = [sys.executable, str(ROOT / "pwa/node.py"), *vite, "--outDir", str(folder)]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="session")
def kit_url(kit_folder: Path) -> Iterator[str]:
    handler = partial(SecuredFiles, directory=str(kit_folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/kit.html"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a phone without screens."""
    return build_engine_page(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="session")
def village_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server; each test raises a commune of its own on it."""
    with serving(tmp_path_factory.mktemp("village")) as served:
        yield served
