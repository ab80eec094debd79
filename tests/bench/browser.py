"""Starts and saves in Chromium, slowed down to what a cheap phone and its network do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from tests.bench.figure import Figure, middle
from tests.browser.app_server import AppServer, await_worker
from tests.browser.chromium_finder import ARGUMENTS, find_chromium
from tests.browser.engine_page import EnginePhone
from tests.browser.phone_disk import await_copy

SLOWDOWN = 6
# As Chromium's own tools mean "Fast 3G".
FAST_3G = {"latency": 562.5, "downloadThroughput": 188_743, "uploadThroughput": 86_400}
COLD_GOAL_MS, WARM_GOAL_MS = 2500, 1100
SAVE_GOAL_MS, SLOW_SAVE_GOAL_MS = 15, 60
ROWS = 500
SAVES = 100
PHONE: ViewportSize = {"width": 412, "height": 915}
PATIENCE_MS = 60_000
LEADER = "100001"

PAINTED = """
async (selector) => {
  const isThere = () => document.querySelector(selector) !== null;
  while (!isThere()) await new Promise((next) => requestAnimationFrame(next));
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  return performance.now();
}
"""

# The demo's book, made as long as a busy group's: its own records again, on earlier days.
FILL_BOOK = """
async (wanted) => {
  const found = (await indexedDB.databases()).find(({ name }) => name.startsWith("an-thon:"));
  const db = await new Promise((done, fail) => {
    const opening = indexedDB.open(found.name);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const copy = db.transaction("copy_a", "readwrite").objectStore("copy_a");
  const all = await new Promise((done) => {
    const asked = copy.getAll();
    asked.onsuccess = () => done(asked.result);
  });
  const book = all.filter(({ stream }) => /^(log|mediation):/.test(stream));
  if (book.length === 0) throw new Error("the demo's book is empty");
  for (let i = book.length; i < wanted; i += 1) {
    const line = book[i % book.length];
    const id = `${line.id.slice(0, 24)}${String(i).padStart(12, "0")}`;
    const days = 30 * Math.floor(i / book.length);
    const day = new Date(Date.parse(line.day) - days * 86400000).toISOString().slice(0, 10);
    const body = JSON.stringify({ ...JSON.parse(line.body), id, occurred_on: day });
    copy.put({ ...line, id, day, body });
  }
  await new Promise((done, fail) => {
    copy.transaction.oncomplete = done;
    copy.transaction.onerror = () => fail(copy.transaction.error);
  });
  db.close();
}
"""

# A person's saves come one by one: each begins when what the last one set going has ended.
TIME_SAVES = """
async ([count, stream]) => {
  const rest = () => new Promise((next) => setTimeout(next, 100));
  const content = { started_at: "2026-11-20T22:00:00+07:00" };
  const saves = [];
  const taps = [];
  const timed = async (times, work) => {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
    await rest();
  };
  for (let i = 0; i < count; i += 1) {
    const recordId = window.phone.newId();
    const create = { act: "create", recordId, kind: "patrol", stream, content };
    const made = await window.phone.make(create);
    await rest();
    await timed(saves, () => window.phone.save(made));
    const pauses = [{ id: window.phone.newId(), from: "2026-11-20T22:30:00+07:00" }];
    await timed(taps, () => window.phone.act([{ act: "edit", recordId, content: { pauses } }]));
  }
  return [saves, taps];
}
"""


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the Chromium of the tests."""
    found = find_chromium()
    launch: dict[str, Any] = {"executable_path": found.program, "args": list(ARGUMENTS)}
    if found.environment:
        launch["env"] = found.environment
    browser = playwright.chromium.launch(**launch)
    try:
        yield browser
    finally:
        browser.close()


def slow_down(page: Page, *, on_3g: bool = False) -> None:
    """Make the page's processor, and its network if asked, those of a cheap phone."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    if on_3g:
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", {"offline": False, **FAST_3G})


def measure_cold_start(browser: Browser, server: AppServer, runs: int) -> Figure:
    """From the tap on the address, nothing kept, to the sign-in that can be used."""
    took_ms = []
    for _ in range(runs):
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        slow_down(page, on_3g=True)
        page.goto(server.url, wait_until="commit", timeout=PATIENCE_MS)
        took_ms.append(page.evaluate(PAINTED, "h1"))
        context.close()
    return Figure("cold start, fast 3G, CPU 6x", middle(took_ms), "ms", COLD_GOAL_MS)


def measure_warm_start(browser: Browser, server: AppServer, runs: int) -> Figure:
    """From the tap on the icon to the book with its rows, all of it from the phone."""
    context = browser.new_context(viewport=PHONE, base_url=server.url)
    page = context.new_page()
    server.sign_in(page, LEADER)
    await_worker(page)
    await_copy(page)
    server.stop()
    page.evaluate(FILL_BOOK, ROWS)
    page.goto("/book")
    page.wait_for_selector("a.row", timeout=PATIENCE_MS)
    page.close()
    took_ms = []
    for _ in range(runs):
        page = context.new_page()
        slow_down(page)
        page.goto(f"{server.url}/book", wait_until="commit", timeout=PATIENCE_MS)
        took_ms.append(page.evaluate(PAINTED, "a.row"))
        page.close()
    server.start()
    context.close()
    return Figure(
        f"warm start to a book of {ROWS} rows, CPU 6x", middle(took_ms), "ms", WARM_GOAL_MS
    )


def measure_saves(phone: EnginePhone, stream: str) -> list[Figure]:
    """How long a strict save takes, and a tap: read what is shown, make the edit, save it."""
    phone.page.context.set_offline(True)  # what is measured is the save, not the sending
    slow_down(phone.page)
    saves_ms, taps_ms = phone.page.evaluate(TIME_SAVES, [SAVES, stream])
    return [
        Figure("strict save p50, CPU 6x", middle(saves_ms), "ms", SAVE_GOAL_MS),
        Figure("strict save p95, CPU 6x", middle(saves_ms, 0.95), "ms", SLOW_SAVE_GOAL_MS),
        Figure("a tap on a patrol kept p50, CPU 6x", middle(taps_ms), "ms"),
        Figure("a tap on a patrol kept p95, CPU 6x", middle(taps_ms, 0.95), "ms"),
    ]
