"""What lies on the phone: the signed-in person's database and the kept files, read past the app."""

import json
from typing import Any

from playwright.sync_api import Page

from server.ids import new_id
from server.outside import Outside

Json = dict[str, Any]
WAIT_MS = 20_000

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


def await_copy(page: Page) -> None:
    """Wait until the phone holds what the person's streams hold."""
    page.wait_for_function(HAS_COPY, timeout=WAIT_MS)


def read_all(page: Page, store: str) -> list[Json]:
    """Every line of a store, its body read."""
    return [{**line, "body": json.loads(line["body"])} for line in page.evaluate(READ_ALL, store)]


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


def write_patrol(page: Page, started_at: str = "2026-11-21T19:00:00+07:00") -> Json:
    """Put a new patrol of the signed-in person into the outbox; give its mutation."""
    account = page.evaluate(ACCOUNT)
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
        "at": started_at,
        "clock_offset_ms": 0,
        "content": {"started_at": started_at},
        "was": {},
        "blobs": [],
    }
    put_in_outbox(page, mutation)
    return mutation


def kept_files(page: Page) -> Json:
    """Each file that the service worker keeps, and its hash."""
    found: Json = page.evaluate(KEPT_FILES)
    return found


ACCOUNT = """
() => new Promise((done, fail) => {
  const opening = indexedDB.open("an-thon");
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("accounts").objectStore("accounts").getAll();
    reading.onsuccess = () => { opening.result.close(); done(JSON.parse(reading.result[0].body)); };
  };
})
"""
