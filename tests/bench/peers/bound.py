"""python -m tests.bench.peers.bound: what a sync with nothing new costs without our libraries.

The door below asks a database of ours the same three questions by `sqlite3` alone, in a Flask app
with nothing else: no schema of the envelope, no SQLAlchemy, no log line, and it refuses nobody. It
serves nobody either: it bounds what the same answer can cost in Flask. It runs beside bare Flask
and our server, in turn, since the machine changes from minute to minute; asked by one phone, so
that neither threads nor how gunicorn deals lines out to its workers play a part.
"""

import os
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from server.http.answers import SECURITY_HEADERS
from server.http.body import read_json
from server.sync.pull import Granted, streams_part
from server.sync.streams import role_of_post
from server.sync.wire import write
from tests.bench.peers.__main__ import load_harness

ROUNDS, SECONDS, STORED, PUSHING = 3, 2.5, 400, 8
HERE = "tests.bench.peers.bound:create_app()"
WHO = """SELECT t.account_id, t.expires_at, t.revoked_at, d.id, d.state, d.health_at, a.is_demo
    FROM token t JOIN device d ON d.id = t.device_id JOIN account a ON a.id = t.account_id
    WHERE t.hash = ?"""
COMMUNE = """SELECT c.seq, c.lineage, c.restored, c.backup_seq, c.desk_reads_mediations, m.post
    FROM commune c JOIN membership m ON m.commune_id = c.id WHERE c.id = ? AND m.account_id = ?"""
STREAMS = """SELECT s.name, s.count, s.xor, g.role FROM stream s JOIN "grant" g
    ON g.commune_id = s.commune_id AND g.stream = s.name AND g.person = ? WHERE s.commune_id = ?"""


def create_app() -> Flask:
    """Build the bare door, on the SQLite database of DATABASE_URL."""
    app, own = Flask(__name__), threading.local()
    path = os.environ["DATABASE_URL"].removeprefix("sqlite:///")

    @app.get("/api/health")
    def health() -> str:
        return "{}"

    @app.post("/api/sync/<commune_id>")
    def sync(commune_id: str) -> Response:
        if not hasattr(own, "line"):
            own.line = sqlite3.connect(path, isolation_level=None)
        asked = read_json()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        own.line.execute("BEGIN")
        person, *_ = own.line.execute(WHO, (sha256(token.encode()).hexdigest(),)).fetchone()
        *_, reads, post = own.line.execute(COMMUNE, (commune_id, person)).fetchone()
        rows = own.line.execute(STREAMS, (person, commune_id)).fetchall()
        own.line.execute("COMMIT")
        answer = Response(write(told(asked, commune_id, rows, post, reads)))
        answer.mimetype = "application/json"
        for name, value in SECURITY_HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer

    return app


def told(asked: Any, commune_id: str, rows: Any, post: str, reads: bool) -> dict[str, Any]:
    """Give the whole reply of a sync with nothing new."""
    granted: dict[str, Granted] = {}
    for name, count, xor, role in rows:
        by_post = role_of_post(post, name, desk_reads_mediations=reads)
        roles = {one for one in (role, by_post) if one}
        granted.setdefault(name, Granted(set(), count, xor)).roles |= roles
    named = {name for one in asked["since"] for name in one["streams"]}
    shown = sorted(granted.keys() & named)
    return {
        "commune": commune_id,
        "time": datetime.now(UTC).isoformat(),
        "poll_after_s": 300,
        "results": [],
        "late_results": [],
        "witness": asked["witness"],
        "reset": False,
        "restored": False,
        **streams_part(granted, asked["streams_tag"]),
        "departures": [],
        "more": not granted.keys() <= named,
        "cursor": asked["since"][0]["cursor"],
        "digests": {name: [granted[name].count, granted[name].xor] for name in shown},
        "records": [],
    }


def main() -> int:
    """Measure the three in turn; print a line each."""
    bench = load_harness()
    from adapters import an_thon  # the harness's folder is on the path only now

    class Bare(an_thon.AnThon):  # type: ignore[misc, unused-ignore]  # the harness has no types
        """The bare door, on what our server stored."""

        name = "the same door by sqlite3 alone"

        def start(self, workdir: str) -> None:
            super().start(workdir)
            fill(bench, self)
            self.head = bench.head(self)
            super().stop()
            self.given, self.port = 0, an_thon.free_port()
            place = ["--bind", f"127.0.0.1:{self.port}", *an_thon.SERVE[:-1], HERE]
            env = {"DATABASE_URL": f"sqlite:///{workdir}/a.db"}
            program = str(Path(sys.executable).with_name("gunicorn"))
            root = str(an_thon.ROOT)
            self.spawn([program, *place], self.port, env=env, cwd=root, ready="/api/health")

    for _ in range(ROUNDS):
        for server in (bench.adapter("flask-sqlite"), Bare(), an_thon.AnThon()):
            bench.await_quiet(20)
            server.start(f"{bench.WORK}/run/bound")
            try:
                if not hasattr(server, "head"):
                    fill(bench, server)
                head = getattr(server, "head", None) or bench.head(server)
                before = bench.own_cpu(server.groups()) - bench.busy()
                ran = bench.hammer(server, lambda phone, to=head: phone.noop(to), SECONDS, 1)
                spent_s = bench.own_cpu(server.groups()) - bench.busy() - before
            finally:
                server.stop()
            each_ms = spent_s / ran["n"] * 1e3
            sys.stdout.write(f"{server.name:<32} {ran['per_s']:>7,.0f} /s  {each_ms:.2f} ms\n")
            sys.stdout.flush()
    return 0


def fill(bench: Any, server: Any) -> None:
    """Store a few records, so that all have something to say nothing new about."""
    bench.push(server, bench.records(STORED, seed=1), PUSHING)


if __name__ == "__main__":
    sys.exit(main())
