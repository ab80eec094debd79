"""A real server with a commune, behind the fault proxy, and what must hold of both at the end."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, update
from werkzeug.serving import WSGIRequestHandler, make_server

from server import create_app
from server.config import Config
from server.db import db, in_transaction
from server.models import Device, Mutation, Token
from server.outside import Outside
from server.services import communes
from server.services.tokens import issue_token
from tests.browser.fault_proxy import FaultProxy, proxying
from tests.cast import Cast, raise_cast
from tests.faults.consistency import assert_consistent

SERVER_TIME = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
Json = dict[str, Any]


class Served:
    """An app on its own SQLite file, answering on `port`. Its clock stands; the rest is real."""

    def __init__(self, app: Flask, file: Path, port: int) -> None:
        self.app, self.file, self.port = app, file, port

    def back_up(self, to: Path) -> None:
        """Copy the database."""
        _copy(self.file, to)

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of what is there, under the running server."""
        _copy(backup, self.file)


class Village:
    """A commune, the proxy before it, and every mutation that some phone called saved."""

    def __init__(self, served: Served, proxy: FaultProxy) -> None:
        self.served = served
        self.proxy = proxy
        self.cast: Cast = raise_cast(served.app)
        self.saved: list[Json] = []

    def account(self, who: str) -> Json:
        """As the phone's registry keeps it."""
        cast = self.cast
        return {
            "communeId": cast.commune_id,
            "person": cast.people[who],
            "installId": cast.devices[who],
            "token": cast.tokens[who],
            "standing": None,
        }

    def operate(self, act: Any) -> Any:
        """Do act(session) on the server, in one transaction."""
        with self.served.app.app_context():
            return in_transaction(act, lambda _s: None)

    def revoke_token(self, who: str) -> None:
        """Take the person's token away."""
        device_id = self.cast.devices[who]
        gone = update(Token).where(Token.device_id == device_id).values(revoked_at=SERVER_TIME)
        self.operate(lambda session: session.execute(gone))

    def new_token(self, who: str) -> str:
        """Sign the person in anew."""

        def sign_in(session: Any) -> str:
            device = session.get(Device, self.cast.devices[who])
            secret = self.cast.parts.outside.random_bytes(32)
            return issue_token(session, device, secret, SERVER_TIME)

        self.cast.tokens[who] = self.operate(sign_in)
        return self.cast.tokens[who]

    def mark_restored(self) -> None:
        """As the restore command does."""
        self.operate(lambda session: communes.mark_restored(session, self.cast.commune_id))

    def confirm_rights(self) -> None:
        """As the desk does."""
        self.operate(lambda session: communes.confirm_rights(session, self.cast.commune_id))

    def bodies(self) -> dict[str, Json]:
        """Every mutation by the phones' people that the server has, by its id there."""
        people = {mutation["person"] for mutation in self.saved}
        wanted = select(Mutation.id, Mutation.body).where(
            Mutation.commune_id == self.cast.commune_id,
            Mutation.person.in_(people),
            Mutation.device_id.is_not(None),
        )
        rows = self.operate(lambda session: session.execute(wanted).all())
        return {row.id: json.loads(row.body) for row in rows}

    def verdicts(self) -> dict[str, tuple[str, str | None]]:
        """Every mutation's present verdict and code."""
        wanted = select(Mutation.id, Mutation.verdict, Mutation.code).where(
            Mutation.commune_id == self.cast.commune_id
        )
        rows = self.operate(lambda session: session.execute(wanted).all())
        return {row.id: (row.verdict, row.code) for row in rows}

    def rows(self, who: str) -> list[Json]:
        """Every row of the person's streams, as the door gives them."""
        streams = sorted(self.cast.exchange(who)["streams"])
        found: list[Json] = []
        cursor, more = "0", True
        while more:
            reply = self.cast.pull(who, *streams, cursor=cursor)
            found += reply["records"]
            cursor, more = reply["cursor"], reply["more"]
        return found


def assert_all_arrived(village: Village) -> None:
    """Every saved mutation stands on the server once, with its body, and none besides."""
    assert village.bodies() == {mutation["id"]: mutation for mutation in village.saved}
    with village.served.app.app_context():
        assert_consistent(village.cast.commune_id)


def assert_in_step(village: Village, look: Json, who: str) -> None:
    """The phone holds the server's rows and verdicts, and nothing waits."""
    assert look["outbox"] == look["aside"] == look["errors"] == []
    assert look["paused"] is None
    assert by_id(look["rows"]) == by_id(village.rows(who))
    own = {m["id"] for m in village.saved if m["person"] == village.cast.people[who]}
    judged = village.verdicts()
    assert {id_: tuple(said) for id_, said in look["verdicts"].items()} == {
        id_: judged[id_] for id_ in own
    }


def by_id(rows: list[Json]) -> dict[str, Json]:
    return {row["id"]: row for row in rows}


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Run a server on a new database while the block runs."""
    file = folder / "village.sqlite3"
    config = Config(instance_dir=folder, database_url=f"sqlite:///{file}", log_level="CRITICAL")
    app = create_app(config, Outside(now=lambda: SERVER_TIME))
    with app.app_context():
        upgrade()
    listener = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=listener.serve_forever)
    thread.start()
    try:
        yield Served(app, file, listener.port)
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
        with app.app_context():
            db.engine.dispose()


@contextmanager
def village_behind_faults(served: Served, page_folder: Path, seed: int) -> Iterator[Village]:
    """A new commune on the server, reached through a fault proxy with an origin of its own."""
    with proxying(served.port, page_folder, seed) as proxy:
        yield Village(served, proxy)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: Any, **__: Any) -> None:
        pass  # requests that break off are meant here


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)
