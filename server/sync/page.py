"""One page of a pull: rows of the asked streams in seq order, records and departures."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    String,
    Text,
    and_,
    bindparam,
    case,
    cast,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)

from server.db import OneOf
from server.models import Departure, Record
from server.statement import Driver, Statement
from server.sync.lineage import Cursor
from server.sync.request import Request
from server.sync.wire import wire_size

MAX_PAGE_BYTES = 256 * 1024
NO_LIMIT = 2**31 - 1
FIRST_SEQS = 64
STUB = ("id", "stream", "kind", "seq", "revision", "review_revision", "occurred_on", "state")


@dataclass
class Page:
    """Rows in seq order: record bodies as JSON texts, and departures."""

    records: list[str] = field(default_factory=list)
    departures: list[dict[str, Any]] = field(default_factory=list)
    last_seq: int = 0
    is_cut: bool = False


def read_page(
    driver: Driver,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    head: Cursor,
) -> Page:
    """Read up to a page of rows; it never ends inside one seq (R8)."""
    if all(one.cursor == head for one in request.since):  # the steady state: nothing is new
        return Page()
    rows, until = _rows(driver, commune_id, granted, request, head)
    if not rows:
        return Page()
    end = _last_whole_seq(rows, request.page_size)
    if end is None:  # more rows share the first seq than a page takes
        until = end = rows[0].seq
        rows = _rows_until(driver, commune_id, granted, request, until, from_seq=until)
    kept = [row for row in rows if row.seq <= end]
    return _page(kept, end, is_cut=len(kept) < len(rows) or until < head.seq)


def _last_whole_seq(rows: list[Any], page_size: int) -> int | None:
    """Give the last seq that fits into the page whole, by rows and by bytes; at least the first."""
    unsure = rows[-1].seq if len(rows) > page_size else None  # it may go on beyond what was read
    end, total = None, 0
    for seq, same in groupby(rows, key=attrgetter("seq")):
        total += sum(wire_size(row.body or "") for row in same)
        if seq == unsure or (end is not None and total > MAX_PAGE_BYTES):
            break
        end = seq
    return end


def _page(rows: list[Any], last_seq: int, *, is_cut: bool) -> Page:
    page = Page(last_seq=last_seq, is_cut=is_cut)
    for row in rows:
        if row.is_departure:
            page.departures.append({"id": row.id, "stream": row.stream, "seq": row.seq})
        else:
            page.records.append(row.body or _stub(row))
    return page


def _stub(row: Any) -> str:
    """Write what a phone keeps of a record from before the days that it keeps whole."""
    return json.dumps({name: getattr(row, name) for name in STUB} | {"stub": True})


def _rows(
    driver: Driver,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    head: Cursor,
) -> tuple[list[Any], int]:
    """Read the first rows after the cursors, until a page is full, and say up to which seq.

    Streams are sorted together, bodies with them, so what is sorted is bounded: by few seqs at
    first, then by twice as many each time, for sparse streams and for stubs.
    """
    limit, size, width = request.page_size + 1, 0, FIRST_SEQS
    until = min(one.cursor.seq for one in request.since if one.cursor is not None)
    rows: list[Any] = []
    while len(rows) < limit and size <= MAX_PAGE_BYTES and until < head.seq:
        after, until, width = until, min(until + width, head.seq), 2 * width
        left = limit - len(rows)
        found = _rows_until(driver, commune_id, granted, request, until, left, after + 1)
        size += sum(len(row.body or "") for row in found)  # letters: never more than bytes
        rows += found
    return rows, until


def _rows_until(
    driver: Driver,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    until: int,
    limit: int = NO_LIMIT,
    from_seq: int = 0,
) -> list[Any]:
    """Read what the caller asked for and may read; a stream without a grant gives no rows."""
    asked: dict[str, Any] = {}
    for number, one in enumerate(request.since):
        seq = one.cursor.seq if one.cursor is not None else until
        asked[f"after{number}"] = max(seq, from_seq - 1)
        asked[f"streams{number}"] = [name for name in one.streams if name in granted]
    asked |= {"commune_id": commune_id, "until": until, "limit": limit}
    statement = _statement(len(request.since), request.full_from is not None)
    if request.full_from is not None:
        asked["full_from"] = request.full_from
    return statement.all(driver, **asked)


@lru_cache(maxsize=16)
def _statement(cursors: int, has_stubs: bool) -> Statement:
    """Build the one statement for so many cursors: building costs more than running it."""
    body: Any = Record.body
    if has_stubs:
        is_old = and_(Record.occurred_on < bindparam("full_from"), not_(Record.keeps_whole))
        body = case((is_old, cast(null(), Text)), else_=Record.body)
    nothing = cast(null(), String)
    both = union_all(
        select(
            *(getattr(Record, name) for name in STUB),
            body.label("body"),
            literal(False).label("is_departure"),
        ).where(_asked(Record, cursors)),
        select(
            Departure.record_id,
            Departure.stream,
            nothing,
            Departure.seq,
            *(nothing for _ in STUB[4:]),
            literal("").label("body"),
            literal(True).label("is_departure"),
        ).where(_asked(Departure, cursors)),
    ).subquery()
    ordered = select(both).order_by(both.c.seq, both.c.id, both.c.stream)
    return Statement(ordered.limit(bindparam("limit")))


def _asked(table: type[Record] | type[Departure], cursors: int) -> Any:
    each = [
        and_(OneOf(table.stream, f"streams{number}"), table.seq > bindparam(f"after{number}"))
        for number in range(cursors)
    ]
    is_within = and_(table.commune_id == bindparam("commune_id"), table.seq <= bindparam("until"))
    return and_(is_within, or_(*each))
