"""What lies on the phone: the signed-in person's database and the kept files, read past the app."""

import json
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from server.ids import new_id
from server.outside import Outside

Json = dict[str, Any]
PATIENCE_S = 20
PAUSE_MS = 100
LAST_EVENING = "2026-11-21T19:00:00+07:00"

OPEN_BOOK = """
const openBook = async () => {
  const known = await indexedDB.databases();
  const { name } = known.find(({ name }) => name.startsWith("an-thon:"));
  return new Promise((done, fail) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
};
"""
READ_ALL = f"""
async (store) => {{
  {OPEN_BOOK}
  const book = await openBook();
  const lines = await new Promise((done, fail) => {{
    const reading = book.transaction(store).objectStore(store).getAll();
    reading.onsuccess = () => done(reading.result);
    reading.onerror = () => fail(reading.error);
  }});
  book.close();
  return lines;
}}
"""
PUT = f"""
async ([store, line]) => {{
  {OPEN_BOOK}
  const book = await openBook();
  await new Promise((done, fail) => {{
    const writing = book.transaction(store, "readwrite", {{ durability: "strict" }});
    writing.objectStore(store).put(line);
    writing.oncomplete = done;
    writing.onerror = () => fail(writing.error);
  }});
  book.close();
}}
"""
# The names of everybody's books on this installation.
BOOKS = """
async () => (await indexedDB.databases())
  .map(({ name }) => name).filter((name) => name.startsWith("an-thon:"))
"""
KEPT_FILES = """
async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const bytes = await (await cache.match(url)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const { pathname } = new URL(url);
      found[`${name} ${pathname}`] = Array.from(hash, (one) => one.toString(16)).join(" ");
    }
  }
  return found;
}
"""
READ_REGISTRY = """
(store) => new Promise((done, fail) => {
  const opening = indexedDB.open("an-thon");
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction(store).objectStore(store).getAll();
    reading.onsuccess = () => { opening.result.close(); done(reading.result); };
  };
})
"""
HAS_COPY = f"""
async () => {{
  const readAll = {READ_ALL};
  const [line] = await readAll("meta");
  if (!line) return false;
  const {{ cursors, streams, witness }} = JSON.parse(line.body);
  const asked = Object.keys(streams);
  return asked.length > 0 && asked.every((stream) => cursors[stream] === witness);
}}
"""


def wait_until(page: Page, is_so: Callable[[], Any]) -> None:
    """Ask again and again, by this machine's clock: the page's own may stand still."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be"
        page.wait_for_timeout(PAUSE_MS)


def await_copy(page: Page) -> None:
    """Wait until the phone holds what the person's streams hold."""
    wait_until(page, lambda: page.evaluate(HAS_COPY))


def read_all(page: Page, store: str) -> list[Json]:
    """Every line of a store, its body read."""
    return [{**line, "body": json.loads(line["body"])} for line in page.evaluate(READ_ALL, store)]


def read_registry(page: Page, store: str) -> list[Json]:
    """What belongs to the installation: the "accounts", or the "installation" by its names."""
    return [json.loads(line["body"]) for line in page.evaluate(READ_REGISTRY, store)]


def said_by_server(page: Page) -> Json | None:
    """What the phone learnt from the server's hello; None: nothing yet."""
    lines = page.evaluate(READ_REGISTRY, "installation")
    return next((json.loads(one["body"]) for one in lines if one["name"] == "server"), None)


def sync_state(page: Page) -> Json:
    """What the phone knows of its sync."""
    state: Json = read_all(page, "meta")[0]["body"]
    return state


def outbox(page: Page) -> list[Json]:
    """The mutations that wait, in their order."""
    return [line["body"] for line in read_all(page, "outbox")]


def copied(page: Page, kind: str) -> list[Json]:
    """The rows of a kind in the copy that is shown."""
    store = sync_state(page)["shown"]
    return [line["body"] for line in read_all(page, store) if line["kind"] == kind]


def put_in_outbox(page: Page, mutation: Json) -> None:
    """Save a mutation as the app does, but tell nobody."""
    body = json.dumps(mutation, separators=(",", ":"))
    line = {"id": mutation["id"], "record_id": mutation["record_id"], "body": body}
    page.evaluate(PUT, ["outbox", {**line, "aside_at": None, "size_bytes": len(body)}])


def write_patrol(
    page: Page,
    at: str = "2026-11-21T19:00:00+07:00",
    *,
    is_over: bool = True,
    ended_at: str | None = None,
) -> Json:
    """Put a new patrol of the signed-in person into the outbox; give its mutation."""
    # Ended, and said how it was: the app leaves it as it is.
    end = {"ended_at": ended_at or at, "situation": "binh_thuong"} if is_over else {}
    account = read_registry(page, "accounts")[0]
    streams = [name for name in sync_state(page)["streams"] if name.startswith("log:")]
    mutation = {
        "id": new_id(Outside()),
        "person": account["person"],
        "record_id": new_id(Outside()),
        "stream": streams[0],
        "kind": "patrol",
        "kind_version": 1,
        "act": "create",
        "base": None,
        "target": None,
        "at": at,
        "clock_offset_ms": 0,
        "content": {"started_at": at, **end},
        "was": {},
        "blobs": [],
    }
    put_in_outbox(page, mutation)
    return mutation


def kept_files(page: Page) -> Json:
    """Each file that the service worker keeps, and its hash."""
    found: Json = page.evaluate(KEPT_FILES)
    return found
