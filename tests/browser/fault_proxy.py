"""A proxy between browser and server that does to exchanges what networks do to them.

It serves the page's files itself, under the server's security headers, and forwards /api/, so the
page and the server have one origin. A fault befalls one exchange (`POST /api/sync/…`) at a time:
the one that the test planned, else the one that stands, else one drawn from a shuffled deck, in
which every fault comes once before any comes again. Each is counted.
"""

import http.client
import random
import sys
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from server.http.answers import SECURITY_HEADERS
from tests.browser.network_faults import FAULTS, Answer, Asked, Line

EXCHANGE = "/api/sync/"
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive"}
UPSTREAM_S = 30.0
STRAY_FOR = 3  # so many exchanges a request that strayed stays on its way
HELD_S = 60.0
PASSES = ("pass",) * 8


@dataclass
class Gate:
    """One exchange held on its way, until the test lets it go on."""

    arrived: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        """Wait until an exchange is held here."""
        assert self.arrived.wait(HELD_S), "no exchange came to be held"

    def release(self) -> None:
        """Let it go on."""
        self.released.set()

    def hold(self) -> None:
        """Hold who calls."""
        self.arrived.set()
        self.released.wait(HELD_S)


class FaultProxy:
    """What stands between; `port` is its own. Everything of it is locked: many threads answer."""

    def __init__(self, server_port: int, seed: int) -> None:
        self.server_port = server_port
        self.port = 0
        self.exchanges = 0
        self.counts: Counter[str] = Counter()
        self.standing = "pass"
        self.surprises: list[BaseException] = []
        self.gate = Gate()
        self.asked: list[Asked] = []
        self.earlier: dict[str, Answer] = {}
        self.passed = threading.Condition()
        self._lock = threading.Lock()
        self._chance = random.Random(seed)
        self._deck: list[str] = []
        self._draws = False
        self._planned: deque[str] = deque()
        self._strays: list[tuple[int, Asked]] = []

    def begin_faults(self) -> None:
        """Let chance choose a fault for each exchange from now on."""
        self._draws = True

    def end_faults(self) -> None:
        """Let everything pass, and what strayed arrive."""
        self._draws, self.standing = False, "pass"
        self._planned.clear()
        self._deliver_strays(now=None)

    def plan(self, *faults: str) -> Gate:
        """Let these befall the next exchanges, in turn; give the gate for those that hold."""
        self.gate = Gate()
        self._planned.extend(faults)
        return self.gate

    def choose(self, asked: Asked) -> tuple[str, float]:
        """Give the fault of an exchange that came, and in [0, 1) where in it that strikes."""
        with self._lock:
            self.exchanges += 1
            self.asked.append(asked)
            fault = self._next()
            self.counts[fault] += 1
            struck_at = self._chance.random()
        self._deliver_strays(self.exchanges)
        return fault, struck_at

    def carry(self, asked: Asked) -> Answer:
        """Bring a request to the server and give its answer, body untouched."""
        link = http.client.HTTPConnection("127.0.0.1", self.server_port, timeout=UPSTREAM_S)
        try:
            link.request(asked.method, asked.path, asked.body, dict(asked.headers))
            got = link.getresponse()
            headers = [one for one in got.getheaders() if one[0].lower() not in HOP_BY_HOP]
            return Answer(got.status, headers, got.read())
        finally:
            link.close()

    def stray(self, asked: Asked) -> None:
        """Let a request arrive some exchanges later."""
        with self._lock:
            self._strays.append((self.exchanges + STRAY_FOR, asked))

    def remember(self, asked: Asked, answer: Answer) -> None:
        """Keep what a cache would give the same phone again."""
        if answer.status == 200:
            self.earlier[asked.owner] = answer

    def note_passed(self) -> None:
        """Tell those who wait for another exchange to overtake them."""
        with self.passed:
            self.passed.notify_all()

    def _next(self) -> str:
        if self._planned:
            return self._planned.popleft()
        if not self._draws:
            return self.standing
        if not self._deck:
            self._deck = [*PASSES, *(one for one in FAULTS if FAULTS[one].is_drawn)]
            self._chance.shuffle(self._deck)
        return self._deck.pop()

    def _deliver_strays(self, now: int | None) -> None:
        with self._lock:
            due = [asked for at, asked in self._strays if now is None or at <= now]
            self._strays = [one for one in self._strays if one[1] not in due]
        for asked in due:
            self.carry(asked)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # browsers send again on a kept connection that was reset

    def __init__(self, *parts: Any, proxy: FaultProxy, **named: Any) -> None:
        self.proxy = proxy
        super().__init__(*parts, **named)

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            Line(self).give(self.proxy.carry(self._read()))
        elif self.path.startswith("/portal"):
            Line(self).give(Answer.page("Wi-Fi"))
        else:
            super().do_GET()

    def do_POST(self) -> None:
        asked, line = self._read(), Line(self)
        if not self.path.startswith(EXCHANGE):
            line.give(self.proxy.carry(asked))
            return
        fault, line.struck_at = self.proxy.choose(asked)
        FAULTS[fault].befall(self.proxy, line, asked)
        self.proxy.note_passed()

    def end_headers(self) -> None:
        for name, value in SECURITY_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass  # the tests' own output is enough

    def _read(self) -> Asked:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = [one for one in self.headers.items() if one[0].lower() not in HOP_BY_HOP]
        return Asked(self.command, self.path, headers, body)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: FaultProxy, folder: Path) -> None:
        self.proxy = proxy
        super().__init__(("127.0.0.1", 0), partial(_Handler, proxy=proxy, directory=str(folder)))

    def handle_error(self, _request: Any, _address: Any) -> None:
        """A browser that went away is nobody's error; anything else is told when it ends."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError):
            self.proxy.surprises.append(error)


@contextmanager
def proxying(server_port: int, folder: Path, seed: int) -> Iterator[FaultProxy]:
    """Stand before the server while the block runs."""
    proxy = FaultProxy(server_port, seed)
    with _Listener(proxy, folder) as listener:
        proxy.port = listener.server_port
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        try:
            yield proxy
        finally:
            proxy.gate.release()
            listener.shutdown()
            thread.join()
    assert proxy.surprises == []
