"""What waits is released by itself; the desk releases the rest, or closes it."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import (
    Json,
    act,
    change,
    come_back,
    created,
    held_rows,
    leave_group,
    note,
    release,
    remove,
    review,
)
from tests.protocol.copies import Copy

ENDED = {"ended_at": "2026-11-20T01:00:00+07:00"}


def chain(cast: Cast, length: int = 3, who: str = "member") -> list[Json]:
    """A create and edits of it, each built on the one before."""
    made = [cast.create(who)]
    for number in range(length - 1):
        made.append(
            cast.edit(who, made[-1], {"extra_people_count": number}, saw=made[-1]["content"])
        )
    return made


def test_an_edit_before_its_create_waits_and_is_released_by_it(cast: Cast) -> None:
    create, edit, last = chain(cast)
    assert cast.verdicts("member", edit, last) == ["UNKNOWN_BASE", "UNKNOWN_BASE"]

    cast.push("member", create)

    assert cast.verdicts("member", create, edit, last) == ["applied"] * 3
    assert cast.record("member", create["record_id"])["revision"] == last["id"]


def test_a_batch_in_any_order_shows_its_final_verdicts(cast: Cast) -> None:
    create, edit, last = chain(cast)

    assert cast.verdicts("member", last, edit, create) == ["applied"] * 3


@pytest.mark.parametrize("name", ["note", "remove", "review"])
def test_every_act_waits_for_its_record(cast: Cast, name: str) -> None:
    create = cast.create("member")
    waiting = {"note": note, "remove": remove, "review": review}[name]
    early = waiting(cast, "officer" if name == "review" else "member", create)
    who = "officer" if name == "review" else "member"
    assert cast.verdicts(who, early) == ["UNKNOWN_BASE"]

    cast.push("member", create)

    assert cast.verdicts(who, early) == ["applied"]


def test_the_author_hears_of_the_release_late(cast: Cast) -> None:
    create, edit, _ = chain(cast)
    witness = cast.exchange("mate", note(cast, "mate", create))["witness"]
    cast.push("member", edit)

    cast.push("member", create)

    late = cast.exchange("mate", witness=witness)["late_results"]
    assert [(one["verdict"], one["duplicate"]) for one in late] == [("applied", False)]
    assert late[0]["seq"] > int(witness.split(".")[0])


def test_every_re_judgement_is_an_act_with_a_seq_of_its_own(cast: Cast) -> None:
    create, edit, last = chain(cast)
    cast.push("member", edit, last)

    result = cast.push("member", create)[0]

    seqs = [one["seq"] for one in cast.push("member", create, edit, last)]
    assert seqs == [result["seq"], result["seq"] + 1, result["seq"] + 2]


def test_what_waits_on_what_is_held_stays_held(cast: Cast) -> None:
    create = cast.create("outsider")
    edit = cast.edit("outsider", create, ENDED)

    assert cast.verdicts("outsider", create, edit) == ["OUT_OF_SCOPE", "UNKNOWN_BASE"]


def test_a_release_judges_with_the_rights_of_the_releaser(cast: Cast) -> None:
    create = cast.create("outsider")
    edit = cast.edit("outsider", create, ENDED)
    cast.push("outsider", create)

    cast.push("officer", release(cast, "officer", create))

    assert cast.verdicts("outsider", create) == ["applied"]
    assert cast.verdicts("outsider", edit) == ["OUT_OF_SCOPE"]
    assert cast.record("officer", create["record_id"])["person"] == cast.people["outsider"]


def test_what_waits_on_a_released_one_is_judged_by_its_own_rights(cast: Cast) -> None:
    create = cast.create("outsider")
    edit = cast.edit("outsider", create, ENDED)
    assert cast.verdicts("outsider", create, edit) == ["OUT_OF_SCOPE", "UNKNOWN_BASE"]

    cast.push("officer", release(cast, "officer", create))

    assert cast.verdicts("outsider", create, edit) == ["applied", "OUT_OF_SCOPE"]


def test_a_release_takes_the_held_ones_that_it_builds_on_first(cast: Cast) -> None:
    create, edit, last = chain(cast, who="outsider")
    assert cast.verdicts("outsider", create, edit, last) == [
        "OUT_OF_SCOPE",
        "UNKNOWN_BASE",
        "UNKNOWN_BASE",
    ]

    cast.push("officer", release(cast, "officer", last))

    assert cast.verdicts("outsider", create, edit, last) == ["applied"] * 3


def test_a_record_whose_base_is_lost_is_made_from_what_came(cast: Cast) -> None:
    create, edit, last = chain(cast)
    cast.push("member", edit, last)

    cast.push("officer", release(cast, "officer", last))

    assert cast.verdicts("member", edit, last) == ["applied", "applied"]
    assert cast.record("member", create["record_id"])["content"] == {"extra_people_count": 1}


def test_a_late_create_after_a_forced_edit_is_merged_and_not_doubled(cast: Cast) -> None:
    create = cast.create("member")
    edit = cast.edit("member", create, ENDED)
    cast.push("member", edit)
    cast.push("officer", release(cast, "officer", edit))

    assert cast.verdicts("member", create) == ["merged"]

    content = cast.record("member", create["record_id"])["content"]
    assert content == {**create["content"], **ENDED}
    assert len(cast.pull("member", cast.log())["records"]) == 1


@pytest.mark.parametrize("name", ["note", "review", "remove"])
def test_any_act_makes_the_record_when_the_desk_says_so(cast: Cast, name: str) -> None:
    create = cast.create("member")
    who = "officer" if name == "review" else "member"
    lost = {"note": note, "remove": remove, "review": review}[name](cast, who, create)
    cast.push(who, lost)

    cast.push("officer", release(cast, "officer", lost))

    assert cast.verdicts(who, lost) == ["applied"]
    assert cast.record("officer", create["record_id"])["content"] == {}


def test_a_release_before_its_target_waits_for_it(cast: Cast) -> None:
    create = cast.create("outsider")
    early = release(cast, "officer", create)
    assert cast.verdicts("officer", early) == ["UNKNOWN_BASE"]

    cast.push("outsider", create)

    assert cast.verdicts("officer", early) == ["applied"]
    assert cast.verdicts("outsider", create) == ["applied"]


def test_rights_that_came_back_need_the_desk_too(cast: Cast) -> None:
    record = created(cast)
    edit = cast.edit("member", record, ENDED)
    leave_group(cast, "member")
    cast.push("member", edit)
    come_back(cast, "member")
    assert cast.verdicts("member", edit) == ["OUT_OF_SCOPE"]

    cast.push("officer", release(cast, "officer", edit))

    assert cast.verdicts("member", edit) == ["applied"]


def test_a_release_that_changes_nothing_writes_nothing_of_the_held_one(cast: Cast) -> None:
    private = change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False})
    cast.push("chief", private)
    case = cast.create("member", stream=cast.mediation(), kind="mediation", content={})
    before = cast.push("member", case)[0]

    given = cast.push("officer", release(cast, "officer", case))[0]

    assert given["verdict"] == "applied"
    after = cast.push("member", case)[0]
    assert (after["code"], after["seq"]) == ("OUT_OF_SCOPE", before["seq"])


def test_bad_data_is_not_released_by_the_desk(cast: Cast) -> None:
    wrong = cast.create("member", content={"extra_people_count": "5"})
    cast.push("member", wrong)

    cast.push("officer", release(cast, "officer", wrong))

    assert cast.verdicts("member", wrong) == ["BAD_DATA"]


def test_what_is_closed_is_never_judged_again(cast: Cast) -> None:
    create = cast.create("outsider")
    edit = cast.edit("outsider", create, ENDED)
    cast.push("outsider", create, edit)

    cast.push("officer", release(cast, "officer", create, "close"))
    cast.push("officer", release(cast, "officer", create))

    assert cast.verdicts("outsider", create, edit) == ["CLOSED", "UNKNOWN_BASE"]


def test_closing_tells_the_author_and_empties_the_desks_row(cast: Cast) -> None:
    create = cast.create("outsider")
    witness = cast.exchange("outsider", create)["witness"]

    cast.push("officer", release(cast, "officer", create, "close"))

    late = cast.exchange("outsider", witness=witness)["late_results"]
    assert [(one["id"], one["code"]) for one in late] == [(create["id"], "CLOSED")]
    row = held_rows(cast)[create["id"]]
    assert (row["deleted"], row["content"]) == (True, {})


def test_releasing_empties_the_desks_row_and_keeps_the_digest(cast: Cast) -> None:
    create = cast.create("outsider")
    cast.push("outsider", create)
    copy = Copy(cast, "officer")
    copy.pull()

    cast.push("officer", release(cast, "officer", create))

    reply = copy.pull()
    assert copy.rows[create["id"]]["deleted"]
    assert copy.rows[create["record_id"]]["revision"] == create["id"]
    assert copy.digests() == reply["digests"]


def test_two_officers_releasing_the_same_end_as_one(cast: Cast) -> None:
    create = cast.create("outsider")
    cast.push("outsider", create)

    cast.push("officer", release(cast, "officer", create))
    second = cast.push("second_officer", release(cast, "second_officer", create))[0]

    assert second["verdict"] == "applied"
    history = cast.client.get(
        f"/api/sync/{cast.commune_id}/records/{create['record_id']}/history",
        headers=cast.headers("officer"),
    ).get_json()["history"]
    assert [one["mutation"]["act"] for one in history if one["mutation"]["act"] == "create"] == [
        "create"
    ]


def test_a_fieldless_edit_is_an_act_like_any_other(cast: Cast) -> None:
    record = created(cast)

    assert cast.verdicts("member", act(cast, "member", "edit", record, base=record["id"])) == [
        "applied"
    ]


def test_a_lost_base_never_lets_a_record_begin_in_a_stream_of_another_kind(cast: Cast) -> None:
    lost = cast.mutation(
        "mediator", "edit", kind="mediation", base=cast.id(), content={"story": "riêng"}
    )
    assert cast.verdicts("mediator", lost) == ["UNKNOWN_BASE"]

    cast.push("officer", release(cast, "officer", lost))

    assert cast.verdicts("mediator", lost) == ["BAD_DATA"]
    assert cast.pull("mate", cast.log())["records"] == []
