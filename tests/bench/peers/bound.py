"""python -m tests.bench.peers.bound [postgresql]: what an exchange costs at the least in Python.

The door below speaks to a database of ours by its driver alone, in a Flask app with nothing else:
no schema, no SQLAlchemy, no log line, and it refuses nobody. A push reads strict JSON,
hashes each body and writes the rows that our server writes, all accepted unread: nothing is judged,
checked or looked up. It serves nobody: it bounds what the same answers can cost in Python. It runs
between its peers and our server, in turn, since the machine changes from minute to minute.
"""

import os
import re
import sqlite3
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, Response, request

from server.http.answers import SECURITY_HEADERS
from server.http.body import read_json
from server.models import Mutation, Record
from server.sync.canonical import body_hash
from server.sync.digest import as_hex
from server.sync.head import Head
from server.sync.lineage import cursor_at
from server.sync.pull import streams_part
from server.sync.standing import Granted
from server.sync.streams import role_of_post
from server.sync.wire import write
from tests.bench.peers.__main__ import load_harness

ROUNDS, SECONDS, STORED, PUSHED, PHONES = 3, 2.5, 400, 5000, 8
PEERS = {False: ("flask-sqlite", "pouchdb-server-sync"), True: ("flask-pg",)}
HERE = "tests.bench.peers.bound:create_app()"
WHO = """SELECT t.account_id, t.expires_at, t.revoked_at, d.id, d.state, d.health_at, a.is_demo
    FROM token t JOIN device d ON d.id = t.device_id JOIN account a ON a.id = t.account_id
    WHERE t.hash = ?"""
WHERE = """SELECT s.name, s.count, s.xor, g.role, c.desk_reads_mediations, m.post, c.seq, c.lineage
    FROM commune c JOIN membership m ON m.commune_id = c.id
    JOIN "grant" g ON g.commune_id = c.id AND g.person = m.account_id
    JOIN stream s ON s.commune_id = c.id AND s.name = g.stream
    WHERE c.id = ? AND m.account_id = ?"""


class OnSqlite:
    """A connection of the driver's; statements are in SQLite's words."""

    lock, for_update = "BEGIN IMMEDIATE", ""

    def __init__(self, url: str) -> None:
        self.own: Any = sqlite3.connect(
            url.removeprefix("sqlite:///"), isolation_level=None, timeout=60
        )
        self.own.execute("PRAGMA synchronous=FULL")

    def ask(self, statement: str, *values: object) -> Any:
        """Run a statement; give its rows, to be fetched."""
        return self.own.execute(self.said(statement), values)

    def enter(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement for each row."""
        self.own.cursor().executemany(self.said(statement), rows)

    def said(self, statement: str) -> str:
        """Give the statement in the driver's words."""
        return statement


class OnPostgresql(OnSqlite):
    """The same by psycopg; the commune's row is the lock."""

    lock, for_update = "BEGIN", " FOR UPDATE"

    def __init__(self, url: str) -> None:
        self.own = psycopg.connect(url, autocommit=True)

    def said(self, statement: str) -> str:
        """Name the parameters as psycopg does."""
        return re.sub(r":(\w+)", r"%(\1)s", statement).replace("?", "%s")


def create_app() -> Flask:
    """Build the bare door, on the database of DATABASE_URL."""
    app, own = Flask(__name__), threading.local()
    url = os.environ["DATABASE_URL"]

    def line() -> OnSqlite:
        if not hasattr(own, "line"):
            own.line = (OnSqlite if url.startswith("sqlite") else OnPostgresql)(url)
        found: OnSqlite = own.line
        return found

    @app.get("/api/health")
    def health() -> str:
        return "{}"

    @app.post("/api/sync/<commune_id>")
    def sync(commune_id: str) -> Response:
        asked = read_json()
        if asked.get("mutations"):
            store(line(), commune_id, asked["mutations"])
        token = request.headers["Authorization"].removeprefix("Bearer ")
        person, *_ = line().ask(WHO, sha256(token.encode()).hexdigest()).fetchone()
        rows = line().ask(WHERE, commune_id, person).fetchall()
        whole = told(asked, commune_id, rows)
        whole["witness"] = str(cursor_at(*rows[0][-2:]))
        answer = Response(write(whole))
        answer.mimetype = "application/json"
        answer.headers.extend(SECURITY_HEADERS)
        return answer

    return app


def store(line: OnSqlite, commune_id: str, mutations: list[Any]) -> None:
    """Write the rows that a push writes, bodies and hashes in them, and ask nothing about them."""
    bodies = [(write(one), body_hash(one)) for one in mutations]
    now = datetime.now(UTC)
    line.ask(line.lock)
    found = line.ask("SELECT seq, lineage FROM commune WHERE id = ?" + line.for_update, commune_id)
    seq, lineage = found.fetchone()
    entries, heads, digest = [], [], 0
    for one, (text, digits) in zip(mutations, bodies, strict=True):
        seq += 1
        lineage = sha256(f"{lineage}{digits}".encode()).hexdigest()
        place = {"commune_id": commune_id, "seq": seq, "stream": one["stream"], "kind": "patrol"}
        entries.append(
            {
                **dict.fromkeys(Mutation.__table__.c.keys()),
                **place,
                "id": one["id"],
                "record_id": one["record_id"],
                "person": one["person"],
                "salt": digits[:16],
                "lineage": lineage,
                "body": text,
                "body_hash": digits,
                "verdict": "applied",
                "verdict_seq": seq,
                "siblings": "[]",
                "act": "create",
                "received_at": str(now),
            }
        )
        head = Head(
            id=one["record_id"],
            stream=one["stream"],
            kind="patrol",
            kind_version=1,
            seq=seq,
            revision=one["id"],
            person=one["person"],
            content=one["content"],
        )
        digest ^= head.hash
        heads.append({"commune_id": commune_id, **head.columns(None, [])})
    line.enter(insertion(Mutation), entries)
    line.enter(insertion(Record), heads)
    change = "UPDATE stream SET count = count + ?, xor = ? WHERE commune_id = ? AND name = ?"
    line.ask(change, len(heads), as_hex(digest), commune_id, mutations[0]["stream"])
    line.ask("UPDATE commune SET seq=?, lineage=? WHERE id=?", seq, lineage, commune_id)
    line.ask("COMMIT")


def insertion(table: type[Mutation] | type[Record]) -> str:
    """Write the statement that enters a row."""
    names = table.__table__.c.keys()
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.__tablename__} ({columns}) VALUES (:{', :'.join(names)})"


def told(asked: Any, commune_id: str, rows: Any) -> dict[str, Any]:
    """Give the whole reply of a sync with nothing new."""
    granted: dict[str, Granted] = {}
    for name, count, xor, role, reads, post, *_ in rows:
        by_post = role_of_post(post, name, desk_reads_mediations=reads)
        roles = {one for one in (role, by_post) if one}
        granted.setdefault(name, Granted(set(), count, xor)).roles |= roles
    named = {name for one in asked["since"] for name in one["streams"]}
    shown = sorted(granted.keys() & named)
    return {
        "commune": commune_id,
        "time": datetime.now(UTC).isoformat(),
        "poll_after_s": 300,
        "results": [
            {"id": one["id"], "seq": 0, "verdict": "applied", "code": None, "siblings": []}
            for one in asked.get("mutations") or ()
        ],
        "late_results": [],
        "reset": False,
        "restored": False,
        **streams_part(granted, asked["streams_tag"]),
        "departures": [],
        "more": not granted.keys() <= named,
        "cursor": asked["since"][0]["cursor"] if asked["since"] else "0",
        "digests": {name: [granted[name].count, granted[name].xor] for name in shown},
        "records": [],
    }


def main(arguments: list[str]) -> int:
    """Measure the peers, the bare door and ours in turn; print a line each."""
    on_postgresql = arguments == ["postgresql"]
    bench = load_harness()
    from adapters import an_thon  # the harness's folder is on the path only now

    ours = an_thon.AnThonPg if on_postgresql else an_thon.AnThon

    class Bare(ours):  # type: ignore[misc, valid-type, unused-ignore]  # the harness has no types
        """The bare door, on what our server stored."""

        name = "our doors by the driver alone"

        def start(self, workdir: str) -> None:
            super().start(workdir)
            bench.push(self, bench.records(STORED, seed=1), PHONES)
            self.head = bench.head(self)
            super(an_thon.AnThon, self).stop()  # the server alone, not its database
            self.given, self.port = 0, an_thon.free_port()
            place = ["--bind", f"127.0.0.1:{self.port}", *an_thon.SERVE[:-1], HERE]
            env = {"DATABASE_URL": self.pg.url if self.pg else f"sqlite:///{workdir}/a.db"}
            program = str(Path(sys.executable).with_name("gunicorn"))
            root = str(an_thon.ROOT)
            self.spawn([program, *place], self.port, env=env, cwd=root, ready="/api/health")

    for _ in range(ROUNDS):
        for make in (*(partial(bench.adapter, name) for name in PEERS[on_postgresql]), Bare, ours):
            bench.await_quiet(20)
            server = make()
            server.start(f"{bench.WORK}/run/bound")
            try:
                sys.stdout.write(f"{server.name:<28} {measured(bench, server)}\n")
            finally:
                server.stop()
            sys.stdout.flush()
    return 0


def measured(bench: Any, server: Any) -> str:
    """Sync with nothing new, one phone and eight; push with eight: rates, and the CPU of the server
    and of its database's program, where it has one.
    """
    if not hasattr(server, "head"):
        bench.push(server, bench.records(STORED, seed=1), PHONES)
        server.head = bench.head(server)

    def sync(phone: Any) -> None:
        phone.noop(server.head)

    def cpu_s() -> dict[str, float]:
        groups = server.groups()
        return {name: bench.own_cpu({name: groups[name]}) - bench.busy() for name in groups}

    def each_ms(before: dict[str, float], times: float) -> str:
        now = cpu_s()
        return " + ".join(f"{(now[name] - before[name]) / times * 1e3:.2f}" for name in before)

    told = []
    for phones in (1, PHONES):
        before = cpu_s()
        ran = bench.hammer(server, sync, SECONDS, phones)
        spent = each_ms(before, ran["n"])
        told.append(f"nothing new, {phones}: {ran['per_s']:5,.0f} /s {spent} ms")
    before = cpu_s()
    ran = bench.push(server, bench.records(PUSHED, seed=2), PHONES)
    spent = each_ms(before, PUSHED / bench.BATCH)
    told.append(f"push, {PHONES}: {ran['per_s']:6,.0f} /s {spent} ms a batch")
    return "; ".join(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
