"""WebKitGTK as Debian ships it, by WebKitWebDriver, on a screen of Xvfb.

Debian's libwebkit2gtk brings the small browser that is driven, MiniBrowser. Under automation its
profile lives in memory: nothing outlives the browser, all else works, service workers too.
https://www.w3.org/TR/webdriver2/
"""

import json
import os
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.webdriver import Json, Refused, Window
from tests.faults.served import free_port, wait_until

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
PACKAGES = {DRIVER: "webkit2gtk-driver", SCREEN: "xvfb"}
READY_WITHIN_S = 60.0
ANSWER_WITHIN_S = 120.0
# Command -> how HTTP says it, below the session; {} is the element.
COMMANDS = {
    "GetCurrentURL": ("GET", "/url"),
    "Navigate": ("POST", "/url"),
    "Back": ("POST", "/back"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ElementClick": ("POST", "/element/{}/click"),
    "ElementSendKeys": ("POST", "/element/{}/value"),
    "DeleteSession": ("DELETE", ""),
}


class Driver:
    """A line to a WebKitWebDriver, which starts the browser with the session."""

    def __init__(self, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        wait_until(self._is_ready, READY_WITHIN_S)
        made = self._send("POST", "/session", {"capabilities": {}})
        self._session = f"/session/{made['sessionId']}"

    def ask(self, command: str, details: Json) -> Any:
        method, path = COMMANDS[command]
        path = self._session + path.format(details.get("id", ""))
        return self._send(method, path, details if method == "POST" else None)

    def _is_ready(self) -> bool:
        try:
            return bool(self._send("GET", "/status", None)["ready"])
        except urllib.error.URLError:
            return False

    def _send(self, method: str, path: str, body: Json | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_WITHIN_S) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise Refused(said["error"], said["message"]) from None


@contextmanager
def webkit_window(folder: Path) -> Iterator[Window]:
    """A window of a WebKitGTK with a home of its own; skips where there is none."""
    if missing := [package for program, package in PACKAGES.items() if not shutil.which(program)]:
        names = " ".join(missing)
        pytest.skip(f"NO WEBKITGTK, the app is untested there: install Debian's `{names}`")
    home = folder / "webkit"
    home.mkdir(mode=0o700)
    port = free_port()
    with screen() as display:
        # In one group with the browser it starts, so that both end together.
        process = subprocess.Popen(
            [DRIVER, f"--port={port}"],
            env={
                **os.environ,
                "DISPLAY": display,
                "HOME": str(home),
                "XDG_RUNTIME_DIR": str(home),
                "LIBGL_ALWAYS_SOFTWARE": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            driver = Driver(port)
            yield Window(driver)
            driver.ask("DeleteSession", {})
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; gives its name."""
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        [SCREEN, "-displayfd", str(write_end), "-screen", "0", "412x915x24", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb ended by itself"
        yield f":{number}"
    finally:
        process.terminate()
        process.wait()
