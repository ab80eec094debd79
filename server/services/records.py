"""One record as a person may see it: whole, or with its history."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.db import driver_of
from server.errors import Problem
from server.models import Mutation, Record
from server.sync.acts import DESK_ACTS
from server.sync.standing import read_standing


def read_record(session: Session, commune_id: str, person: str, record_id: str) -> str:
    """Give one record whole, as JSON text: needed before editing one that came as a stub.

    Raises record.unknown when it is not in a stream of the person's, or does not exist.
    """
    standing = read_standing(driver_of(session), commune_id, person)
    if standing.is_restored:
        raise Problem("commune.restored")
    record = session.get(Record, (commune_id, record_id))
    if record is None or record.stream not in standing.granted:
        raise Problem("record.unknown", id=record_id[:36])
    return record.body


def read_history(
    session: Session, commune_id: str, person: str, record_id: str
) -> list[dict[str, Any]]:
    """Give every act on a record in the order it took effect, with its verdict.

    What is held, and what the desk decides about it, is left out: it is the author's and the
    desk's. Raises record.unknown.
    """
    read_record(session, commune_id, person, record_id)
    rows = session.execute(
        select(Mutation.body, Mutation.verdict, Mutation.verdict_seq, Mutation.received_at)
        .where(
            Mutation.commune_id == commune_id,
            Mutation.record_id == record_id,
            Mutation.verdict != "held",
            Mutation.act.not_in(DESK_ACTS),
        )
        .order_by(Mutation.verdict_seq)
    )
    return [
        {
            "mutation": json.loads(row.body),
            "verdict": row.verdict,
            "seq": row.verdict_seq,
            "received_at": row.received_at.isoformat(),
        }
        for row in rows
    ]
