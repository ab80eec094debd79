"""Recounting a database from its rows alone: nothing that it says of itself is believed."""

from itertools import groupby
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import AccessEntry, Commune, Mutation, Record, Stream
from server.sync.access_log import next_link
from server.sync.digest import as_hex, row_hash
from server.sync.lineage import cursor_at, link

LINE = ("person", "device_id", "number", "id", "at", "action", "object_type", "object_id", "reason")


def recount(session: Session) -> dict[str, str]:
    """Give each commune's cursor, worked out of its history.

    Raises backup.damaged where a history is not the chain that it says it is, a record stands at
    an act that is not there, a stream's digest is not that of its rows, or a line of the access
    log is missing.
    """
    communes = session.execute(select(Commune.__table__).order_by(Commune.id)).all()
    return {one.id: _recount(session, one) for one in communes}


def _recount(session: Session, commune: Row[Any]) -> str:
    seq, lineage = _walk_history(session, commune.id)
    if (seq, lineage) != (commune.seq, commune.lineage):
        raise _damage(commune.id, f"the history ends at {seq}, the commune says {commune.seq}")
    _recount_streams(session, commune.id)
    _walk_access_log(session, commune)
    return str(cursor_at(seq, lineage))


def _walk_history(session: Session, commune_id: str) -> tuple[int, str]:
    seq, lineage = 0, ""
    lines = session.execute(
        select(Mutation.seq, Mutation.id, Mutation.salt, Mutation.lineage)
        .where(Mutation.commune_id == commune_id)
        .order_by(Mutation.seq)
        .execution_options(yield_per=1000)
    )
    for line in lines:
        seq, lineage = seq + 1, link(lineage, line.id, line.salt)
        if (line.seq, line.lineage) != (seq, lineage):
            raise _damage(commune_id, f"act {line.seq} is not link {seq} of the history")
    return seq, lineage


def _recount_streams(session: Session, commune_id: str) -> None:
    known = set(session.scalars(select(Mutation.id).where(Mutation.commune_id == commune_id)))
    records = session.execute(
        select(Record.stream, Record.id, Record.seq, Record.revision, Record.review_revision)
        .where(Record.commune_id == commune_id)
        .order_by(Record.stream)
        .execution_options(yield_per=1000)
    )
    counted: dict[str, tuple[int, str]] = {}
    for stream, rows in groupby(records, lambda row: row.stream):
        count, xor = 0, 0
        for row in rows:
            if row.revision not in known:
                raise _damage(commune_id, f"record {row.id} stands at an act that is not there")
            count += 1
            xor ^= row_hash(row.id, row.seq, row.revision, row.review_revision)
        counted[stream] = (count, as_hex(xor))
    streams = session.execute(
        select(Stream.name, Stream.count, Stream.xor).where(Stream.commune_id == commune_id)
    )
    for name, rows_told, xor_told in streams:
        if counted.pop(name, (0, as_hex(0))) != (rows_told, xor_told):
            raise _damage(commune_id, f"the digest of {name} is not that of its rows")
    if counted:
        raise _damage(commune_id, f"records stand in streams that are not there: {sorted(counted)}")


def _walk_access_log(session: Session, commune: Row[Any]) -> None:
    lines = session.execute(
        select(AccessEntry.__table__)
        .where(AccessEntry.commune_id == commune.id)
        .order_by(AccessEntry.number)
        .execution_options(yield_per=1000)
    ).mappings()
    chain = ""
    for line in lines:
        chain = next_link(chain, {name: line[name] for name in LINE})
        if line["chain"] != chain:
            raise _damage(commune.id, f"before line {line['number']} the access log has a gap")
    if chain != commune.access_chain:
        raise _damage(commune.id, "the access log lacks its last lines")


def _damage(commune_id: str, why: str) -> Problem:
    return Problem("backup.damaged", commune=commune_id, why=why)
