"""Clients under which a server's processes are replaced: each writes down what was acknowledged.

A client sends one batch again until it is answered, as a phone does, so at the end everything
that was ever sent is acknowledged, and whatever was stored twice would show.
"""

import json
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from server.errors import PROBLEMS
from tests.cast import Cast
from tests.faults.copies import Copy
from tests.faults.served import Answer, NoAnswer, Served, ask

WRITERS = ("member", "mate", "leader", "mediator", "outsider")
BATCHES = (1, 2, 5, 10, 25)
PAGES = (7, 100, 500)
ANSWERED_WITHIN_S = 60.0
Row = dict[str, Any]


@dataclass
class Book:
    """What all clients wrote down.

    `cut`: exchanges without an answer; `repeated`: how many of these had been stored; `busy`: told
    to wait.
    """

    acknowledged: dict[str, Row] = field(default_factory=dict)
    copy: Copy = field(default_factory=Copy)
    cut: int = 0
    repeated: int = 0
    busy: int = 0
    is_over: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def note(self, results: list[Row]) -> None:
        with self._changed:
            for one in results:
                assert one["id"] not in self.acknowledged
                self.acknowledged[one["id"]] = one
            self.repeated += results[0]["duplicate"]
            self._changed.notify_all()

    def count(self, *, cut: int = 0, busy: int = 0) -> None:
        with self._changed:
            self.cut += cut
            self.busy += busy

    def wait_for_more(self, count: int) -> None:
        """Wait until so many more are acknowledged than now: the load runs, and gets through."""
        with self._changed:
            wanted = len(self.acknowledged) + count
            got = self._changed.wait_for(
                lambda: len(self.acknowledged) >= wanted, ANSWERED_WITHIN_S
            )
        assert got, f"{count} more were not acknowledged"


@dataclass
class Client:
    """One phone's line: it stays open between requests (`keeps_line`), or is opened for each."""

    server: Served
    cast: Cast
    who: str
    book: Book
    keeps_line: bool = False

    def __post_init__(self) -> None:
        self.line = self.server.connect()

    def exchange(self, **parts: Any) -> Row:
        """Exchange, again and again until it is answered with 200."""
        body = {"protocol": 1, "mutations": [], "since": [], **parts}
        deadline_s = time.monotonic() + ANSWERED_WITHIN_S
        while time.monotonic() < deadline_s:
            reply = self._try(json.dumps(body).encode())
            if reply is not None:
                return reply
        raise AssertionError(f"{self.who} was not answered")

    def _try(self, body: bytes) -> Row | None:
        path, token = f"/api/sync/{self.cast.commune_id}", self.cast.tokens[self.who]
        try:
            reply = read_ours(ask(self.line, "POST", path, token, body))
        except NoAnswer:
            self.book.count(cut=1)
            return None
        if not self.keeps_line:
            self.line.close()
        if reply is None:
            self.book.count(busy=1)
        return reply


def read_ours(answer: Answer) -> Row | None:
    """Read a reply of ours, None when the server says busy; anything else is a fault."""
    reply: Row = json.loads(answer.body)
    if answer.status == 200:
        assert answer.media_type == "application/json"
        assert {"results", "witness", "more"} <= reply.keys()
        return reply
    assert (answer.status, answer.media_type, reply["code"]) == (
        PROBLEMS["server.busy"].status,
        "application/problem+json",
        "server.busy",
    )
    return None


def write(client: Client, chance: random.Random) -> None:
    """Push patrols with an edit of each, and pull behind them, until all is over."""
    cast, who, copy = client.cast, client.who, Copy()
    log = cast.log("chua" if who == "outsider" else "dong")
    while not client.book.is_over:
        creates = [cast.create(who, stream=log) for _ in range(chance.choice(BATCHES))]
        edits = [cast.edit(who, one, {"handover_text": "xong"}) for one in creates]
        batch = [*creates, *edits]
        since = [{"cursor": copy.cursor, "streams": [log]}]
        reply = client.exchange(mutations=batch, since=since)
        assert [one["id"] for one in reply["results"]] == [one["id"] for one in batch]
        client.book.note(reply["results"])
        copy.take(reply)
        if not copy.has_more:
            copy = Copy()  # as a new phone: a long pull leaves time to be killed behind the commit


def poll(client: Client, until: threading.Event) -> Copy:
    """Pull small pages from the cursor of the page before, until all is over, then to the end."""
    copy, streams = Copy(), sorted(client.exchange()["streams"])
    while True:
        was_over = until.is_set()
        since = [{"cursor": copy.cursor, "streams": streams}]
        copy.take(client.exchange(since=since, page_size=PAGES[len(copy.seqs) % len(PAGES)]))
        if was_over and not copy.has_more:
            return copy


@contextmanager
def under_load(server: Served, cast: Cast, seed: int) -> Iterator[Book]:
    """Write and poll while the body runs; then all finish, and whoever met a fault raises it."""
    book, written = Book(), threading.Event()
    reader = Client(server, cast, "officer", book, keeps_line=True)
    clients = [
        Client(server, cast, who, book, keeps_line=number % 2 == 0)
        for number, who in enumerate(WRITERS)
    ]
    with ThreadPoolExecutor(len(clients) + 1) as pool:
        copy = pool.submit(poll, reader, written)
        writers = [
            pool.submit(write, client, random.Random(seed + number))
            for number, client in enumerate(clients)
        ]
        try:
            yield book
        finally:
            book.is_over = True
            wait(writers)
            written.set()
            for writer in writers:
                writer.result()
            book.copy = copy.result()
