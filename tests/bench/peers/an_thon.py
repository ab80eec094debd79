"""An Thôn as a peer of the harness: served as docs/OPERATIONS.md says, synced as a phone does.

The harness loads this file as one of its own adapters; its interface is told there, in base.py.
"""

import json
import random
import sys
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from adapters.base import Adapter, HttpClient, Postgres, du, free_port

from server.ids import new_id
from server.outside import Outside
from tests.bench.peers.village import Phone, found_communes

ROOT = Path(__file__).resolve().parents[3]
SERVE = (
    *("--worker-class", "gthread", "--workers", "2", "--threads", "16"),
    *("--timeout", "60", "--no-control-socket", "server:create_app()"),
)
PAGE_ROWS = 500
Row = dict[str, Any]
FIRST_MADE, TICKS = datetime(2026, 1, 1, tzinfo=UTC), count()
MAKING = Outside(
    now=lambda: FIRST_MADE + timedelta(seconds=next(TICKS)),
    random_bytes=random.Random(1).randbytes,
)
"""What phones make has ids by the time, UUIDv7; the harness's own are all chance."""


class PhoneClient(HttpClient):  # type: ignore[misc]  # the harness has no types
    """One signed-in phone: it shows the witness and the tag of the last reply, as a phone does."""

    def __init__(self, port: int, phone: Phone) -> None:
        super().__init__(port, headers=f"Authorization: Bearer {phone.token}\r\n")
        self.phone = phone
        self.path = f"/api/sync/{phone.commune_id}"
        self.shown: Row = {"witness": None, "streams_tag": None}

    def prepare(self, records: Sequence[Mapping[str, Any]]) -> tuple[list[str], bytes]:
        """Give the ids of a batch and its mutations as JSON."""
        mutations = [mutation(self.phone, one) for one in records]
        return [one["id"] for one in mutations], dumps(mutations)

    def push(self, prepared: tuple[list[str], bytes]) -> None:
        """Push a batch; each of its records must be stored, applied."""
        ids, mutations = prepared
        head = dumps({"protocol": 1, **self.shown, "since": []})
        reply = self.exchange(head[:-1] + b',"mutations":' + mutations + b"}")
        seen = [(one["id"], one["verdict"]) for one in reply["results"]]
        if seen != [(one, "applied") for one in ids]:
            raise AssertionError(f"not all applied: {reply['results']}")

    def pull(self, since: Row | None, gzip: bool = False) -> tuple[int, Row, bool]:
        """Give how many came on the next page, what to show then, and whether there is more."""
        asked = self.asking("0") if since is None else since
        extra = "Accept-Encoding: gzip\r\n" if gzip else ""
        reply = self.exchange(dumps(asked), extra)
        return len(reply["records"]), self.asking(reply["cursor"]), reply["more"]

    def noop(self, since: Row) -> None:
        """Sync with nothing new on either side."""
        status, _, body = self.call("POST", self.path, dumps(since))
        if status != 200 or b'"records":[]' not in body or b'"more":false' not in body:
            raise AssertionError(f"{status}: {body[:300]!r}")

    def asking(self, cursor: str) -> Row:
        """Ask for the group's log from a cursor on; what nobody pushes to is left aside."""
        names = [self.phone.stream, "directory", "notices"]
        since = [{"cursor": cursor, "streams": names}]
        return {"protocol": 1, **self.shown, "since": since, "page_size": PAGE_ROWS}

    def exchange(self, body: bytes, extra: str = "") -> Row:
        """Exchange, and keep what the next request shows."""
        status, headers, answer = self.call("POST", self.path, body, extra)
        if status != 200:
            raise AssertionError(f"{status}: {answer[:300]!r}")
        if headers.get("content-encoding") == "gzip":
            answer = zlib.decompress(answer, 31)
        reply: Row = json.loads(answer)
        self.shown = {
            "witness": reply["witness"],
            "streams_tag": reply.get("streams_tag", self.shown["streams_tag"]),
        }
        return reply


class AnThon(Adapter):  # type: ignore[misc]  # the harness has no types
    """Our server on SQLite, synchronous=FULL: eight phones of one group in one commune."""

    name = "an-thon-sqlite"
    durable = "power cut"
    communes = 1
    on_postgresql = False
    own_batches = True

    def __init__(self) -> None:
        super().__init__()
        self.settings = f"gunicorn {' '.join(SERVE)}; {self.communes} commune(s), log on"
        self.given = 0
        self.pg: Any = None

    def start(self, workdir: str) -> None:
        """Migrate, write the communes, serve."""
        self.fresh(workdir)
        self.port = free_port()
        if self.on_postgresql:
            self.pg = Postgres(workdir)
        url = self.pg.url if self.pg else f"sqlite:///{workdir}/a.db"
        through = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.phones = found_communes(Path(workdir), through, self.communes)
        program = str(Path(sys.executable).with_name("gunicorn"))
        env = {"DATABASE_URL": url, "INSTANCE_DIR": workdir}
        self.spawn(
            [program, "--bind", f"127.0.0.1:{self.port}", *SERVE],
            self.port,
            env=env,
            cwd=str(ROOT),
            ready="/api/health",
        )

    def stop(self) -> None:
        super().stop()
        if self.pg:
            self.pg.stop()

    def groups(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = super().groups()
        return {**found, "db": [self.pg.pid]} if self.pg else found

    def disk(self) -> int:
        """The bytes of the data; SQLite's log of writes stays beside it, as while serving."""
        size: int = self.pg.size() if self.pg else du(self.workdir)
        return size

    def client(self) -> PhoneClient:
        """The next phone: of the next commune where there are several, else of the next member."""
        phones = self.phones[self.given % self.communes]
        chosen = phones[self.given // self.communes % len(phones)]
        self.given += 1
        return PhoneClient(self.port, chosen)


class AnThonEight(AnThon):
    """The same with each of the eight phones in a commune of its own; for pushes."""

    name = "an-thon-sqlite-8-communes"
    communes = 8


class AnThonPg(AnThon):
    """Our server on PostgreSQL: eight phones of one group in one commune."""

    name = "an-thon-pg"
    on_postgresql = True


class AnThonPgEight(AnThonPg):
    """The same with each of the eight phones in a commune of its own; for pushes."""

    name = "an-thon-pg-8-communes"
    communes = 8


ADAPTERS = {
    one.name: f"an_thon:{one.__name__}" for one in (AnThon, AnThonEight, AnThonPg, AnThonPgEight)
}


def dumps(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def mutation(phone: Phone, record: Mapping[str, Any]) -> Row:
    """Make the create of one of the harness's patrols, in the form of our kind `patrol`."""
    checkpoints = [
        {
            "id": new_id(MAKING),
            "passed_at": one["t"],
            "point": {"lat": one["lat"], "lng": one["lon"], "accuracy_m": one["acc"]},
        }
        for one in record["checkpoints"]
    ]
    content = {
        "started_at": record["start"],
        "ended_at": record["end"],
        "duty_type": "tuan_tra",
        "extra_people_count": record["participants"],
        "checkpoints": checkpoints,
        "handover_text": record["findings"][:500],
    }
    return {
        "id": new_id(MAKING),
        "person": phone.person,
        "record_id": new_id(MAKING),
        "stream": phone.stream,
        "kind": "patrol",
        "kind_version": 1,
        "act": "create",
        "base": None,
        "target": None,
        "at": record["end"],
        "clock_offset_ms": 0,
        "content": content,
        "was": {},
        "blobs": [],
    }
