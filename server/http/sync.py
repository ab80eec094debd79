"""The sync door: one exchange, and what a phone should know before its first one."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.db import in_snapshot, in_transaction
from server.errors import Problem
from server.http import Parts, body, parts
from server.http.access import caller
from server.http.answers import PROTOCOL, json_answer
from server.http.envelope import ExchangeSchema, ReplySchema
from server.models import Commune, Membership
from server.services.blobs import MAX_BLOB_BYTES, MAX_CHUNK_BYTES
from server.services.posts import DESK_POSTS, find_post
from server.services.tokens import Caller
from server.statement import Driver
from server.sync import access_log, mutation
from server.sync.exchange import Engine, Sender, exchange
from server.sync.page import MAX_PAGE_BYTES
from server.sync.request import MAX_PAGE_ROWS
from server.sync.wire import write_bytes

blueprint = Blueprint("sync", __name__, url_prefix="/api/sync", description="The sync protocol")
T = TypeVar("T")
_EXCHANGE = ExchangeSchema()


class HelloSchema(Schema):
    """What a phone should know before its first exchange."""

    time = fields.AwareDateTime(required=True)
    protocol = fields.Integer(required=True)
    min_app = fields.String(required=True)
    limits = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    communes = fields.List(fields.Dict(), required=True)


LIMITS = {
    "batch_mutations": mutation.MAX_BATCH,
    "batch_bytes": mutation.MAX_BATCH_BYTES,
    "mutation_bytes": mutation.MAX_MUTATION_BYTES,
    "page_rows": MAX_PAGE_ROWS,
    "page_bytes": MAX_PAGE_BYTES,
    "body_bytes": body.MAX_BODY_BYTES,
    "json_depth": body.MAX_DEPTH,
    "access_log_entries": access_log.MAX_ENTRIES,
    "blob_bytes": MAX_BLOB_BYTES,
    "blob_chunk_bytes": MAX_CHUNK_BYTES,
}


@blueprint.route("/hello")
class Hello(MethodView):
    """Server time, limits and the caller's communes."""

    @blueprint.response(200, HelloSchema)
    def get(self) -> Response:
        """Say what a phone should know before its first exchange."""
        us = parts()
        person = caller().account_id
        communes = in_transaction(
            lambda session: _communes_of(session, person), us.outside.sleep, write=False
        )
        return json_answer(
            {
                "time": us.outside.now().isoformat(),
                "protocol": int(PROTOCOL),
                "min_app": us.config.min_app,
                "limits": LIMITS,
                "communes": communes,
            }
        )


@blueprint.route("/<commune_id>")
class Exchange(MethodView):
    """Push, then pull, in one round trip."""

    @blueprint.doc(
        requestBody={"content": {"application/json": {"schema": ExchangeSchema}}, "required": True}
    )
    @blueprint.response(200, ReplySchema)
    def post(self, commune_id: str) -> Response:
        """Exchange mutations for verdicts and records. Takes and gives gzip."""
        us = parts()
        body.receive()  # a slow phone holds up nobody: we begin once all is here
        with us.computing:
            return self._exchange(commune_id, us, caller())

    def _exchange(self, commune_id: str, us: Parts, who: Caller) -> Response:
        asked = _read_request()
        mutations = mutation.read_batch(asked["mutations"], who.account_id, us.kinds)
        engine = Engine(run, read, us.kinds, us.outside.now, us.outside.random_bytes)
        sender = Sender(who.account_id, who.device_id, who.device_state == "retired", who.health_at)
        reply, records = exchange(engine, commune_id, sender, asked, mutations)
        if asked["turn"] is not None:
            reply["turn"] = asked["turn"]
        return _answer(commune_id, reply, records)


def read(work: Callable[[Driver], T], *, single: bool = False) -> T:
    """Do work that only reads, one statement or several, on one snapshot of our database."""
    return in_snapshot(work, parts().outside.sleep, single=single)


def run(work: Any, *, write: bool = True) -> Any:
    """Run work in a transaction of this server's database."""
    return in_transaction(work, parts().outside.sleep, write=write)


def admit(session: Session, commune_id: str, who: Caller) -> None:
    """Refuse who does not belong to the commune."""
    if find_post(session, commune_id, who.account_id) is None:
        raise Problem("commune.not_yours")


def _read_request() -> Mapping[str, Any]:
    raw = body.read_json()
    if not isinstance(raw, dict):
        raise Problem("sync.envelope", reason="the body must be an object")
    try:
        asked: dict[str, Any] = _EXCHANGE.load(raw)
    except ValidationError as error:
        only_log = {*error.messages_dict} == {"access_log"}
        code = "sync.access_log" if only_log else "sync.envelope"
        raise Problem(code, messages=error.messages) from None
    if asked["protocol"] != int(PROTOCOL):
        raise Problem("sync.protocol", seen=asked["protocol"], spoken=int(PROTOCOL))
    named = [name for one in asked["since"] for name in one["streams"]]
    if len(set(named)) != len(named):
        raise Problem("sync.stream_twice")
    asked["full_from"] = asked["full_from"] and asked["full_from"].isoformat()
    return asked


def _answer(commune_id: str, reply: dict[str, Any], records: list[bytes]) -> Response:
    """Join the records into the reply: they are JSON already."""
    us = parts()
    whole = write_bytes(
        {
            "commune": commune_id,
            "time": us.outside.now().isoformat(),
            "poll_after_s": us.config.poll_after_s,
            **reply,
        }
    )
    if "cursor" in reply:
        whole = b"".join((whole[:-1], b',"records":[', b",".join(records), b"]}"))
    return json_answer(whole)


def _backup(post: str, taken_at: datetime | None) -> dict[str, str | None]:
    """The desk is told how old the last verified backup is."""
    if post not in DESK_POSTS:
        return {}
    return {"backup_at": taken_at.isoformat() if taken_at else None}


def _communes_of(session: Session, person: str) -> list[dict[str, Any]]:
    rows = session.execute(
        select(Commune.id, Commune.name, Commune.public_key, Commune.backup_at, Membership.post)
        .join(Membership, Membership.commune_id == Commune.id)
        .where(Membership.account_id == person)
        .order_by(Commune.id)
    )
    return [
        {
            "id": row.id,
            "name": row.name,
            "post": row.post,
            "public_key": json.loads(row.public_key or "null"),
            **_backup(row.post, row.backup_at),
        }
        for row in rows
    ]
