"""Pull: nothing committed is skipped, and a page never ends inside a seq (R8)."""

from itertools import pairwise
from typing import Any

import pytest

from tests.cast import Cast
from tests.protocol.acts import TEXT, created, move, note, release
from tests.protocol.copies import Copy


def seqs(reply: dict[str, Any]) -> list[int]:
    return sorted(row["seq"] for row in [*reply["records"], *reply["departures"]])


def test_a_pull_gives_what_came_after_the_cursor_in_seq_order(cast: Cast) -> None:
    first = created(cast)
    cursor = cast.pull("member", cast.log())["cursor"]
    later = [created(cast) for _ in range(3)]

    reply = cast.pull("member", cast.log(), cursor=cursor)

    assert [row["id"] for row in reply["records"]] == [one["record_id"] for one in later]
    assert first["record_id"] not in {row["id"] for row in reply["records"]}


def test_a_record_changed_twice_appears_once_with_its_last_state(cast: Cast) -> None:
    record = created(cast)
    edit = cast.edit("member", record, {TEXT: "a"})
    cast.push("member", edit, note(cast, "member", record))

    rows = cast.pull("mate", cast.log())["records"]

    assert [(row["id"], row["revision"]) for row in rows] == [(record["record_id"], edit["id"])]
    assert len(rows[0]["conversation"]) == 1


def test_what_is_written_between_two_pages_comes_after_them(cast: Cast) -> None:
    records = [created(cast) for _ in range(4)]
    first = cast.pull("mate", cast.log(), page_size=2)
    cast.push("member", cast.edit("member", records[0], {TEXT: "a"}))
    new = created(cast)

    rest = cast.pull("mate", cast.log(), cursor=first["cursor"])

    ids = [row["id"] for row in rest["records"]]
    assert ids == [one["record_id"] for one in (*records[2:], records[0], new)]


@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 500])
def test_pages_of_any_size_end_with_the_same_copy(cast: Cast, page_size: int) -> None:
    make_history(cast)
    copy = Copy(cast, "officer")

    reply = copy.pull(page_size=page_size)

    assert copy.digests() == reply["digests"]
    whole = Copy(cast, "officer")
    whole.pull()
    assert copy.rows == whole.rows


@pytest.mark.parametrize("page_size", [1, 2])
def test_a_page_never_ends_inside_one_seq(cast: Cast, page_size: int) -> None:
    make_history(cast)
    copy = Copy(cast, "officer")

    copy.pull(page_size=page_size)

    pages = [seqs(page) for page in copy.pages if seqs(page)]
    assert all(later[0] > earlier[-1] for earlier, later in pairwise(pages))
    assert any(len(page) > page_size for page in pages)


def test_a_cut_page_has_its_last_seq_as_cursor_and_the_last_page_the_head(cast: Cast) -> None:
    for _ in range(3):
        created(cast)
    empty = cast.create("member", content={"x": 1})
    cast.push("member", empty)

    first = cast.pull("mate", cast.log(), page_size=2)
    last = cast.pull("mate", cast.log(), cursor=first["cursor"], page_size=2)

    assert int(first["cursor"].split(".")[0]) == first["records"][-1]["seq"]
    assert last["cursor"] == last["witness"] == first["witness"]


@pytest.mark.parametrize("count", [2, 4])
def test_a_page_that_is_just_full_needs_no_empty_one_after_it(cast: Cast, count: int) -> None:
    cursor = everything(cast, "mate")["cursor"]
    for _ in range(count):
        created(cast)
    copy = Copy(cast, "mate", cursor=cursor)

    copy.pull(page_size=2)

    assert [len(page["records"]) for page in copy.pages] == [2] * (count // 2)


def test_a_last_seq_of_more_rows_than_a_page_needs_no_empty_page_either(cast: Cast) -> None:
    wrong = cast.create("outsider")
    cast.push("outsider", wrong)
    cursor = everything(cast, "officer")["cursor"]
    cast.push("officer", release(cast, "officer", wrong))
    copy = Copy(cast, "officer", cursor=cursor)

    copy.pull(page_size=1)

    assert [len(page["records"]) for page in copy.pages] == [2]


def test_a_page_ends_at_its_bytes_and_has_at_least_one_record(cast: Cast) -> None:
    cursor = everything(cast, "mate")["cursor"]
    for _ in range(2):
        created(cast)
    big = created(cast)
    notes = [note(cast, "member", big, "ệ" * 2000) for _ in range(60)]
    for start in range(0, 60, 10):
        cast.push("member", *notes[start : start + 10])
    small = created(cast)
    copy = Copy(cast, "mate", cursor=cursor)

    copy.pull()

    assert len(copy.pages) == 3
    assert [row["id"] for row in copy.pages[1]["records"]] == [big["record_id"]]
    assert [row["id"] for row in copy.pages[2]["records"]] == [small["record_id"]]


def test_streams_are_pulled_from_their_own_cursors_in_one_order(cast: Cast) -> None:
    created(cast)
    cursor = everything(cast, "member")["cursor"]
    later = created(cast)
    since = [
        {"cursor": cursor, "streams": [cast.log()]},
        {"cursor": "0", "streams": ["directory", "notices"]},
    ]

    reply = cast.exchange("member", since=since)

    ids = [row["id"] for row in reply["records"]]
    assert ids[-1] == later["record_id"]
    assert set(cast.members.values()) <= set(ids)
    assert seqs(reply) == [row["seq"] for row in reply["records"]]
    assert not reply["more"]


def test_a_cut_page_over_two_cursors_is_in_one_seq_order(cast: Cast) -> None:
    cursor = everything(cast, "member")["cursor"]
    later = [created(cast) for _ in range(2)]
    since = [
        {"cursor": cursor, "streams": [cast.log()]},
        {"cursor": "0", "streams": ["directory"]},
    ]

    reply = cast.exchange("member", since=since, page_size=2)

    assert reply["more"]
    assert not {one["record_id"] for one in later} & {row["id"] for row in reply["records"]}


def test_a_stream_without_a_grant_gives_no_rows_and_no_error(cast: Cast) -> None:
    created(cast)
    asked = (cast.log(), cast.mediation(), "desk", f"log:{cast.id()}", "no/such", "x\u0000")

    reply = cast.pull("outsider", *asked)

    assert (reply["records"], reply["departures"]) == ([], [])
    assert reply["digests"] == {} if not reply["more"] else "digests" not in reply


def test_more_is_true_while_a_granted_stream_is_not_asked_for(cast: Cast) -> None:
    assert cast.pull("member", cast.log())["more"]
    assert not cast.pull("member", cast.log(), "directory", "notices")["more"]


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "1", "1.", "-1.00000000", "01.00000000", "1.ABCDEF12", "9" * 30 + ".00000000", 7,
     None, True, [], {}, "0.00000000", "999999.00000000", "1.00000000", "1\u0000.00000000"],
)  # fmt: skip
def test_a_cursor_that_is_not_of_this_history_is_a_reset_and_never_an_error(
    cast: Cast, cursor: Any
) -> None:
    reply = cast.exchange("member", since=[{"cursor": cursor, "streams": [cast.log()]}])

    assert reply["reset"] is True
    assert "records" not in reply


@pytest.mark.parametrize("witness", ["x", "5.00000000", 7, {}, [], False])
def test_a_witness_that_is_not_of_this_history_is_a_reset(cast: Cast, witness: Any) -> None:
    assert cast.exchange("member", witness=witness)["reset"] is True


def test_one_bad_cursor_among_good_ones_is_a_reset(cast: Cast) -> None:
    good = everything(cast, "member")["cursor"]
    since = [
        {"cursor": good, "streams": [cast.log()]},
        {"cursor": "5.00000000", "streams": ["directory"]},
    ]

    assert cast.exchange("member", since=since)["reset"] is True


def test_zero_is_always_a_good_cursor_and_witness(cast: Cast) -> None:
    reply = cast.pull("member", cast.log(), witness="0")

    assert reply["reset"] is False


def test_positions_grow_when_the_servers_clock_runs_backwards(cast: Cast, clock: Any) -> None:
    before = created(cast)
    clock.advance(days=-60 * 366)
    after = cast.create("member")

    results = cast.push("member", before, after)

    assert results[1]["seq"] == results[0]["seq"] + 1


def test_phone_clocks_decide_nothing(cast: Cast) -> None:
    record = created(cast)
    old = cast.edit("mate", record, {TEXT: "a"}, at="1969-01-01T00:00:00+07:00")
    new = cast.edit("member", record, {TEXT: "b"}, at="2099-01-01T00:00:00+07:00")
    cast.push("mate", old)

    cast.push("member", new)

    assert cast.record("mate", record["record_id"])["content"][TEXT] == "a"


def everything(cast: Cast, who: str) -> dict[str, Any]:
    return Copy(cast, who).pull()


def make_history(cast: Cast) -> None:
    """Several rows at one seq: what is released, closed and replaced stands at the desk too."""
    wrong = cast.create("member", content={"x": 1})
    outside = [cast.create("outsider") for _ in range(3)]
    cast.push("member", wrong, cast.create("member"))
    cast.push("outsider", *outside)
    cast.push("officer", release(cast, "officer", outside[0]))
    cast.push("officer", release(cast, "officer", outside[1], "close"))
    cast.push("member", cast.create("member", wrong["record_id"], target=wrong["id"]))
    cast.push("officer", release(cast, "officer", outside[2]), cast.create("officer"))
    record = created(cast)
    moved = move(cast, "member", record, cast.log("chua"))
    assert cast.verdicts("member", moved) == ["READ_ONLY"]
    cast.push("officer", release(cast, "officer", moved))
