"""One page of a pull: rows of the asked streams in seq order, records and departures."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    String,
    Text,
    and_,
    case,
    cast,
    literal,
    not_,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from server.models import Departure, Record
from server.sync.lineage import Cursor
from server.sync.request import Request
from server.sync.wire import wire_size

MAX_PAGE_BYTES = 256 * 1024
STUB = ("id", "stream", "kind", "seq", "revision", "review_revision", "occurred_on", "state")


@dataclass
class Page:
    """Rows in seq order: record bodies as JSON texts, and departures."""

    records: list[str] = field(default_factory=list)
    departures: list[dict[str, Any]] = field(default_factory=list)
    last_seq: int = 0
    is_cut: bool = False


def read_page(
    session: Session,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    head: Cursor,
) -> Page:
    """Read up to a page of rows; it never ends inside one seq (R8)."""
    if all(one.cursor == head for one in request.since):  # the steady state: nothing is new
        return Page()
    rows = _rows(session, commune_id, granted, request, limit=request.page_size + 1)
    if not rows:
        return Page()
    end = _last_whole_seq(rows, request.page_size)
    if end is None:  # more rows share the first seq than a page takes
        rows = _rows(session, commune_id, granted, request, only_seq=rows[0].seq)
        beyond = _rows(session, commune_id, granted, request, limit=len(rows) + 1)
        return _page(rows, rows[0].seq, is_cut=len(beyond) > len(rows))
    kept = [row for row in rows if row.seq <= end]
    return _page(kept, end, is_cut=len(kept) < len(rows))


def _last_whole_seq(rows: list[Any], page_size: int) -> int | None:
    """Give the last seq that fits into the page whole, by rows and by bytes; at least the first."""
    sizes: dict[int, int] = {}
    for row in rows:
        sizes[row.seq] = sizes.get(row.seq, 0) + wire_size(row.body or "")
    if len(rows) > page_size:  # the last seq may go on beyond what was read
        del sizes[rows[-1].seq]
    end, total = None, 0
    for seq, size in sizes.items():
        total += size
        if end is not None and total > MAX_PAGE_BYTES:
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
    session: Session,
    commune_id: str,
    granted: Collection[str],
    request: Request,
    *,
    limit: int | None = None,
    only_seq: int | None = None,
) -> list[Any]:
    records = _asked(Record, commune_id, granted, request, only_seq)
    departures = _asked(Departure, commune_id, granted, request, only_seq)
    if records is None or departures is None:
        return []
    nothing = cast(null(), String)
    both = union_all(
        select(
            *(getattr(Record, name) for name in STUB),
            _body(request.full_from).label("body"),
            literal(False).label("is_departure"),
        ).where(records),
        select(
            Departure.record_id,
            Departure.stream,
            nothing,
            Departure.seq,
            *(nothing for _ in STUB[4:]),
            literal("").label("body"),
            literal(True).label("is_departure"),
        ).where(departures),
    ).subquery()
    ordered = select(both).order_by(both.c.seq, both.c.id, both.c.stream)
    rows = session.execute(ordered.limit(limit) if limit else ordered).all()
    return list(rows)


def _asked(
    table: type[Record] | type[Departure],
    commune_id: str,
    granted: Collection[str],
    request: Request,
    only_seq: int | None,
) -> Any:
    """Select what the caller asked for and may read; a stream without a grant gives no rows."""
    parts = []
    for one in request.since:
        names = sorted(set(granted) & set(one.streams))
        if names and one.cursor is not None:
            after = table.seq > one.cursor.seq if only_seq is None else table.seq == only_seq
            parts.append(and_(table.stream.in_(names), after))
    return and_(table.commune_id == commune_id, or_(*parts)) if parts else None


def _body(full_from: str | None) -> Any:
    if full_from is None:
        return Record.body
    is_old = and_(Record.occurred_on < full_from, not_(Record.keeps_whole))
    return case((is_old, cast(null(), Text)), else_=Record.body)
