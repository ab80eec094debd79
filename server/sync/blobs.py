"""Blobs as the engine knows them: who and what names them, and which records lack one."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select
from sqlalchemy.orm import Session

from server.columns import OneOf
from server.ids import hash_id
from server.models import Blob, BlobName, Mutation, Record
from server.statement import Driver, Statement
from server.sync.blob_names import named
from server.sync.head import HELD, Head
from server.sync.world import Entry

ENDED = ("CLOSED", "REPLACED")
_WHOLE = Statement(
    select(Blob.sha256).where(
        Blob.commune_id == bindparam("commune_id"), OneOf(Blob.sha256, "hashes")
    )
)


class Naming(NamedTuple):
    """Where a blob is named: records by acts that took effect, the desk's rows by held ones."""

    records: set[str]
    held_rows: set[str]
    persons: set[str]


def name_rows(commune_id: str, entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Give the rows that say which new mutation names which blob."""
    return [
        {
            "commune_id": commune_id,
            "sha256": sha256,
            "mutation_id": entry.known.id,
            "record_id": entry.known.record_id,
            "person": entry.known.person,
        }
        for entry in entries
        for sha256 in (entry.known.mutation.blobs if entry.known.mutation else ())
    ]


def find_missing(driver: Driver, commune_id: str, heads: Iterable[Head]) -> dict[str, list[str]]:
    """Give, for each record that lacks blobs, which of those it names are not whole yet."""
    names = {head.id: named(head.content, head.siblings, head.conversation) for head in heads}
    every = set[str]().union(*names.values())
    if not every:
        return {}
    whole = {row.sha256 for row in _WHOLE.all(driver, commune_id=commune_id, hashes=every)}
    return {record_id: sorted(found - whole) for record_id, found in names.items() if found - whole}


def find_naming(session: Session, commune_id: str, sha256: str) -> Naming:
    """Find who and what names a blob; what the desk or its author ended names nothing."""
    naming = Naming(set(), set(), set())
    rows = session.execute(
        select(BlobName.mutation_id, BlobName.record_id, BlobName.person, Mutation.verdict)
        .join(Mutation, is_living())
        .where(BlobName.commune_id == commune_id, BlobName.sha256 == sha256)
    )
    for mutation_id, record_id, person, verdict in rows:
        naming.persons.add(person)
        if verdict == HELD:
            naming.held_rows.update((mutation_id, hash_id(HELD, mutation_id)))
        elif record_id is not None:
            naming.records.add(record_id)
    return naming


def is_living() -> ColumnElement[bool]:
    """Tie a name to its mutation, which is not ended by the desk or its author."""
    return and_(
        Mutation.commune_id == BlobName.commune_id,
        Mutation.id == BlobName.mutation_id,
        or_(Mutation.code.is_(None), Mutation.code.not_in(ENDED)),
    )


def find_rows(session: Session, commune_id: str, sha256: str, naming: Naming) -> dict[str, str]:
    """Give the rows in which the blob stands: record id -> stream.

    The desk's row of a held mutation counts where the desk sees the body.
    """
    ids = sorted(naming.records | naming.held_rows)
    rows = session.execute(
        select(Record.id, Record.stream, Record.kind, Record.body).where(
            Record.commune_id == commune_id, Record.id.in_(ids)
        )
    )
    return {
        row.id: row.stream
        for row in rows
        if (row.kind != HELD and row.id in naming.records)
        or (row.kind == HELD and sha256 in named(json.loads(row.body)["content"]))
    }


def forget_names(
    session: Session, commune_id: str, record_id: str, bodies: Mapping[str, Mapping[str, Any]]
) -> None:
    """Delete the names that a record's emptied mutations have no more; `bodies`: id -> body."""
    mine = and_(BlobName.commune_id == commune_id, BlobName.record_id == record_id)
    rows = session.execute(select(BlobName.sha256, BlobName.mutation_id).where(mine)).all()
    for sha256, mutation_id in rows:
        if sha256 not in named(bodies[mutation_id].get("content")):
            one = and_(BlobName.sha256 == sha256, BlobName.mutation_id == mutation_id)
            session.execute(delete(BlobName).where(mine, one))
