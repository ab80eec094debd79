"""The shape of a reply in every mode."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from server.db import db
from tests.cast import Cast
from tests.conftest import START
from tests.protocol.acts import created, leave_group
from tests.protocol.copies import Copy

ALWAYS = {"commune", "time", "poll_after_s", "results", "witness", "reset", "restored", "more"}
VERDICTS = ALWAYS | {"late_results"}
STREAMS = {"streams", "streams_tag"}
ROWS = {"records", "departures", "cursor", "backup"}


def test_the_first_exchange_gives_streams_and_the_head_and_no_reset(cast: Cast) -> None:
    created(cast)

    reply = cast.exchange("member", witness=None, streams_tag=None, since=[])

    assert reply.keys() == VERDICTS | STREAMS | ROWS
    assert reply["streams"] == {cast.log(): "write", "directory": "read", "notices": "read"}
    assert (reply["cursor"], reply["more"], reply["reset"]) == ("0", True, False)
    assert reply["records"] == reply["departures"] == []
    seq, link = reply["witness"].split(".")
    assert int(seq) > 0
    assert len(link) == 8


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        (
            "outsider",
            {"directory": "read", "notices": "read", "log": "write", "mediation": "write"},
        ),
        ("viewer", {"directory": "read", "notices": "read", "log": "read"}),
        ("administrator", {"directory": "desk", "notices": "desk"}),
        ("officer", dict.fromkeys(("directory", "notices", "desk", "log", "mediation"), "desk")),
        ("chief", dict.fromkeys(("directory", "notices", "desk", "log", "mediation"), "desk")),
    ],
)
def test_streams_name_the_role_in_each(cast: Cast, who: str, roles: dict[str, str]) -> None:
    groups = list(cast.groups.values()) if who != "outsider" else [cast.groups["chua"]]
    expected = {
        name: role
        for stream, role in roles.items()
        for name in ([stream] if stream in ("directory", "notices", "desk")
                     else [f"{stream}:{group}" for group in groups])
    }  # fmt: skip

    assert cast.exchange(who)["streams"] == expected


def test_the_steady_state_says_no_more_than_needed(cast: Cast) -> None:
    copy = Copy(cast, "member")
    last = copy.pull()
    tag = cast.exchange("member")["streams_tag"]

    reply = cast.pull(
        "member", *copy.streams, cursor=last["cursor"], witness=last["witness"], streams_tag=tag
    )

    assert reply.keys() == VERDICTS | ROWS | {"digests"}
    assert reply["records"] == reply["departures"] == reply["late_results"] == []
    assert reply["cursor"] == reply["witness"] == last["witness"]
    assert (reply["more"], reply["reset"], reply["restored"]) == (False, False, False)
    assert reply["digests"] == last["digests"]
    assert reply["backup"] == "0"


def test_a_changed_right_changes_the_tag_and_sends_the_streams(cast: Cast) -> None:
    tag = cast.exchange("member")["streams_tag"]
    assert "streams" not in cast.exchange("member", streams_tag=tag)

    leave_group(cast, "member")

    reply = cast.exchange("member", streams_tag=tag)
    assert reply["streams"] == {}
    assert reply["streams_tag"] != tag


def test_a_reset_has_results_and_streams_and_neither_records_nor_backup(cast: Cast) -> None:
    patrol = cast.create("member")

    reply = cast.exchange("member", patrol, witness="3.00000000")

    assert reply.keys() - {"late_results"} == ALWAYS | STREAMS
    assert [one["verdict"] for one in reply["results"]] == ["applied"]
    assert (reply["reset"], reply["more"]) == (True, True)
    assert reply.get("late_results", []) == []


def test_while_rights_are_unconfirmed_a_reply_holds_verdicts_only(cast: Cast) -> None:
    mark_restored(cast)
    patrol = cast.create("member")
    since = [{"cursor": "0", "streams": [cast.log(), "directory"]}]

    reply = cast.exchange("member", patrol, since=since)

    assert reply.keys() == VERDICTS
    assert (reply["restored"], reply["more"], reply["reset"]) == (True, False, False)
    assert [one["verdict"] for one in reply["results"]] == ["applied"]


def test_a_turn_is_echoed_and_left_out_where_none_was_named(cast: Cast) -> None:
    assert cast.exchange("member", turn=17)["turn"] == 17
    assert "turn" not in cast.exchange("member")


def test_a_result_says_what_happened_and_where(cast: Cast) -> None:
    patrol = cast.create("member")

    result = cast.push("member", patrol)[0]

    seq = cast.record("member", patrol["record_id"])["seq"]
    assert result == {
        "id": patrol["id"],
        "seq": seq,
        "verdict": "applied",
        "code": None,
        "siblings": [],
        "duplicate": False,
    }


def test_results_stand_in_the_order_of_the_mutations(cast: Cast) -> None:
    batch = [cast.create("member") for _ in range(5)]

    assert [one["id"] for one in cast.push("member", *batch)] == [one["id"] for one in batch]


def test_the_witness_is_never_below_a_result(cast: Cast) -> None:
    reply = cast.exchange("member", cast.create("member"), cast.create("member"))

    assert int(reply["witness"].split(".")[0]) >= max(one["seq"] for one in reply["results"])


def test_a_record_goes_over_the_wire_with_all_its_parts(cast: Cast) -> None:
    patrol = created(cast)

    row = cast.pull("mate", cast.log())["records"][0]

    assert row == {
        "id": patrol["record_id"],
        "stream": cast.log(),
        "kind": "patrol",
        "kind_version": 1,
        "seq": row["seq"],
        "revision": patrol["id"],
        "review_revision": None,
        "person": cast.people["member"],
        "content": patrol["content"],
        "review": None,
        "conversation": [],
        "siblings": [],
        "deleted": False,
        "removed": None,
        "counted_on": "2026-11-19",
        "occurred_on": "2026-11-19",
        "state": "open",
        "open": True,
        "purged": {},
        "received_at": START.isoformat(),
    }
    assert cast.record("mate", patrol["record_id"]) == row


def test_a_row_says_when_what_changed_it_last_came_in(cast: Cast, clock: Any) -> None:
    patrol = created(cast)
    clock.advance(hours=30)

    cast.push("mate", cast.edit("mate", patrol, {"extra_people_count": 1}))

    row = cast.record("mate", patrol["record_id"])
    assert row["received_at"] == (START + timedelta(hours=30)).isoformat()


def test_results_go_out_when_the_pull_fails_after_the_push(cast: Cast) -> None:
    cursor = Copy(cast, "member").pull()["cursor"]
    patrol = cast.create("member")

    def fail(_c: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if "departure" in text and text.lstrip().startswith("SELECT"):
            raise RuntimeError("the disk is broken")

    since = [{"cursor": cursor, "streams": [cast.log(), "directory", "notices"]}]
    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        reply = cast.exchange("member", patrol, since=since)
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)

    assert [one["verdict"] for one in reply["results"]] == ["applied"]
    assert (reply["cursor"], reply["more"], reply["reset"]) == (cursor, True, False)
    assert reply["records"] == []
    again = cast.exchange("member", since=since)
    assert [row["id"] for row in again["records"]] == [patrol["record_id"]]


def test_every_answer_names_the_protocol_and_the_commune(cast: Cast) -> None:
    good = cast.post("member", {"protocol": 1})
    bad = cast.post("member", {"protocol": 9})
    stranger = cast.client.post(f"/api/sync/{cast.commune_id}", json={"protocol": 1})

    for answer in (good, bad, stranger):
        assert answer.headers["An-Thon-Protocol"] == "1"
        assert answer.headers["An-Thon-Commune"] == cast.commune_id
    assert (stranger.status_code, stranger.get_json()["code"]) == (401, "sign_in.needed")


def test_who_does_not_belong_to_the_commune_is_refused(cast: Cast, new_cast: Any) -> None:
    other = new_cast("Lương Phong 2")

    answer = other.client.post(
        f"/api/sync/{cast.commune_id}", json={"protocol": 1}, headers=other.headers("chief")
    )

    assert (answer.status_code, answer.get_json()["code"]) == (403, "commune.not_yours")


def mark_restored(cast: Cast) -> None:
    answer = cast.client.post(
        f"/api/communes/{cast.commune_id}/mark-restored", headers=cast.headers("chief")
    )
    assert answer.status_code == 204
