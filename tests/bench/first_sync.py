"""The first sync of a book of 10,000 records, and writing while it runs."""

from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from server.models import Grant, Record
from tests.bench.browser import PAINTED, PATIENCE_MS, PHONE
from tests.bench.figure import Figure
from tests.bench.long_book import lengthen
from tests.browser.app_server import SIGN_IN, AppServer
from tests.browser.phone_disk import HAS_COPY, OPEN_BOOK, read_registry

RECORDS = 10_000
GOAL_S, GOAL_MB = 20, 3
SLOWDOWN = 4
# 2 Mbit/s, as a village's 3G gives on a good evening.
TWO_MBITS = {"latency": 70, "downloadThroughput": 250_000, "uploadThroughput": 250_000}
LEADER = "100001"
MEGABYTE = 1_000_000
BEGIN = 'a[href="/patrol/start"]'
# As long as patrols are kept, and two months, of which a phone keeps all whole.
YEARS_DAYS, WHOLE_DAYS = 1827, 60

# Looks at one line of the database twice a second, over one connection.
UNTIL_SYNCED = f"""
async () => {{
  {OPEN_BOOK}
  const book = await openBook();
  const state = () => new Promise((done) => {{
    const asked = book.transaction("meta").objectStore("meta").get("sync");
    asked.onsuccess = () => done(JSON.parse(asked.result?.body ?? "{{}}"));
  }});
  for (;;) {{
    const {{ cursors = {{}}, streams = {{}}, witness }} = await state();
    const asked = Object.keys(streams);
    if (asked.length > 0 && asked.every((stream) => cursors[stream] === witness)) break;
    await new Promise((next) => setTimeout(next, 500));
  }}
  book.close();
  return performance.now();
}}
"""


def measure_first_sync(browser: Browser, server: AppServer, days: int) -> list[Figure]:
    """Measure a phone that comes new to a book spread over so many days, from its start on.

    The copy is there once its digests were found equal. A patrol is begun meanwhile.
    """
    context = browser.new_context(viewport=PHONE, base_url=server.url, service_workers="block")
    page = context.new_page()
    page.goto(server.url)
    page.evaluate(SIGN_IN, LEADER)
    [account] = read_registry(page, "accounts")
    lengthen(server, _log_of(server, account["person"]), RECORDS, days)
    fetched = _slow_down(page)
    page.goto(f"{server.url}/", wait_until="commit", timeout=PATIENCE_MS)
    ready_ms = page.evaluate(PAINTED, BEGIN)
    written_ms = _write(page)
    synced_ms = page.evaluate(UNTIL_SYNCED)
    context.close()
    book = f"{RECORDS:,} records over {days} days"
    # Older than a season, a record comes as an outline; where all are young, all come whole.
    is_spread = days == YEARS_DAYS
    return [
        Figure(f"until writing can begin, {book}", ready_ms / 1000, "s"),
        Figure("from that tap until a patrol is saved, while it syncs", written_ms / 1000, "s"),
        Figure(f"first sync, {book}", synced_ms / 1000, "s", GOAL_S if is_spread else None),
        Figure("the same, fetched", sum(fetched) / MEGABYTE, "MB", GOAL_MB if is_spread else None),
    ]


def _write(page: Page) -> float:
    """Begin a patrol, and wait until it is saved; the sync must not have come to its end."""
    began_ms: float = page.evaluate("() => performance.now()")
    page.locator(BEGIN).click()
    page.get_by_role("button", name="Bắt đầu tuần tra").click(timeout=PATIENCE_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đang tuần tra", timeout=PATIENCE_MS)
    ended_ms: float = page.evaluate("() => performance.now()")
    if page.evaluate(HAS_COPY):
        raise RuntimeError("the sync was over before the patrol was begun")
    return ended_ms - began_ms


def _log_of(server: AppServer, person: str) -> str:
    """Give the longest log that the person may read."""
    mine = select(Grant.stream).where(Grant.person == person, Grant.stream.startswith("log:"))
    logs = select(Record.stream).where(Record.stream.in_(mine)).group_by(Record.stream)
    longest = logs.order_by(func.count().desc()).limit(1)
    stream: str = server.operate(lambda session: session.scalars(longest).one())
    return stream


def _slow_down(page: Page) -> list[float]:
    """Slow processor and network down; give the list that takes the bytes of each answer."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", {"offline": False, **TWO_MBITS})
    fetched: list[float] = []
    tools.on("Network.loadingFinished", lambda one: fetched.append(one["encodedDataLength"]))
    return fetched
