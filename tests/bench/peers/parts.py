"""python -m tests.bench.peers.parts: where the processor's time goes in one request of our server.

In one process, on SQLite, around the app's WSGI callable: no network, no gunicorn, nobody else.
Told is the middle of the fastest tenth of the requests, for other programs only make them slower.
A part that is called more than once in a request counts with all its calls.
"""

import contextlib
import io
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from tests.bench.figure import Figure, tell
from tests.bench.peers.__main__ import load_harness
from tests.bench.peers.village import found_communes

BATCH, STORED, SYNCS = 50, 10_000, 300
PARTS = {
    "who is calling": "server.http.access:find_caller",
    "parsing the body": "server.http.body:parse_json",
    "reading the mutations": "server.sync.mutation:read_batch",
    "loading what they touch": "server.sync.push:load",
    "judging": "server.sync.push:_receive_all",
    "writing the rows": "server.sync.push:save",
    "committing": "sqlalchemy.engine.default:DefaultDialect.do_commit",
    "pulling": "server.sync.exchange:pull",
    "packing": "server.http.answers:zlib_ng.compress",
}
WHOLE, REST = "whole", "the rest: transactions, Flask, envelope, headers, log"
Times = dict[str, float]


class Clock:
    """Sends requests through an app; times each, and in it the parts."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.requests: list[Times] = []
        self.parts: Times = {}

    def send(self, path: str, token: str, body: bytes, *, gzip: bool) -> tuple[int, bytes]:
        """Send one request; give status and body."""
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_AUTHORIZATION": f"Bearer {token}",
            "HTTP_ACCEPT_ENCODING": "gzip" if gzip else "",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
        }
        statuses: list[str] = []
        self.parts = dict.fromkeys(PARTS, 0.0)
        start = process_time()
        answer = self.app.wsgi_app(environ, lambda status, *_rest: statuses.append(status))
        data = b"".join(answer)
        answer.close()
        whole = process_time() - start
        self.requests.append({WHOLE: whole, **self.parts, REST: whole - sum(self.parts.values())})
        return int(statuses[0].split()[0]), data

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Put every part under the clock."""
        with contextlib.ExitStack() as stack:
            for name, place in PARTS.items():
                timed = self._timed(name, pkgutil.resolve_name(place))
                stack.enter_context(patch(place.replace(":", "."), timed))
            yield

    def told(self, what: str) -> list[Figure]:
        """Give the requests so far in milliseconds, without what took no time; begin anew."""
        ordered = sorted(self.requests, key=lambda one: one[WHOLE])
        fastest = ordered[: max(1, len(ordered) // 10)]
        self.requests = []
        middles = {
            name: sorted(one[name] for one in fastest)[len(fastest) // 2] for name in fastest[0]
        }
        return [Figure(f"{what}: {name}", s * 1e3, "ms") for name, s in middles.items() if s > 5e-5]

    def _timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            start = process_time()
            try:
                return work(*arguments, **named)
            finally:
                self.parts[name] += process_time() - start

        return timed


def main() -> int:
    """Push, pull and sync with nothing new; print where the time went."""
    records = load_harness().records(STORED)
    from adapters.an_thon import PhoneClient  # the harness's folder is on the path only now

    class Inside(PhoneClient):  # type: ignore[misc, unused-ignore]  # the harness has no types
        """A phone that speaks to the app without a line."""

        def call(
            self, _method: str, path: str, body: bytes = b"", extra: str = ""
        ) -> tuple[int, dict[str, str], bytes]:
            status, data = clock.send(path, self.phone.token, body, gzip="gzip" in extra)
            packed = {"content-encoding": "gzip"} if data[:1] == b"\x1f" else {}
            return status, packed, data

    with tempfile.TemporaryDirectory() as name:
        url = f"sqlite:///{name}/a.db"
        os.environ |= {"DATABASE_URL": url, "INSTANCE_DIR": name, "LOG_LEVEL": "INFO"}
        [phones] = found_communes(Path(name), url, 1)
        from server import create_app

        with contextlib.redirect_stderr(io.StringIO()):  # the log is written, to nobody
            clock = Clock(create_app())
        clients = [Inside(0, phone) for phone in phones]
        with clock.watching():
            for number, start in enumerate(range(0, STORED, BATCH)):
                one = clients[number % len(clients)]
                one.push(one.prepare(records[start : start + BATCH]))
            figures = clock.told(f"a push of {BATCH}")
            since, more = None, True
            while more:
                _, since, more = clients[0].pull(since, gzip=True)
            figures += clock.told("a page of a first pull, packed")
            for _ in range(SYNCS):
                clients[0].noop(since)
            figures += clock.told("a sync with nothing new")
    sys.stdout.write(tell(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
