"""Firefox ESR as Debian ships it, over Marionette: the socket that Firefox itself listens on.

Marionette carries the commands of WebDriver, each as `<bytes>:[0, id, "WebDriver:…", details]`;
the answer is `<bytes>:[1, id, error, result]`.
https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.webdriver import Json, Refused, Window
from tests.faults.served import wait_until

PROGRAM = "firefox-esr"
READY_WITHIN_S = 60.0
ANSWER_WITHIN_S = 120.0
# Any free port, which is then written into the profile; and nobody else is called.
SETTINGS = {
    "marionette.port": 0,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Marionette:
    """A line to a Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), ANSWER_WITHIN_S)
        self._answers = self._socket.makefile("rb")
        self._numbers = itertools.count(1)
        self._read()  # it introduces itself
        self.ask("NewSession", {"capabilities": {}})

    def ask(self, command: str, details: Json) -> Any:
        message = [0, next(self._numbers), f"WebDriver:{command}", details]
        body = json.dumps(message).encode()
        self._socket.sendall(b"%d:%s" % (len(body), body))
        _, _, error, result = self._read()
        if error:
            raise Refused(error["error"], error["message"])
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _read(self) -> Any:
        digits = b""
        while (byte := self._answers.read(1)) != b":":
            assert byte, "Firefox hung up"
            digits += byte
        return json.loads(self._answers.read(int(digits)))


@contextmanager
def firefox_window(folder: Path) -> Iterator[Window]:
    """A window of a Firefox with a profile of its own; skips where there is no Firefox."""
    if shutil.which(PROGRAM) is None:
        pytest.skip("NO FIREFOX ESR, the app is untested there: install Debian's `firefox-esr`")
    profile = folder / "firefox"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in SETTINGS.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        line = Marionette(await_port(profile / "MarionetteActivePort", process))
        yield Window(line)
        line.close()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def await_port(file: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait for Firefox to write where it listens."""

    def is_written() -> bool:
        assert process.poll() is None, "Firefox ended by itself"
        return file.exists() and file.read_text() != ""

    wait_until(is_written, READY_WITHIN_S)
    return int(file.read_text())
