"""Removing: never over what the remover had not seen, and never for ever."""

from server.sync.canonical import was_hash
from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, act, created, leave_group, note, remove
from tests.protocol.copies import Copy


def test_a_removed_record_says_why_and_stays_in_the_digest(cast: Cast) -> None:
    record = created(cast)

    assert cast.verdicts("member", remove(cast, "member", record, "nhập nhầm")) == ["applied"]

    copy = Copy(cast, "mate")
    reply = copy.pull()
    row = copy.rows[record["record_id"]]
    assert (row["deleted"], row["removed"], row["state"]) == (True, "nhập nhầm", "removed")
    assert copy.digests() == reply["digests"]


def test_a_stale_remove_is_a_conflict_and_the_record_stays(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", cast.edit("mate", record, {TEXT: "a"}))
    late = remove(cast, "member", record)

    result = cast.push("member", late)[0]

    assert (result["verdict"], result["siblings"]) == ("conflict", ["removed"])
    shown = cast.record("mate", record["record_id"])
    assert (shown["deleted"], shown["revision"]) == (False, late["id"])
    assert [one["field"] for one in shown["siblings"]] == ["removed"]


def test_an_edit_of_a_removed_record_is_not_applied_and_not_lost(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", remove(cast, "mate", record))
    edit = cast.edit("member", record, {TEXT: "a"})

    assert cast.verdicts("member", edit) == ["conflict"]

    shown = cast.record("mate", record["record_id"])
    assert shown["deleted"]
    assert TEXT not in shown["content"]
    assert [(one["field"], one["value"]) for one in shown["siblings"]] == [(TEXT, "a")]


def test_a_note_on_a_removed_record_is_kept(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", remove(cast, "mate", record))

    assert cast.verdicts("member", note(cast, "member", record)) == ["applied"]


def test_removing_twice_is_removing_once(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", remove(cast, "mate", record, "trùng"))

    assert cast.verdicts("member", remove(cast, "member", record)) == ["merged"]
    assert cast.record("mate", record["record_id"])["removed"] == "trùng"


def test_a_resolve_brings_a_removed_record_back(cast: Cast) -> None:
    record = created(cast)
    gone = remove(cast, "mate", record, "trùng")
    cast.push("mate", gone)

    assert cast.verdicts("officer", bring_back(cast, gone)) == ["applied"]

    shown = cast.record("mate", record["record_id"])
    assert (shown["deleted"], shown["removed"]) == (False, None)
    assert shown["content"] == record["content"]


def test_bringing_back_what_was_removed_for_another_reason_is_a_conflict(cast: Cast) -> None:
    record = created(cast)
    gone = remove(cast, "mate", record, "trùng")
    cast.push("mate", gone)
    blind = bring_back(cast, gone, was={"removed": None})

    assert cast.verdicts("officer", blind) == ["conflict"]
    assert cast.record("mate", record["record_id"])["deleted"]


def test_creating_a_removed_record_again_does_not_bring_it_back(cast: Cast) -> None:
    record = created(cast)
    cast.push("member", remove(cast, "member", record))

    verdicts = cast.verdicts(
        "member", cast.create("member", record["record_id"], content={TEXT: "a"})
    )

    assert verdicts == ["conflict"]
    assert cast.record("mate", record["record_id"])["deleted"]


def test_a_resolve_carries_out_a_removal_that_stood_beside(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", cast.edit("mate", record, {TEXT: "a"}))
    late = remove(cast, "member", record, "trùng")
    cast.push("member", late)
    decide = act(
        cast, "officer", "resolve", record, base=late["id"],
        content={"removed": "trùng"}, was={"removed": None},
    )  # fmt: skip

    assert cast.verdicts("officer", decide) == ["applied"]

    shown = cast.record("mate", record["record_id"])
    assert (shown["removed"], shown["siblings"]) == ("trùng", [])


def test_what_was_removed_from_a_revoked_stream_never_leaks_to_who_left(cast: Cast) -> None:
    record = created(cast)
    gone = remove(cast, "member", record, "trùng")
    cast.push("member", gone)
    leave_group(cast, "mate")
    cast.push("officer", bring_back(cast, gone))

    reply = cast.pull("mate", cast.log(), "directory", "notices")

    assert record["record_id"] not in {row["id"] for row in reply["records"]}


def bring_back(cast: Cast, gone: Json, **parts: Json) -> Json:
    seen = {"removed": was_hash(gone["content"]["reason"])}
    known = {"base": gone["id"], "content": {"removed": None}, "was": seen}
    return act(cast, "officer", "resolve", gone, **{**known, **parts})
