"""A page of a pull holds what a plain walk through all rows would put into it."""

from dataclasses import replace
from itertools import groupby
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from server.db import in_snapshot, in_transaction
from server.models import Departure, Record
from server.statement import Driver
from server.sync import page
from server.sync.lineage import Cursor
from server.sync.page import STUB, Page, read_page
from server.sync.request import Request, Since
from tests.cast import Cast

STREAMS = ("log:a", "log:b", "desk", "log:not-asked", "log:not-granted")
ASKED = {"log:a", "log:b", "desk"}
FULL_FROM = "2026-09-01"
HEAD = Cursor(3000, "12345678")
Row = dict[str, Any]
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "stream": st.sampled_from((*STREAMS, "log:a", "log:b", "desk")),
            "gap": st.sampled_from((0, 0, 0, 1, 1, 1, 1, 2, 40, 300)),
            "letters": st.sampled_from((0, 5, 200, 900)),
            "is_departure": st.sampled_from((False, False, False, True)),
            "occurred_on": st.sampled_from((None, "2026-08-31", "2026-09-01")),
            "keeps_whole": st.booleans(),
        }
    ),
    min_size=5,
    max_size=40,
)
REQUESTS = st.builds(
    Request,
    person=st.just("an"),
    witness=st.none(),
    streams_tag=st.none(),
    since=st.tuples(st.sampled_from((0, 0, 3, 60)), st.sampled_from((0, 0, 5, 40))).map(
        lambda seqs: (
            Since(Cursor(seqs[0], "12345678"), ("log:a", "log:not-granted")),
            Since(Cursor(seqs[1], "12345678"), ("log:b", "desk")),
        )
    ),
    full_from=st.sampled_from((None, FULL_FROM)),
    page_size=st.sampled_from((1, 2, 3, 8, 500)),
)


@given(
    drawn=ROWS,
    request=REQUESTS,
    first_seqs=st.sampled_from((1, 4, 176)),
    spare_rows=st.sampled_from((0, 100)),
)
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_pages_hold_what_a_plain_walk_puts_into_them(
    cast: Cast, drawn: list[Row], request: Request, first_seqs: int, spare_rows: int
) -> None:
    rows = stored(cast, drawn)
    with patch.multiple(page, MAX_PAGE_BYTES=2000, FIRST_SEQS=first_seqs, SPARE_ROWS=spare_rows):
        while True:
            wanted, is_last = walk(rows, request)

            got = in_snapshot(read(cast, request), cast.parts.outside.sleep)

            assert (got.records, got.departures) == (wanted.records, wanted.departures)
            assert is_last or got.is_cut
            if not got.is_cut:
                break
            assert got.last_seq == wanted.last_seq
            request = after(request, got.last_seq)


@pytest.mark.parametrize("every", [1, 7, 60])
def test_bodies_are_hardly_read_in_vain_and_sparse_streams_take_few_steps(
    cast: Cast, every: int
) -> None:
    seqs = range(1, HEAD.seq + 1, every)
    stored(cast, [drawn(gap=1 if seq == 1 else every, letters=500) for seq in seqs])
    request = Request("an", None, None, (Since(Cursor(0, ""), ("log:a",)),))
    read_until, steps = page._rows_until, []

    def counting(*parts: Any, **named: Any) -> list[Any]:
        steps.append(read_until(*parts, **named))
        return steps[-1]

    with patch.object(page, "_rows_until", counting):
        got = in_snapshot(read(cast, request), cast.parts.outside.sleep)

    assert sum(map(len, got.records)) <= page.MAX_PAGE_BYTES
    assert sum(map(len, steps)) <= 1.2 * len(got.records) + 10
    assert len(steps) <= 5


def drawn(gap: int, letters: int) -> Row:
    return {
        "stream": "log:a",
        "gap": gap,
        "letters": letters,
        "is_departure": False,
        "occurred_on": None,
        "keeps_whole": False,
    }


def read(cast: Cast, request: Request) -> Any:
    def work(driver: Driver) -> Page:
        return read_page(driver, cast.commune_id, ASKED, request, HEAD)

    return work


def after(request: Request, seq: int) -> Request:
    """Ask for what comes behind a page."""
    since = [
        replace(one, cursor=Cursor(max(seq, one.cursor.seq), "12345678"))
        for one in request.since
        if one.cursor
    ]
    return replace(request, since=tuple(since))


def stored(cast: Cast, drawn: list[Row]) -> list[Row]:
    """Let the commune have just these rows; give them in seq order."""
    rows, seq = [], 0
    for number, one in enumerate(drawn):
        seq += one["gap"] or (seq == 0)
        rows.append({**one, "seq": seq, "id": f"{number * 7919 % 10007:036}"})
    records = [one for one in rows if not one["is_departure"]]

    def work(session: Any) -> None:
        for table in (Record, Departure):
            session.execute(delete(table).where(table.commune_id == cast.commune_id))
        for one in records:
            one["body"] = '{"text":"' + "ệ" * one["letters"] + '"}'
        if records:
            session.execute(insert(Record), [as_record(cast, one) for one in records])
        if len(records) < len(rows):
            left = [as_departure(cast, one) for one in rows if one["is_departure"]]
            session.execute(insert(Departure), left)

    in_transaction(work, cast.parts.outside.sleep, write=True)
    return rows


def as_record(cast: Cast, one: Row) -> Row:
    names = ("id", "stream", "seq", "occurred_on", "keeps_whole", "body")
    return {
        "commune_id": cast.commune_id,
        "kind": "patrol",
        "revision": one["id"],
        "review_revision": None,
        "deleted": False,
        "state": "done",
        **{name: one[name] for name in names},
    }


def as_departure(cast: Cast, one: Row) -> Row:
    return {
        "commune_id": cast.commune_id,
        "record_id": one["id"],
        "stream": one["stream"],
        "seq": one["seq"],
    }


def walk(rows: list[Row], request: Request) -> tuple[Page, bool]:
    """Fill a page with whole seqs, one after another; say whether it took all there is."""
    asked = {name: one.cursor.seq for one in request.since if one.cursor for name in one.streams}
    wanted = [
        one
        for one in rows
        if one["stream"] in ASKED and one["seq"] > asked.get(one["stream"], HEAD.seq)
    ]
    wanted.sort(key=lambda one: (one["seq"], one["id"]))
    filled, size, count = Page(), 0, 0
    for seq, same in groupby(wanted, key=lambda one: one["seq"]):
        group = list(same)
        whole = [one for one in group if not one["is_departure"] and not is_old(one, request)]
        size += sum(len(one["body"].encode()) for one in whole)
        count += len(group)
        if filled.last_seq and (count > request.page_size or size > page.MAX_PAGE_BYTES):
            return filled, False
        put(filled, group, request)
        filled.last_seq = seq
    return filled, True


def put(filled: Page, group: list[Row], request: Request) -> None:
    for one in group:
        place = {"id": one["id"], "stream": one["stream"], "seq": one["seq"]}
        if one["is_departure"]:
            filled.departures.append(place)
        else:
            filled.records.append(stub(one) if is_old(one, request) else str(one["body"]).encode())


def is_old(one: Row, request: Request) -> bool:
    day = one["occurred_on"]
    is_asked = request.full_from is not None and day is not None
    return is_asked and day < request.full_from and not one["keeps_whole"]


def stub(one: Row) -> bytes:
    values = (one["id"], one["stream"], "patrol", one["seq"], one["id"], None)
    texts = [f'"{value}"' if isinstance(value, str) else str(value) for value in values]
    texts = ["null" if text == "None" else text for text in texts]
    texts += [f'"{one["occurred_on"]}"', '"done"', "true"]
    pairs = zip((*STUB, "stub"), texts, strict=True)
    return ("{" + ", ".join(f'"{name}": {text}' for name, text in pairs) + "}").encode()
