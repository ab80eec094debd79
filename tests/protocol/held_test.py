"""Held: stored byte for byte, shown to the author and the desk, and never in the others' way."""

from typing import Any

import pytest
from sqlalchemy import select

from server.db import db
from server.models import Mutation
from server.sync.wire import write
from tests.cast import Cast
from tests.protocol.acts import (
    Json,
    act,
    change,
    created,
    held_rows,
    leave_group,
    note,
    release,
    review,
)
from tests.protocol.copies import Copy

STREAM_OF_NOBODY = "log:00000000-0000-7000-8000-000000000000"
WRONG_INSIDES: dict[str, Json] = {
    "unknown act": {"act": "merge"},
    "act of another type": {"act": ["create"]},
    "unknown kind": {"kind": "ghost"},
    "kind of another type": {"kind": 7},
    "odd stream": {"stream": "log"},
    "stream of another kind": {"stream": "directory"},
    "record_id is no UUID": {"record_id": "1\n2"},
    "base is no UUID": {"base": "x"},
    "wrong type": {"content": {"extra_people_count": "5"}},
    "wrong choice": {"content": {"situation": "on_fire"}},
    "out of range": {"content": {"extra_people_count": -1}},
    "text too long": {"content": {"handover_text": "a" * 501}},
    "unknown field": {"content": {"suspect": "x"}},
    "dangerous names": {"content": {"__proto__": {"x": 1}, "a\u0000b": "\n"}},
    "dangerous kind": {"kind": "__proto__\u0000"},
    "content is a list": {"content": [1]},
    "was is no hash": {"content": {"handover_text": "a"}, "was": {"handover_text": "xyz"}},
    "unknown part": {"colour": "red"},
    "at without zone": {"at": "2026-11-20T20:00:00"},
    "blobs are no hashes": {"blobs": ["cat.jpg"]},
    "target is a list": {"target": ["x"]},
    "an item twice": {
        "content": {
            "participants": [{"member_id": "00000000-0000-7000-8000-000000000001"}] * 2,
        }
    },
}


@pytest.mark.parametrize("inside", WRONG_INSIDES.values(), ids=list(WRONG_INSIDES))
def test_a_wrong_inside_is_held_bad_data_and_kept_as_it_came(cast: Cast, inside: Json) -> None:
    wrong = {**cast.create("member"), **inside}

    result = cast.push("member", wrong)[0]

    assert (result["verdict"], result["code"]) == ("held", "BAD_DATA")
    assert stored(wrong["id"]) == write(wrong)
    assert held_rows(cast)[wrong["id"]]["content"]["mutation"] == wrong


@pytest.mark.parametrize("version", [0, 2, 99, "1"])
def test_a_version_that_was_never_shipped_is_held_bad_version(cast: Cast, version: Any) -> None:
    assert cast.verdicts("member", cast.create("member", kind_version=version)) == ["BAD_VERSION"]


def test_required_fields_and_rules_across_fields_are_never_held(cast: Cast) -> None:
    half = cast.create("member", content={"ended_at": "2020-01-01T00:00:00+07:00"})

    assert cast.verdicts("member", half) == ["applied"]


@pytest.mark.parametrize(
    "content",
    [
        {"type": "shout"},
        {"type": "remark", "text": "a" * 2001},
        {"type": "remark", "blob": "x"},
        {"text": "a"},
        {"type": "remark", "colour": "red"},
        {"type": "remark", "field": "A-b"},
    ],
)
def test_an_odd_note_is_held(cast: Cast, content: Json) -> None:
    record = created(cast)

    assert cast.verdicts("member", note(cast, "member", record, content=content)) == ["BAD_DATA"]


@pytest.mark.parametrize(
    "content", [{"decision": "loved"}, {}, {"decision": "returned", "question": "a" * 201}]
)
def test_an_odd_review_is_held(cast: Cast, content: Json) -> None:
    record = created(cast)

    assert cast.verdicts("officer", review(cast, "officer", record, content=content)) == [
        "BAD_DATA"
    ]


def test_a_close_without_a_reason_is_held(cast: Cast) -> None:
    held = held_create(cast)

    closing = release(cast, "officer", held, "close", content={})

    assert cast.verdicts("officer", closing) == ["BAD_DATA"]


def test_another_kind_than_the_records_is_held(cast: Cast) -> None:
    record = created(cast)
    edit = cast.edit("member", record, {"lens_count": 2}, kind="camera")

    assert cast.verdicts("member", edit) == ["BAD_DATA"]


def test_a_base_of_another_record_is_held(cast: Cast) -> None:
    one, other = created(cast), created(cast)
    edit = act(cast, "member", "edit", one, base=other["id"])

    assert cast.verdicts("member", edit) == ["BAD_DATA"]


def test_one_bad_mutation_never_blocks_the_ones_behind_it(cast: Cast) -> None:
    good, other = cast.create("member"), cast.create("member")
    bad = cast.create("member", content={"extra_people_count": "five"})

    assert cast.verdicts("member", good, bad, other) == ["applied", "BAD_DATA", "applied"]


def test_every_mutation_takes_the_next_seq_whatever_its_verdict(cast: Cast) -> None:
    bad = cast.create("member", content={"x": 1})

    seqs = [one["seq"] for one in cast.push("member", bad, cast.create("member"), held(cast))]

    assert seqs == [seqs[0], seqs[0] + 1, seqs[0] + 2]


def test_rights_lost_while_offline_hold_what_was_saved(cast: Cast) -> None:
    record = created(cast)
    leave_group(cast, "member")

    assert cast.verdicts("member", cast.edit("member", record, {"handover_text": "x"})) == [
        "OUT_OF_SCOPE"
    ]


def test_a_stream_that_does_not_exist_is_out_of_scope(cast: Cast) -> None:
    assert cast.verdicts("officer", cast.create("officer", stream=STREAM_OF_NOBODY)) == [
        "OUT_OF_SCOPE"
    ]


def test_a_reader_who_writes_is_held_read_only(cast: Cast) -> None:
    assert cast.verdicts("viewer", cast.create("viewer")) == ["READ_ONLY"]


def test_what_a_retired_phone_sends_is_held(cast: Cast) -> None:
    path = f"/api/communes/{cast.commune_id}/devices/{cast.devices['member']}/state"
    answer = cast.client.post(
        path, json={"state": "retired", "reason": "đổi máy"}, headers=cast.headers("officer")
    )
    assert answer.status_code in (200, 204), answer.text
    late = cast.create("member")

    reply = cast.exchange("member", late)

    assert [one["code"] for one in reply["results"]] == ["RETIRED_DEVICE"]
    assert reply["streams"] == {}
    assert cast.push("officer", release(cast, "officer", late))[0]["verdict"] == "applied"
    assert cast.record("officer", late["record_id"])["revision"] == late["id"]


def test_a_held_mutation_is_a_row_of_the_desk_and_in_its_digest(cast: Cast) -> None:
    waiting = held_create(cast)
    copy = Copy(cast, "officer")

    reply = copy.pull()

    row = copy.rows[waiting["id"]]
    assert (row["kind"], row["stream"], row["deleted"]) == ("held", "desk", False)
    assert row["content"]["code"] == "OUT_OF_SCOPE"
    assert row["content"]["mutation"] == waiting
    assert copy.digests() == reply["digests"]


def test_other_members_see_nothing_of_what_is_held(cast: Cast) -> None:
    waiting = held(cast)
    cast.push("member", waiting)
    copy = Copy(cast, "mate")

    copy.pull()

    assert waiting["id"] not in copy.rows
    assert waiting["record_id"] not in copy.rows
    assert "desk" not in copy.streams


def test_the_desk_sees_no_body_from_a_stream_that_it_may_not_read(cast: Cast) -> None:
    private = change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False})
    assert cast.verdicts("chief", private) == ["applied"]
    case = cast.create("member", stream=cast.mediation(), kind="mediation", content={"story": "…"})

    assert cast.verdicts("member", case) == ["OUT_OF_SCOPE"]

    content = held_rows(cast)[case["id"]]["content"]
    assert content["mutation"] is None
    assert content["code"] == "OUT_OF_SCOPE"


def test_bodies_that_the_desk_could_read_go_when_the_commune_withdraws_it(cast: Cast) -> None:
    case = cast.create("member", stream=cast.mediation(), kind="mediation", content={"story": "…"})
    other = held(cast)
    cast.push("member", case, other)
    assert held_rows(cast)[case["id"]]["content"]["mutation"]["content"] == {"story": "…"}

    cast.push("chief", change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False}))

    rows = held_rows(cast)
    assert rows[case["id"]]["content"]["mutation"] is None
    assert rows[other["id"]]["content"]["mutation"] is not None


@pytest.mark.parametrize("stream", ["log", None])
def test_a_mediation_under_a_wrong_stream_shows_the_desk_no_body_either(
    cast: Cast, stream: str | None
) -> None:
    private = change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False})
    cast.push("chief", private)
    named = cast.log() if stream == "log" else "mediation"
    case = cast.create("mediator", stream=named, kind="mediation", content={"story": "riêng"})

    assert cast.verdicts("mediator", case) == ["BAD_DATA"]

    assert held_rows(cast)[case["id"]]["content"]["mutation"] is None


def test_the_author_replaces_what_was_wrong(cast: Cast) -> None:
    wrong = cast.create("member", content={"extra_people_count": "5"})
    follow = cast.edit("member", wrong, {"handover_text": "Đủ"})
    assert cast.verdicts("member", wrong, follow) == ["BAD_DATA", "UNKNOWN_BASE"]
    right = cast.create(
        "member", wrong["record_id"], target=wrong["id"], content={"extra_people_count": 5}
    )

    reply = cast.exchange("member", right, witness=head(cast))

    assert [one["verdict"] for one in reply["results"]] == ["applied"]
    late = {one["id"]: one["code"] or one["verdict"] for one in reply["late_results"]}
    assert late == {wrong["id"]: "REPLACED", follow["id"]: "applied"}
    content = cast.record("member", wrong["record_id"])["content"]
    assert content == {"extra_people_count": 5, "handover_text": "Đủ"}
    assert held_rows(cast)[wrong["id"]]["deleted"]


def test_nobody_replaces_what_another_wrote(cast: Cast) -> None:
    wrong = cast.create("member", content={"extra_people_count": "5"})
    cast.push("member", wrong)

    cast.push("mate", cast.create("mate", target=wrong["id"]))

    assert cast.verdicts("member", wrong) == ["BAD_DATA"]


def held(cast: Cast) -> Json:
    """An edit of a record that nobody knows."""
    return cast.edit("member", cast.create("member"), {"handover_text": "x"})


def held_create(cast: Cast) -> Json:
    """A create that is held already: its author is not of that group."""
    made = cast.create("outsider")
    assert cast.verdicts("outsider", made) == ["OUT_OF_SCOPE"]
    return made


def head(cast: Cast) -> str:
    witness: str = cast.exchange("member")["witness"]
    return witness


def stored(mutation_id: str) -> str | None:
    return db.session.scalar(select(Mutation.body).where(Mutation.id == mutation_id))
