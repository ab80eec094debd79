"""A group's book on the server with many records in it: the demo's own again, at other hours.

Written into the tables past the push, in one transaction. Ids and hours are drawn anew, so that
what goes over the wire is pressed no better than records of people would be.
"""

import json
import random
import re
from collections.abc import Set
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.models import Account, Commune, Mutation, Record, Stream
from server.sync.digest import as_hex, row_hash
from tests.browser.app_server import AppServer

Json = dict[str, Any]
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r'(?<=")\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+]\d\d:\d\d)?(?=")')
HOUR_MINUTES = 60


def lengthen(server: AppServer, stream: str, count: int, days: int) -> None:
    """Bring a log to `count` records, the new ones spread evenly over so many days before."""
    server.operate(lambda session: _lengthen(session, stream, count, days))


def _lengthen(session: Session, stream: str, count: int, days: int) -> None:
    commune = session.scalars(select(Commune)).one()
    standing = session.scalars(select(Stream).where(Stream.name == stream)).one()
    logged = select(Record).where(Record.stream.startswith("log:"), ~Record.keeps_whole)
    templates = session.scalars(logged).all()
    kept = {*session.scalars(select(Record.id)), *session.scalars(select(Account.id))}
    kept -= {own for row in templates for own in (row.id, row.revision)}
    chance = random.Random(count)
    xor = int(standing.xor, 16)
    records: list[Json] = []
    mutations: list[Json] = []
    missing = count - standing.count
    for place in range(missing):
        commune.seq += 1
        template = chance.choice(templates)
        earlier = days * (missing - place) // missing
        row = json.loads(_again(template.body, kept, chance, earlier))
        row |= {"seq": commune.seq, "stream": stream}
        records.append(_as_record(commune, template, row))
        mutations.append(_as_mutation(commune, row, chance))
        xor ^= row_hash(row["id"], row["seq"], row["revision"], row["review_revision"])
    standing.count, standing.xor = count, as_hex(xor)
    commune.lineage = mutations[-1]["lineage"]
    session.execute(insert(Record), records)
    session.execute(insert(Mutation), mutations)


def _again(body: str, kept: Set[str], chance: random.Random, days: int) -> str:
    """Write a record's text with new ids for all that is its own, and that much earlier."""
    new: dict[str, str] = {}
    back = timedelta(days=days, minutes=chance.randrange(HOUR_MINUTES))

    def other_id(found: re.Match[str]) -> str:
        old = found[0]
        if old in kept:
            return old
        drawn = f"{chance.getrandbits(72):018x}"
        return new.setdefault(old, f"{old[:15]}{drawn[:3]}-8{drawn[3:6]}-{drawn[6:]}")

    def earlier(found: re.Match[str]) -> str:
        return (datetime.fromisoformat(found[0]) - back).isoformat()[: len(found[0])]

    return TIME.sub(earlier, ID.sub(other_id, body))


def _as_record(commune: Commune, template: Record, row: Json) -> Json:
    named = ("id", "stream", "kind", "seq", "revision", "review_revision", "occurred_on", "state")
    return {name: row[name] for name in named} | {
        "commune_id": commune.id,
        "deleted": template.deleted,
        "keeps_whole": False,
        "body": json.dumps(row, separators=(",", ":")),
    }


def _as_mutation(commune: Commune, row: Json, chance: random.Random) -> Json:
    """Write the act that brought the record here; what counts of it is its place in the history."""
    return {
        "commune_id": commune.id,
        "id": row["revision"],
        "seq": row["seq"],
        "salt": f"{chance.getrandbits(64):016x}",
        "lineage": f"{chance.getrandbits(256):064x}",
        "person": row["person"],
        "record_id": row["id"],
        "stream": row["stream"],
        "kind": row["kind"],
        "act": "create",
        "body": json.dumps({"act": "create", "record_id": row["id"], "content": row["content"]}),
        "body_hash": "0" * 64,
        "verdict": "applied",
        "verdict_seq": row["seq"],
        "siblings": "[]",
        "received_at": datetime.fromisoformat(row["received_at"]),
    }
