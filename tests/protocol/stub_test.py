"""Stubs: what a phone keeps of a record from before the days that it keeps whole."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, created, remove, review
from tests.protocol.copies import Copy

OLD = {"started_at": "2026-08-01T22:00:00+07:00", "ended_at": "2026-08-02T01:00:00+07:00"}
FULL_FROM = "2026-09-01"
STUB = {"id", "stream", "kind", "seq", "revision", "review_revision", "occurred_on", "state"}


def pulled(cast: Cast, record: Json) -> Json:
    rows = cast.pull("mate", cast.log(), full_from=FULL_FROM)["records"]
    found: Json = next(row for row in rows if row["id"] == record["record_id"])
    return found


def test_what_happened_before_the_day_comes_as_a_stub(cast: Cast) -> None:
    record = created(cast, content={**OLD, TEXT: "dài"})

    stub = pulled(cast, record)

    assert stub.keys() - {"stub"} == STUB
    assert (stub["occurred_on"], stub["state"]) == ("2026-08-01", "done")
    assert stub["revision"] == record["id"]


def test_what_happened_on_the_day_comes_whole(cast: Cast) -> None:
    record = created(cast, content={**OLD, "started_at": "2026-09-01T00:10:00+07:00"})

    assert "content" in pulled(cast, record)


def test_without_full_from_all_comes_whole(cast: Cast) -> None:
    created(cast, content=OLD)

    assert all("content" in row for row in cast.pull("mate", cast.log())["records"])


@pytest.mark.parametrize("why", ["open", "returned", "with siblings"])
def test_what_still_needs_somebody_comes_whole_however_old(cast: Cast, why: str) -> None:
    content = {"started_at": OLD["started_at"]} if why == "open" else OLD
    record = created(cast, content=content)
    if why == "returned":
        cast.push("officer", review(cast, "officer", record, "returned"))
    if why == "with siblings":
        cast.push("mate", cast.edit("mate", record, {TEXT: "a"}))
        cast.push("member", cast.edit("member", record, {TEXT: "b"}))

    assert "content" in pulled(cast, record)


def test_a_removed_record_comes_as_a_stub_that_says_so(cast: Cast) -> None:
    record = created(cast, content=OLD)
    cast.push("member", remove(cast, "member", record))

    assert pulled(cast, record)["state"] == "removed"


def test_what_has_no_day_comes_whole(cast: Cast) -> None:
    rows = cast.pull("mate", "directory", full_from="2030-01-01")["records"]

    assert rows
    assert all("content" in row for row in rows)


def test_stubs_count_in_the_digest_like_whole_records(cast: Cast) -> None:
    created(cast, content=OLD)
    created(cast)
    copy = Copy(cast, "mate")

    reply = copy.pull(full_from=FULL_FROM)

    assert copy.digests() == reply["digests"]


def test_the_door_gives_a_stub_whole(cast: Cast) -> None:
    record = created(cast, content={**OLD, TEXT: "dài"})

    assert cast.record("mate", record["record_id"])["content"][TEXT] == "dài"


def test_the_door_gives_nothing_from_a_stream_of_others(cast: Cast) -> None:
    record = created(cast)
    path = f"/api/sync/{cast.commune_id}/records/{record['record_id']}"

    for who in ("outsider", "administrator"):
        answer = cast.client.get(path, headers=cast.headers(who))
        assert (answer.status_code, answer.get_json()["code"]) == (404, "record.unknown")


def test_the_door_says_the_same_of_what_does_not_exist(cast: Cast) -> None:
    path = f"/api/sync/{cast.commune_id}/records/{cast.id()}"

    answer = cast.client.get(path, headers=cast.headers("member"))

    assert (answer.status_code, answer.get_json()["code"]) == (404, "record.unknown")


@pytest.mark.parametrize("name", ["%00", "__proto__", "x" * 3000, "a%0Ab", "%F0%9F%98%80"])
def test_the_door_takes_any_name_without_falling(cast: Cast, name: str) -> None:
    path = f"/api/sync/{cast.commune_id}/records/{name}"

    answer = cast.client.get(path, headers=cast.headers("member"))

    assert (answer.status_code, answer.get_json()["code"]) == (404, "request.not_found")
