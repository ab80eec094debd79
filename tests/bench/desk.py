"""The desk with 50,000 records in its copy: start, filters, search, scrolling, an exchange."""

import json
from typing import Any

from playwright.sync_api import Browser, Page, Route, ViewportSize

from tests.bench.browser import PAINTED, PATIENCE_MS
from tests.bench.figure import Figure, middle
from tests.browser.app_server import AppServer
from tests.browser.desk_walk import sit_down
from tests.browser.phone_disk import OPEN_BOOK, read_all, sync_state

RECORDS = 50_000
GOAL_MS = 100
OFFICE: ViewportSize = {"width": 1366, "height": 768}
QUERY = "son qua"
Json = dict[str, Any]

# The demo's records again, on earlier days; of the copies one in fifty waits for a decision.
FILL_COPY = f"""
async (wanted) => {{
  {OPEN_BOOK}
  const book = await openBook();
  const copy = book.transaction("copy_a", "readwrite").objectStore("copy_a");
  const all = await new Promise((done) => {{
    const asked = copy.getAll();
    asked.onsuccess = () => done(asked.result);
  }});
  const logged = all.filter(({{ stream }}) => /^(log|mediation):/.test(stream));
  if (logged.length === 0) throw new Error("the demo's book is empty");
  for (let i = logged.length; i < wanted; i += 1) {{
    const line = logged[i % logged.length];
    const id = `${{line.id.slice(0, 24)}}${{String(i).padStart(12, "0")}}`;
    const days = 61 * Math.floor(i / logged.length);
    const back = (day) => new Date(Date.parse(day) - days * 86400000).toISOString().slice(0, 10);
    const day = line.day && back(line.day);
    const row = {{ ...JSON.parse(line.body), id, occurred_on: day || null, siblings: [] }};
    const review = {{ id, decision: "accepted", target: row.revision, person: "", at: "" }};
    const body = i % 50 === 0 ? {{ ...row, review: null }} : {{ ...row, review }};
    copy.put({{ ...line, id, day, body: JSON.stringify(body) }});
  }}
  await new Promise((done, fail) => {{
    copy.transaction.oncomplete = done;
    copy.transaction.onerror = () => fail(copy.transaction.error);
  }});
  book.close();
}}
"""

# From a deed until what it changed stands painted, ms; nothing is to change for a while after it.
UNTIL_PAINTED = """
async ([deed, part]) => {
  const quiet = (ms) => new Promise((next) => setTimeout(next, ms));
  const deeds = {
    choose: ([label, code]) => {
      const select = document.querySelector(`select[aria-label="${label}"]`);
      select.value = code;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    type: (words) => {
      const field = document.querySelector("#desk-search");
      field.value = words;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
    exchange: () => dispatchEvent(new Event("online")),
  };
  let last = null;
  const observer = new MutationObserver(() =>
    requestAnimationFrame(() => setTimeout(() => { last = performance.now(); })));
  const how = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(document.querySelector(part), how);
  let began = performance.now();
  deeds[deed.name](deed.with);
  for (let waits = 0; waits < 5 && last === null; waits += 1) await quiet(600);
  observer.disconnect();
  if (last === null) return null; // another letter, and the same are found
  if (deed.name === "exchange") {
    const answers = performance.getEntriesByType("resource");
    const brought = answers.filter(({ serverTiming }) => serverTiming.length > 0);
    began = brought.at(-1).responseEnd;
  }
  return last - began;
}
"""


# The time between two frames, ms, from one call to the next.
FRAMES = """
() => {
  const before = window.gaps;
  const gaps = [];
  window.gaps = gaps;
  let last = performance.now();
  const note = (now) => {
    gaps.push(now - last);
    last = now;
    if (window.gaps === gaps) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  return before ?? [];
}
"""
TURNS, TURN_PX, MORE = 60, 400, 8


def measure_desk(browser: Browser, server: AppServer, runs: int) -> list[Figure]:
    """Measure the real app over a copy that was filled up; the server is silent meanwhile."""
    context = browser.new_context(
        viewport=OFFICE, base_url=server.url, service_workers="block", reduced_motion="reduce"
    )
    page = context.new_page()
    sit_down(server, page)
    exchanged = _Exchanges(page)
    page.evaluate(FILL_COPY, RECORDS)
    started = [_start(page, server) for _ in range(runs)]
    hasty = [one for words in _typed()[:HASTY] for one in _until(page, "type", words)]
    _until(page, "type", "")
    page.wait_for_timeout(WORDS_MS)
    filters = [one for choice in _choices(page, runs) for one in _until(page, "choose", choice)]
    keys = [one for words in _typed() for one in _until(page, "type", words)]
    frames = _scroll(page)
    brought = [one for _ in range(runs) for one in exchanged.bring_one()]
    context.close()
    return [
        Figure("start of the desk to its queue, 50,000 records", middle(started), "ms"),
        Figure("a filter of the queue among 50,000, p50", middle(filters), "ms", GOAL_MS),
        Figure("a filter of the queue among 50,000, longest", max(filters), "ms", GOAL_MS),
        Figure("a key of the search in 50,000, p50", middle(keys), "ms", GOAL_MS),
        Figure("a key of the search in 50,000, longest", max(keys), "ms", GOAL_MS),
        Figure("the same, typed at once after opening, longest", max(hasty), "ms", GOAL_MS),
        Figure("the longest frame while scrolling the list", max(frames), "ms", GOAL_MS),
        Figure("an exchange with one new record, until the queue", middle(brought), "ms"),
    ]


# Until the desk has made ready what is searched, in moments when nobody waits; whoever is hasty
# types so many letters before.
WORDS_MS = 20_000
HASTY = 3


def _start(page: Page, server: AppServer) -> float:
    page.goto(f"{server.url}/desk", wait_until="commit", timeout=PATIENCE_MS)
    taken_ms: float = page.evaluate(PAINTED, ".case")
    return taken_ms


def _until(page: Page, deed: str, what: Any, part: str = ".case-list") -> list[float]:
    """Give how long it took; nothing where what is seen stayed as it was."""
    taken_ms = page.evaluate(UNTIL_PAINTED, [{"name": deed, "with": what}, part])
    return [] if taken_ms is None else [taken_ms]


def _scroll(page: Page) -> list[float]:
    """Turn the wheel down a long list, which is asked to be longer at its end; give the frames."""
    page.locator(".case").first.hover()
    page.evaluate(FRAMES)
    for _ in range(MORE):
        for _ in range(TURNS // MORE):
            page.mouse.wheel(0, TURN_PX)
            page.wait_for_timeout(20)
        page.locator(".case-list > button").click()
    frames: list[float] = page.evaluate(FRAMES)
    return frames


def _typed() -> list[str]:
    """Give what stands in the field after each key: written, and taken back."""
    written = [QUERY[:end] for end in range(1, len(QUERY) + 1)]
    return [*written, *reversed(written[:-1]), ""]


def _choices(page: Page, runs: int) -> list[tuple[str, str]]:
    """Give villages and kinds to choose one after the other, each ending with all of them."""
    found = []
    for label in ("Thôn nào", "Loại việc"):
        select = page.locator(f'select[aria-label="{label}"]')
        codes = select.locator("option").evaluate_all("(all) => all.map(({ value }) => value)")
        found += [(label, code) for code in [*codes[1 : runs + 1], ""]]
    return found


class _Exchanges:
    """Answers the desk's exchanges: with nothing, or with one record that it has not seen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._next: Json | None = None
        row = max(_logged(page), key=lambda one: int(one["seq"]))
        self._row, self._state = row, sync_state(page)
        self._seq = int(str(self._state["witness"]).split(".")[0])
        page.route("**/api/sync/0*", self._answer)

    def bring_one(self) -> list[float]:
        """Let the next exchange bring one more record that waits; give how long it took."""
        self._seq += 1
        number = f"{self._seq:012}"
        self._next = {**self._row, "id": self._row["id"][:24] + number, "seq": self._seq}
        return _until(self._page, "exchange", None, ".queue-title small")

    def _answer(self, route: Route) -> None:
        head = f"{self._seq}.{str(self._state['witness']).split('.')[1]}"
        records = [self._next] if self._next else []
        commune = route.request.url.rstrip("/").split("/")[-1]
        reply = {**_quiet(head), "commune": commune, "records": records}
        headers = {"An-Thon-Protocol": "1", "An-Thon-Commune": commune}
        if records:
            headers["Server-Timing"] = "brought"  # tells this answer from others around it
        self._next = None
        route.fulfill(
            status=200, headers=headers, content_type="application/json", body=json.dumps(reply)
        )


def _quiet(head: str) -> Json:
    empty: Json = {name: [] for name in ("results", "late_results", "departures")}
    said = {"time": "2026-11-21T13:05:00Z", "witness": head, "cursor": head, "backup": "0"}
    return {**empty, **said, "more": False, "reset": False, "restored": False}


def _logged(page: Page) -> list[Json]:
    rows = [one["body"] for one in read_all(page, "copy_a") if one["stream"].startswith("log:")]
    return [row for row in rows if row["review"] is None and not row["open"]]
