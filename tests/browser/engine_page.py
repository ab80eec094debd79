"""The engine page in a browser: a phone without screens that a test drives."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.engine_page_server import Village

ROOT = Path(__file__).resolve().parents[2]
PAGE_SIZE = 40
Json = dict[str, Any]

CALL = "([method, parts]) => window.phone[method](...parts)"
CLOSE_DATABASES = """
async () => {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => {
      const opening = indexedDB.open(name, 999);
      opening.onupgradeneeded = () => opening.transaction.abort();
      opening.onerror = (event) => { event.preventDefault(); done(); };
    });
  }
}
"""


def build_engine_page(folder: Path) -> Path:
    """Build the page with the shipped engine."""
    vite = ("vite", "build", "--config", "engine.config.ts", "--logLevel", "error")
    command = [sys.executable, str(ROOT / "pwa/node.py"), *vite, "--outDir", str(folder)]
    subprocess.run(command, check=True)
    return folder


class EnginePhone:
    """One tab with one person's engine."""

    def __init__(self, village: Village, page: Page, who: str) -> None:
        self.village = village
        self.page = page
        self.who = who
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self) -> "EnginePhone":
        """Load the page anew and start the engine; it looks at once."""
        self.page.goto(f"http://127.0.0.1:{self.village.proxy.port}/engine.html")
        self.page.wait_for_function("() => window.phone !== undefined")
        self.call("open", self.village.account(self.who), PAGE_SIZE)
        return self

    def call(self, method: str, *parts: Any) -> Any:
        """Call the driver and wait for what it promises."""
        return self.page.evaluate(CALL, [method, list(parts)])

    def act(self, *deeds: Json) -> list[Json]:
        """Save acts; give the mutations as they were saved."""
        saved: list[Json] = self.call("act", list(deeds))
        self.village.saved.extend(saved)
        return saved

    def start_patrol(self) -> Json:
        """Save a new patrol in the person's own log."""
        return self.act(self.patrol())[0]

    def patrol(self, record_id: str | None = None) -> Json:
        """The deed of a new patrol."""
        return {
            "act": "create",
            "recordId": record_id or self.call("newId"),
            "stream": self.village.cast.log(),
            "kind": "patrol",
            "content": {"started_at": "2026-11-20T22:00:00+07:00"},
        }

    def note(self, record_id: str, text: str) -> Json:
        """The deed of a remark."""
        content = {"type": "remark", "text": text}
        return {"act": "note", "recordId": record_id, "content": content}

    def wake(self) -> None:
        """Tap, and wait until it has done or has to wait."""
        self.call("wake")

    def begin(self) -> None:
        """Tap, and don't wait."""
        self.page.evaluate("() => { window.phone.begin(); }")

    def settle(self) -> None:
        """Wait for what was begun."""
        self.call("settled")

    def look(self) -> Json:
        """Everything that lies there."""
        seen: Json = self.call("look")
        return seen


class Neighbour:
    """A page beside the phone's in the same browser, that reaches into its storage."""

    def __init__(self, context: BrowserContext, village: Village) -> None:
        self.page = context.new_page()
        self.page.goto(f"http://127.0.0.1:{village.proxy.port}/portal")

    def close_databases(self) -> None:
        """Ask for an upgrade of each and take it back: every open connection is closed."""
        self.page.evaluate(CLOSE_DATABASES)
