"""One page of a pull: rows of the asked streams in seq order, records and departures."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    String,
    Text,
    and_,
    bindparam,
    case,
    cast,
    literal_column,
    not_,
    null,
    or_,
    select,
    union_all,
)

from server.columns import InBytes, OneOf
from server.models import Departure, Record
from server.statement import Driver, Statement
from server.sync.lineage import Cursor
from server.sync.request import Request

MAX_PAGE_BYTES = 256 * 1024
NO_LIMIT = 2**31 - 1
FIRST_SEQS = 176  # so many patrols fill a page, each a little longer than usual
WIDEST_STEP = 8  # times the step before, however little that gave
SPARE = 1.06  # a step more costs as much as some bodies read in vain
SPARE_ROWS = 100  # so many more than wanted are still sorted here, not asked for anew in order
STUB = ("id", "stream", "kind", "seq", "revision", "review_revision", "occurred_on", "state")
PLACE = ("seq", "id", "stream")
STUB_ALONE = tuple(name for name in STUB if name not in PLACE)


@dataclass
class Page:
    """Rows in seq order: record bodies as JSON in UTF-8, and departures."""

    records: list[bytes] = field(default_factory=list)
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
    end: int | None = None
    seq: int = rows[0].seq
    total = 0
    for row in rows:
        if row.seq != seq:  # all rows of the seq before it are counted
            if end is not None and total > MAX_PAGE_BYTES:
                return end
            end, seq = seq, row.seq
        total += len(row.body or b"")
    return end if seq == unsure or (end is not None and total > MAX_PAGE_BYTES) else seq


def _page(rows: list[Any], last_seq: int, *, is_cut: bool) -> Page:
    page = Page(last_seq=last_seq, is_cut=is_cut)
    for row in rows:
        if row.is_departure:
            page.departures.append({"id": row.id, "stream": row.stream, "seq": row.seq})
        else:
            page.records.append(row.body or _stub(row))
    return page


def _stub(row: Any) -> bytes:
    """Write what a phone keeps of a record from before the days that it keeps whole."""
    return json.dumps({name: getattr(row, name) for name in STUB} | {"stub": True}).encode()


def _rows(
    driver: Driver,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    head: Cursor,
) -> tuple[list[Any], int]:
    """Read the first rows after the cursors, until a page is full, and say up to which seq.

    A step reads as many seqs as should fill the page, by those of the step before: where streams
    are dense no body is read in vain, and where they are sparse a few steps walk far.
    """
    limit, size = request.page_size + 1, 0
    width = min(limit, FIRST_SEQS)
    until = min(one.cursor.seq for one in request.since if one.cursor is not None)
    rows: list[Any] = []
    while len(rows) < limit and size <= MAX_PAGE_BYTES and until < head.seq:
        after, until = until, min(until + width, head.seq)
        left = limit - len(rows)
        found = _rows_until(driver, commune_id, granted, request, until, left, after + 1)
        more = sum([len(row.body or b"") for row in found])
        size += more
        rows += found
        gained = max(len(found) / limit, more / MAX_PAGE_BYTES)
        width = _next_width(width, gained, 1 - max(len(rows) / limit, size / MAX_PAGE_BYTES))
    return rows, until


def _next_width(width: int, gained: float, missing: float) -> int:
    """Say how many seqs should fill what is missing of a page where `width` of them gave `gained`.

    The next ones may be much denser, so where these gave little the step stays bounded.
    """
    if missing >= WIDEST_STEP * gained:
        return WIDEST_STEP * width
    return int(SPARE * width * missing / gained) + 1


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
    asked |= {"commune_id": commune_id, "until": until}
    has_stubs = request.full_from is not None
    if has_stubs:
        asked["full_from"] = request.full_from
    cursors = len(request.since)
    asked["limit"] = some = min(limit + SPARE_ROWS, NO_LIMIT)
    rows = _statement(cursors, has_stubs).all(driver, **asked)
    if len(rows) < some:  # they are all: sorting places is quicker than sorting bodies
        rows.sort(key=itemgetter(*range(len(PLACE))))
        return rows[:limit]
    asked["limit"] = limit
    return _statement(cursors, has_stubs, is_sorted=True).all(driver, **asked)


@lru_cache(maxsize=32)
def _statement(cursors: int, has_stubs: bool, *, is_sorted: bool = False) -> Statement:
    """Build the one statement for so many cursors: building costs more than running it."""
    body: Any = Record.body
    if has_stubs:
        is_old = and_(Record.occurred_on < bindparam("full_from"), not_(Record.keeps_whole))
        body = case((is_old, cast(null(), Text)), else_=Record.body)
    more = STUB_ALONE if has_stubs else ()
    both = union_all(
        select(
            *(getattr(Record, name) for name in PLACE),
            InBytes(body).label("body"),
            literal_column("0").label("is_departure"),
            *(getattr(Record, name) for name in more),
        ).where(_asked(Record, cursors)),
        select(
            Departure.seq,
            Departure.record_id,
            Departure.stream,
            cast(null(), Text),
            literal_column("1"),
            *(cast(null(), String) for _ in more),
        ).where(_asked(Departure, cursors)),
    ).subquery()
    rows = select(both).limit(bindparam("limit"))
    return Statement(rows.order_by(*(both.c[name] for name in PLACE)) if is_sorted else rows)


def _asked(table: type[Record] | type[Departure], cursors: int) -> Any:
    each = [
        and_(OneOf(table.stream, f"streams{number}"), table.seq > bindparam(f"after{number}"))
        for number in range(cursors)
    ]
    is_within = and_(table.commune_id == bindparam("commune_id"), table.seq <= bindparam("until"))
    return and_(is_within, or_(*each))
