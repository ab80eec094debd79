"""Reviews and the conversation: reviewers' own chain beside the authors' content."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import TEXT, act, created, note, review


@pytest.mark.parametrize("decision", ["accepted", "seen", "returned"])
def test_a_review_is_signed_and_names_the_revision_that_it_judged(
    cast: Cast, decision: str
) -> None:
    record = created(cast)
    made = review(cast, "officer", record, decision)

    assert cast.verdicts("officer", made) == ["applied"]

    shown = cast.record("member", record["record_id"])
    assert shown["review"]["decision"] == decision
    assert shown["review"]["target"] == record["id"]
    assert shown["review"]["person"] == cast.people["officer"]
    assert (shown["review_revision"], shown["revision"]) == (made["id"], record["id"])


def test_a_second_review_builds_on_the_first(cast: Cast) -> None:
    record = created(cast)
    first = review(cast, "officer", record, "seen")
    second = review(cast, "second_officer", record, base=first["id"])
    cast.push("officer", first)

    assert cast.verdicts("second_officer", second) == ["applied"]


def test_two_officers_who_decide_unseen_by_each_other_conflict(cast: Cast) -> None:
    record = created(cast)
    first = review(cast, "officer", record)
    second = review(cast, "second_officer", record, "returned")
    cast.push("officer", first)

    result = cast.push("second_officer", second)[0]

    assert (result["verdict"], result["siblings"]) == ("conflict", ["review"])
    shown = cast.record("member", record["record_id"])
    assert shown["review"]["decision"] == "accepted"
    assert shown["review_revision"] == second["id"]
    assert shown["siblings"][0]["value"]["decision"] == "returned"


def test_the_second_officer_decides_again_and_closes_the_conflict(cast: Cast) -> None:
    record = created(cast)
    first, second = review(cast, "officer", record), review(cast, "second_officer", record, "seen")
    cast.push("officer", first)
    cast.push("second_officer", second)

    again = review(cast, "second_officer", record, "returned", base=second["id"])

    assert cast.verdicts("second_officer", again) == ["applied"]
    shown = cast.record("member", record["record_id"])
    assert (shown["review"]["decision"], shown["siblings"]) == ("returned", [])


def test_an_edit_makes_a_review_stale_and_undoes_nothing(cast: Cast) -> None:
    record = created(cast)
    cast.push("officer", review(cast, "officer", record))
    edit = cast.edit("member", record, {TEXT: "a"})

    assert cast.verdicts("member", edit) == ["applied"]

    shown = cast.record("member", record["record_id"])
    assert shown["review"]["decision"] == "accepted"
    assert (shown["review"]["target"], shown["revision"]) == (record["id"], edit["id"])


def test_a_review_is_no_change_that_an_author_could_miss(cast: Cast) -> None:
    record = created(cast)
    cast.push("officer", review(cast, "officer", record))

    assert cast.verdicts("member", cast.edit("member", record, {TEXT: "a"})) == ["applied"]


def test_a_review_with_a_question_is_one_act(cast: Cast) -> None:
    record = created(cast)
    content = {"decision": "returned", "question": "Đèn ở ngõ nào?", "field": TEXT}
    asked = review(cast, "officer", record, content=content)
    cast.push("officer", asked)

    shown = cast.record("member", record["record_id"])

    entry = shown["conversation"][0]
    assert (entry["id"], entry["type"], entry["text"]) == (
        asked["id"],
        "question",
        "Đèn ở ngõ nào?",
    )
    assert entry["field"] == TEXT


def test_an_answer_names_its_question_and_entries_stand_in_seq_order(cast: Cast) -> None:
    record = created(cast)
    content = {"decision": "returned", "question": "Ở đâu?"}
    asked = review(cast, "officer", record, content=content)
    answer = note(cast, "member", record, "Ngõ 3", note_type="answer", target=asked["id"])
    remark = note(cast, "mate", record, "Đã thay")
    cast.push("officer", asked)
    cast.push("mate", remark)
    cast.push("member", answer)

    entries = cast.record("officer", record["record_id"])["conversation"]

    assert [one["id"] for one in entries] == [asked["id"], remark["id"], answer["id"]]
    assert entries[-1]["target"] == asked["id"]


def test_a_note_moves_only_the_seq(cast: Cast) -> None:
    record = created(cast)
    before = cast.record("member", record["record_id"])

    seq = cast.push("mate", note(cast, "mate", record))[0]["seq"]

    after = cast.record("member", record["record_id"])
    assert (after["seq"], after["revision"]) == (seq, before["revision"])
    assert after["review_revision"] is None


def test_a_question_field_may_be_an_item(cast: Cast) -> None:
    record = created(cast)
    place = f"findings/{cast.id()}"
    content = {"type": "question", "text": "Ai thấy?", "field": place}

    assert cast.verdicts("officer", note(cast, "officer", record, content=content)) == ["applied"]


def test_a_resolve_may_close_a_review_sibling(cast: Cast) -> None:
    record = created(cast)
    cast.push("officer", review(cast, "officer", record))
    second = review(cast, "second_officer", record, "seen")
    cast.push("second_officer", second)
    keep = act(
        cast, "officer", "resolve", record, base=record["id"],
        target=[second["id"]], was={"review": None},
    )  # fmt: skip

    assert cast.verdicts("officer", keep) == ["applied"]
    assert cast.record("member", record["record_id"])["siblings"] == []
