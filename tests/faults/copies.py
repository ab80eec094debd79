"""A copy that a poller fills page by page, and what stands in the tables to hold it against."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from server.db import transaction
from server.models import Mutation, Record
from tests.cast import Cast

Row = dict[str, Any]


@dataclass
class Copy:
    """What a poller has received so far."""

    cursor: str = "0"
    seqs: list[int] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    received: Counter[str] = field(default_factory=Counter)
    has_more: bool = True
    digests: dict[str, list[Any]] = field(default_factory=dict)

    def take(self, reply: dict[str, Any]) -> None:
        assert not reply["reset"], "a reset without a restore is a bug"
        seqs = [row["seq"] for row in reply["records"]]
        assert seqs == sorted(seqs)
        assert not self.seqs or not seqs or seqs[0] > self.seqs[-1]
        self.seqs += seqs
        self.rows |= {row["id"]: row for row in reply["records"]}
        self.received.update(row["id"] for row in reply["records"])
        self.cursor, self.has_more = reply["cursor"], reply["more"]
        self.digests = reply.get("digests", {})


def history(cast: Cast) -> int:
    with cast.app.app_context(), transaction(write=False) as session:
        return session.scalar(select(func.max(Mutation.seq))) or 0


def standing(cast: Cast) -> dict[str, int]:
    with cast.app.app_context(), transaction(write=False) as session:
        return {row.id: row.seq for row in session.execute(select(Record.id, Record.seq))}


def stored_after(cast: Cast, seq: int) -> dict[str, tuple[int, str]]:
    """Give seq and verdict of every mutation behind `seq`, by id."""
    with cast.app.app_context(), transaction(write=False) as session:
        wanted = select(Mutation.id, Mutation.seq, Mutation.verdict).where(Mutation.seq > seq)
        return {row.id: (row.seq, row.verdict) for row in session.execute(wanted)}
