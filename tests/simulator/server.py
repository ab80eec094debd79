"""The real server in the simulation: its WSGI callable, a real database, faults on demand."""

import io
import random
from collections.abc import Mapping
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
from server.db import Base, db
from server.http.logs import LOGGER
from server.outside import Outside
from tests.cast import Cast, raise_cast

START = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
Snapshot = dict[str, list[dict[str, Any]]]


class Server:
    """One app and its database, used by one world after another."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.time = START
        self.chance = random.Random(0)
        self.requests = 0
        self._fail_at: int | None = None
        self._statements = 0
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
        LOGGER.disabled = self.app.logger.disabled = True  # faults are meant here
        self.cast: Cast = raise_cast(self.app)
        self.new = self.snapshot()

    def begin(self, seed: int) -> None:
        """Start a new world: the cast's commune as it was, the clock and chance anew."""
        self.time, self.chance, self.requests = START, random.Random(seed), 0
        self._fail_at = None
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

        pieces = self.app.wsgi_app(_environ(method, path, headers, body), start_response)
        text = b"".join(pieces)
        getattr(pieces, "close", lambda: None)()
        return Http(answered[0], answered[1], text)

    def fail_at(self, statement: int) -> None:
        """Drop the database connection at the n-th statement from now, once."""
        self._fail_at, self._statements = statement, 0

    def heal(self) -> bool:
        """Let statements pass again; say whether the fault had come."""
        had_come, self._fail_at = self._fail_at is None, None
        return had_come

    def reopen(self) -> None:
        """Close every connection, as a restarted process does."""
        with self.app.app_context():
            db.engine.dispose()

    def snapshot(self) -> Snapshot:
        """Copy out every row: a consistent backup."""
        with self.app.app_context(), db.engine.connect() as connection:
            return {
                table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in Base.metadata.sorted_tables
            }

    def restore(self, snapshot: Snapshot) -> None:
        """Put a backup in the place of what is there."""
        with self.app.app_context(), db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
            for table in Base.metadata.sorted_tables:
                if snapshot[table.name]:
                    connection.execute(insert(table), snapshot[table.name])

    def rows(self, table: Any) -> list[Any]:
        """Read all rows of a table, for the checks."""
        with self.app.app_context(), db.engine.connect() as connection:
            return list(connection.execute(select(table.__table__)).all())

    def _count(self, *_: Any) -> None:
        if self._fail_at is None:
            return
        self._statements += 1
        if self._statements >= self._fail_at:
            self._fail_at = None
            raise OperationalError("dropped", {}, ConnectionError("dropped"))


def _environ(
    method: str, path: str, headers: Mapping[str, str], body: bytes
) -> dict[str, Any]:
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
