"""What living phones give back of others' work after a restore: held, let in, ended, never led."""

from typing import Any

import pytest

from reference.recover import recover_of
from tests.cast import Cast
from tests.photos import Door, patrol, photo
from tests.protocol.acts import TEXT, change, close_period, held_rows, note, release, review
from tests.protocol.phones import open_phone, start_patrol
from tests.protocol.tables import restore, snapshot

Json = dict[str, Any]


def row_of(cast: Cast, on: Json, **parts: Any) -> Json:
    """A row as a phone still shows it, of a mutation that this server never had."""
    return {
        "id": on["record_id"],
        "stream": on["stream"],
        "kind": on["kind"],
        "kind_version": 1,
        "revision": on["id"],
        "person": on["person"],
        "content": on["content"],
        "removed": None,
        "siblings": [],
        "conversation": [],
        "review": None,
        "received_at": "2026-11-19T22:00:00+07:00",
        **parts,
    }


def given(cast: Cast, who: str, row: Json, **parts: Any) -> Json:
    names = ("content", "person", "removed", "siblings", "conversation", "review")
    said = {name: row[name] for name in names if row[name] or name == "content"}
    made = recover_of(row, said, cast.people[who])
    assert made is not None
    return {**made, **parts}


def at_the_desk(cast: Cast, code: str = "RECOVERED") -> list[Json]:
    rows = [row for row in held_rows(cast).values() if not row["deleted"]]
    return [row["content"] for row in rows if row["content"]["code"] == code]


def entry(cast: Cast, who: str, text: str) -> Json:
    signed = {"id": cast.id(), "person": cast.people[who], "at": "2026-11-19T22:00:00+07:00"}
    return {**signed, "target": None, "type": "remark", "text": text}


def test_what_a_dead_phone_wrote_comes_back_through_the_desk(cast: Cast) -> None:
    author, _ = open_phone(cast, "member")
    mate, _ = open_phone(cast, "mate")
    mate.sync()
    backup = snapshot()
    create = start_patrol(cast, author, **{TEXT: "Đủ người"})
    author.sync()
    mate.sync()
    edit = mate.act("edit", create["record_id"], content={"extra_people_count": 2})
    mate.sync()

    restore(backup)  # and the author's phone is dead
    mate.sync()
    (held,) = at_the_desk(cast)
    assert cast.verdicts("mate", edit) == ["UNKNOWN_BASE"]
    cast.push("officer", release(cast, "officer", held["mutation"]))

    record = cast.record("leader", create["record_id"])
    assert record["content"] | {TEXT: "Đủ người", "extra_people_count": 2} == record["content"]
    assert record["person"] == cast.people["member"]
    assert cast.verdicts("mate", edit) == ["merged"]
    assert at_the_desk(cast) == []


def test_what_is_given_back_names_its_photos_which_the_store_still_has(cast: Cast) -> None:
    backup = snapshot()
    one = photo()
    author, _ = open_phone(cast, "member")
    create = patrol(cast, "member", one)
    author.save(create)
    author.sync()
    Door(cast).upload(one)
    mate, _ = open_phone(cast, "mate")
    mate.sync()

    restore(backup)  # the database alone; and the author's phone is dead
    mate.sync()
    (held,) = at_the_desk(cast)
    assert Door(cast, "leader").get(one).status_code == 404
    cast.push("officer", release(cast, "officer", held["mutation"]))

    assert held["mutation"]["blobs"] == [one.sha256]
    assert cast.record("leader", create["record_id"])["missing"] == [one.sha256]
    Door(cast, "mate").upload(one)
    assert Door(cast, "leader").get(one).data == one.content


def test_what_is_here_never_shows(cast: Cast) -> None:
    create = cast.create("member")
    cast.push("member", create)
    before = len(held_rows(cast))

    assert cast.verdicts("mate", given(cast, "mate", row_of(cast, create))) == ["REPLACED"]
    assert len(held_rows(cast)) == before


def test_the_same_of_two_phones_stands_once_and_what_differs_beside_it(cast: Cast) -> None:
    lost = cast.create("member")
    row = row_of(cast, lost)
    more = row_of(cast, lost, conversation=[entry(cast, "leader", "Đèn hỏng")])

    verdicts = [cast.verdicts(w, given(cast, w, row))[0] for w in ("mate", "leader")]
    verdicts += cast.verdicts("officer", given(cast, "officer", more))

    assert verdicts == ["RECOVERED", "REPLACED", "RECOVERED"]
    assert len(at_the_desk(cast)) == 2


def test_the_original_ends_it_before_and_after_a_release(cast: Cast) -> None:
    lost, other = cast.create("member"), cast.create("member")
    talk = note(cast, "member", other)
    said = {**entry(cast, "member", talk["content"]["text"]), "id": talk["id"]}
    first = given(cast, "mate", row_of(cast, lost))
    second = given(cast, "mate", row_of(cast, other, conversation=[said]))
    cast.push("mate", first, second)
    cast.push("officer", release(cast, "officer", second))

    cast.push("member", lost, other, talk)

    assert cast.verdicts("mate", first, second) == ["REPLACED", "applied"]
    assert cast.verdicts("member", lost, other, talk) == ["applied", "merged", "applied"]
    assert len(cast.record("mate", other["record_id"])["conversation"]) == 1
    assert at_the_desk(cast) == []


def test_a_question_that_was_given_back_is_asked_once(cast: Cast) -> None:
    create = cast.create("member")
    cast.push("member", create)
    asked = review(cast, "officer", create, "returned")
    asked["content"]["question"] = "Ai đi cùng?"
    said = {**entry(cast, "officer", "Ai đi cùng?"), "id": asked["id"], "type": "question"}
    recover = given(cast, "mate", row_of(cast, create, conversation=[said]))
    cast.push("mate", recover)
    cast.push("chief", release(cast, "chief", recover))

    assert cast.verdicts("officer", asked) == ["applied"]
    assert len(cast.record("mate", create["record_id"])["conversation"]) == 1


def test_an_edit_that_waits_for_what_is_lost_is_freed_early_or_late(cast: Cast) -> None:
    lost = cast.create("member")
    early = cast.edit("mate", lost, {TEXT: "Sớm"}, saw=lost["content"])
    late = cast.edit("mate", early, {TEXT: "Muộn"}, saw={TEXT: "Sớm"})
    late["base"] = lost["id"]
    recover = given(cast, "mate", row_of(cast, lost))
    cast.push("mate", early, recover)

    cast.push("officer", release(cast, "officer", recover))

    assert cast.verdicts("mate", early, late) == ["applied", "merged"]
    assert cast.record("mate", lost["record_id"])["content"][TEXT] == "Muộn"


def test_what_differs_from_the_head_stands_beside_it(cast: Cast) -> None:
    create = cast.create("member", content={TEXT: "Mới"})
    cast.push("member", create)
    lost = {**create, "id": cast.id()}
    row = row_of(cast, lost, content={TEXT: "Cũ", "extra_people_count": 4}, removed="nhầm")
    recover = given(cast, "mate", row)
    cast.push("mate", recover)

    cast.push("officer", release(cast, "officer", recover))

    record = cast.record("mate", create["record_id"])
    beside = {one["field"]: one["value"] for one in record["siblings"]}
    assert beside == {TEXT: "Cũ", "removed": "nhầm"}
    assert record["content"] == {TEXT: "Mới", "extra_people_count": 4}
    assert record["deleted"] is False


def test_it_is_let_in_by_the_desks_rights_and_moves_nothing(cast: Cast) -> None:
    create = cast.create("member")
    cast.push("member", create)
    elsewhere = row_of(cast, {**create, "id": cast.id(), "stream": cast.log("chua")})
    secret = {**cast.create("member"), "kind": "mediation", "stream": cast.mediation()}
    secret["content"] = {"received_on": "2026-11-15"}
    wrong = {**cast.create("member"), "stream": "notices"}
    moved, closed = given(cast, "outsider", elsewhere), given(cast, "mate", row_of(cast, secret))
    strange = given(cast, "outsider", row_of(cast, wrong))
    cast.push("outsider", moved, strange)
    cast.push("mate", closed)
    cast.push("chief", change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False}))
    assert held_rows(cast)[closed["id"]]["content"]["mutation"] is None

    cast.push("officer", *(release(cast, "officer", one) for one in (moved, closed, strange)))

    assert cast.verdicts("mate", closed) == ["OUT_OF_SCOPE"]
    assert cast.verdicts("outsider", moved, strange) == ["merged", "BAD_DATA"]
    assert cast.record("officer", create["record_id"])["stream"] == create["stream"]


def test_a_closed_period_and_the_desks_no_hold_it(cast: Cast) -> None:
    create = cast.create("member")
    cast.push("member", create)
    close_period(cast, "2026-11-30")
    row = row_of(cast, {**create, "id": cast.id()}, content={"ended_at": create["at"]})
    recover = given(cast, "mate", row)
    other = given(cast, "mate", row_of(cast, cast.create("member")))
    cast.push("mate", recover, other)

    cast.push("officer", release(cast, "officer", recover))
    cast.push("officer", release(cast, "officer", other, "close"))

    assert cast.verdicts("mate", recover, other) == ["LOCKED", "CLOSED"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"content": {"no_such_field": 1}, "person": "x"},
        {"content": {}, "person": None},
        {"content": {}, "person": "x", "stream": "desk"},
        {"content": {}, "person": "x", "siblings": [{"field": TEXT}]},
        {"content": {}, "person": "x", "conversation": [{"id": "x"}]},
    ],
)
def test_what_says_nothing_orderly_is_bad_data(cast: Cast, said: Json) -> None:
    recover = given(cast, "mate", row_of(cast, cast.create("member")), content=said)

    assert cast.verdicts("mate", recover) == ["BAD_DATA"]


def test_what_is_too_large_goes_without_the_conversation() -> None:
    row = {
        "id": "r",
        "stream": "log:x",
        "kind": "patrol",
        "kind_version": 1,
        "revision": "t",
        "received_at": None,
    }
    talk = [{"id": str(number), "text": "x" * 2000} for number in range(40)]
    said = {"content": {TEXT: "giữ"}, "person": "p", "conversation": talk}

    made = recover_of(row, said, "me")

    assert made is not None
    assert made["content"] == {"content": {TEXT: "giữ"}, "person": "p"}
    assert recover_of(row, {"content": {TEXT: "x" * 70_000}, "person": "p"}, "me") is None
