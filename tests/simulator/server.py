"""The real server in the simulation: its WSGI callable, a real database, faults on demand."""

import gzip
import io
import json
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, insert, select
from sqlalchemy.exc import OperationalError

from reference.transport import Http
from server import create_app
from server.config import Config
from server.db import Base, db, in_transaction
from server.http.logs import LOGGER
from server.models import Commune
from server.outside import Outside
from server.sync.lineage import cursor_at
from tests.cast import Cast, raise_cast

START = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
READS = ("SELECT", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")
BUSY, BROKEN, DROPPED = "busy", "broken", "dropped"
Snapshot = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Backup:
    """A copy of the server's data, with the place in history that it holds."""

    data: Snapshot
    seq: int
    pair: str


class Server:
    """One app and its database, used by one world after another."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.time = START
        self.chance = random.Random(0)
        self.requests = 0
        self._fail_at: list[int] = []
        self._armed = 0
        self._failure = BROKEN
        self._has_written = self._fails_after_write = False
        self._statements = 0
        self._is_serving = False
        self._seen: dict[str, tuple[tuple[int, str], Any]] = {}
        self._read: dict[str, list[Any]] = {}
        outside = Outside(
            now=lambda: self.time,
            random_bytes=lambda count: self.chance.randbytes(count),
            sleep=lambda _seconds: None,
        )
        config = Config(instance_dir=folder, database_url=database_url, log_level="ERROR")
        self.app: Flask = create_app(config, outside)
        with self.app.app_context():
            upgrade()
            event.listen(db.engine, "before_cursor_execute", self._count)
            event.listen(db.engine, "commit", self._commit)
        logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
        LOGGER.disabled = self.app.logger.disabled = True  # faults are meant here
        self.close: Callable[[], None] = self.reopen
        self.cast: Cast = raise_cast(self.app)
        self.new = self.snapshot()

    def begin(self, seed: int) -> None:
        """Start a new world: the cast's commune as it was, the clock and chance anew."""
        self.time, self.chance, self.requests = START, random.Random(seed), 0
        self.heal()
        self._seen = {}
        self.restore(self.new)

    def advance(self, **parts: float) -> None:
        """Let time pass."""
        self.time += timedelta(**parts)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Http:
        """Answer one request through the WSGI callable."""
        self.requests += 1
        answered: list[Any] = []

        def start_response(status: str, replied: list[tuple[str, str]], *_: Any) -> Any:
            answered[:] = [int(status.split()[0]), dict(replied)]
            return None

        self._is_serving = True
        try:
            pieces = self.app.wsgi_app(_environ(method, path, headers, body), start_response)
            text = b"".join(pieces)
            getattr(pieces, "close", lambda: None)()
        finally:
            self._is_serving = False
        return Http(answered[0], answered[1], text)

    def operate(self, act: Callable[..., Any]) -> Any:
        """Do what a command or a door does: act(session, commune_id), in one transaction."""
        commune_id = self.cast.commune_id
        with self.app.app_context():
            return in_transaction(lambda session: act(session, commune_id), lambda _s: None)

    def fail_at(self, *statements: int, failure: str = BROKEN) -> None:
        """Let the n-th statements from now on fail: broken, busy, or the connection dropped."""
        self._fail_at, self._failure, self._statements = sorted(statements), failure, 0
        self._armed = len(statements)

    def fail_after_push(self) -> None:
        """Let the first statement fail that comes after a write was committed."""
        self._fail_at, self._failure, self._armed = [], BROKEN, 0
        self._has_written, self._fails_after_write = False, True

    def heal(self) -> bool:
        """Let statements pass again; say whether a fault had come."""
        had_come = len(self._fail_at) < self._armed
        self._fail_at, self._fails_after_write, self._has_written = [], False, False
        return had_come

    def reopen(self) -> None:
        """Close every connection and the file, as a restarted process does."""
        with self.app.app_context():
            db.engine.dispose()

    def snapshot(self) -> Snapshot:
        """Copy out every row: a consistent backup."""
        with self.app.app_context(), db.engine.connect() as connection:
            return {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in Base.metadata.sorted_tables
            }

    def back_up(self) -> Backup:
        """Copy out every row, and where in history that is."""
        data = self.snapshot()
        row = data["commune"][0]
        return Backup(data, row["seq"], str(cursor_at(row["seq"], row["lineage"])))

    def restore(self, snapshot: Snapshot) -> None:
        """Put a backup in the place of what is there."""
        with self.app.app_context(), db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if snapshot[table.name]:
                    connection.execute(insert(table), snapshot[table.name])

    def rows(self, table: Any) -> list[Any]:
        """Read all rows of a table, for the checks; read again only after something was written."""
        name = table.__tablename__
        if name not in self._read:
            with self.app.app_context(), db.engine.connect() as connection:
                self._read[name] = list(connection.execute(select(table.__table__)).all())
        return self._read[name]

    def commune(self) -> Any:
        """Read the commune's row."""
        return self.rows(Commune)[0]

    def head(self) -> tuple[int, str]:
        """Give the head of the history: seq and the whole lineage."""
        row = self.commune()
        return row.seq, row.lineage

    def known(self, table: Any) -> dict[str, Any]:
        """Give the rows of a commune's table by id; read again only when the head has moved."""
        name = table.__tablename__
        rows: dict[str, Any] = self.derived(name, lambda: {one.id: one for one in self.rows(table)})
        return rows

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """Keep what was worked out from the rows until the head moves."""
        head = self.head()
        seen = self._seen.get(name)
        if seen is None or seen[0] != head:
            seen = self._seen[name] = (head, make())
        return seen[1]

    def _commit(self, connection: Any) -> None:
        """Nothing is committed at the n-th place either; a commit counts as a statement."""
        if self._fails_after_write and self._has_written:
            self._fails_after_write, self._has_written = False, False
            self.fail_at(1)
        elif self._fail_at:
            self._count(connection, None, "COMMIT")

    def _count(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self._read and not statement.startswith(READS):
            self._read = {}
        if not self._is_serving:
            return  # the checks read too
        if self._fails_after_write and statement.startswith("INSERT INTO mutation"):
            self._has_written = True
        if not self._fail_at:
            return
        self._statements += 1
        if self._statements < self._fail_at[0]:
            return
        self._fail_at.pop(0)
        if self._failure == BUSY:
            raise OperationalError("busy", {}, ConnectionError("database is locked"))
        if self._failure == DROPPED:
            connection.invalidate()
        raise OperationalError(
            "dropped",
            {},
            ConnectionError("dropped"),
            connection_invalidated=self._failure == DROPPED,
        )


def read_reply(answer: Http) -> dict[str, Any] | None:
    """Read the body of an exchange's reply; None for anything else."""
    if answer.status != 200:
        return None
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    reply: dict[str, Any] = json.loads(gzip.decompress(answer.body) if is_packed else answer.body)
    return reply if "results" in reply else None


def _environ(method: str, path: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    named = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    return {
        **named,
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
