"""A browser that a test may kill at any moment and start again on the same profile."""

import os
import signal
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.browser.chromium_finder import ARGUMENTS, find_chromium
from tests.faults.served import wait_until

READY_WITHIN_S = 30.0


class OwnBrowser:
    """A browser of our own with a profile that stays, to be ended as a power cut would."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright, self.profile = playwright, profile

    def __enter__(self) -> "OwnBrowser":
        chromium = find_chromium()
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        options = ("--headless=new", "--remote-debugging-port=0", "--no-first-run")
        self.process = subprocess.Popen(
            [str(chromium.program), *ARGUMENTS, *options, f"--user-data-dir={self.profile}"],
            env={**os.environ, **chromium.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(lambda: port_file.exists() and "\n" in port_file.read_text(), READY_WITHIN_S)
        port = port_file.read_text().split()[0]
        self.browser: Browser = self.playwright.chromium.connect_over_cdp(
            f"http://127.0.0.1:{port}"
        )
        self.page = self.browser.contexts[0].pages[0]
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """End the browser and its helpers in the middle of whatever they do."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
