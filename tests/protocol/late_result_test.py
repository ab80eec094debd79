"""Late results: an author hears once of every verdict that changed since he last heard."""

from tests.cast import Cast
from tests.protocol.acts import TEXT, created, held_rows, note, release


def late(cast: Cast, who: str, witness: str | None) -> dict[str, str]:
    reply = cast.exchange(who, witness=witness)
    return {one["id"]: one["code"] or one["verdict"] for one in reply["late_results"]}


def test_only_changes_after_the_witness_and_up_to_the_head_are_told(cast: Cast) -> None:
    first, second = cast.create("outsider"), cast.create("outsider")
    start = cast.exchange("outsider", first, second)["witness"]
    between = cast.exchange("officer", release(cast, "officer", first))["witness"]
    end = cast.exchange("officer", release(cast, "officer", second, "close"))["witness"]

    assert late(cast, "outsider", start) == {first["id"]: "applied", second["id"]: "CLOSED"}
    assert late(cast, "outsider", between) == {second["id"]: "CLOSED"}
    assert late(cast, "outsider", end) == {}


def test_only_ones_own_verdicts_are_told(cast: Cast) -> None:
    held = cast.create("outsider")
    witness = cast.exchange("outsider", held)["witness"]

    cast.push("officer", release(cast, "officer", held))

    assert late(cast, "member", witness) == {}
    assert late(cast, "officer", witness) == {}


def test_first_verdicts_are_no_late_results(cast: Cast) -> None:
    witness = cast.exchange("member")["witness"]
    created(cast)

    assert late(cast, "member", witness) == {}


def test_a_first_exchange_has_none(cast: Cast) -> None:
    held = cast.create("outsider")
    cast.push("outsider", held)
    cast.push("officer", release(cast, "officer", held))

    assert late(cast, "outsider", None) == {}


def test_a_verdict_that_changed_twice_is_told_as_it_is_now(cast: Cast) -> None:
    create = cast.create("outsider")
    edit = cast.edit("outsider", create, {TEXT: "a"})
    witness = cast.exchange("outsider", create, edit)["witness"]
    cast.push("officer", release(cast, "officer", create))
    cast.push("officer", release(cast, "officer", edit))

    assert late(cast, "outsider", witness) == {create["id"]: "applied", edit["id"]: "applied"}


def test_a_siblings_names_come_with_a_late_conflict(cast: Cast) -> None:
    create = cast.create("member", content={TEXT: "a"})
    edit = cast.edit("mate", create, {TEXT: "b"})
    witness = cast.exchange("mate", edit)["witness"]

    cast.push("member", create)

    told = cast.exchange("mate", witness=witness)["late_results"]
    assert [(one["verdict"], one["siblings"]) for one in told] == [("conflict", [TEXT])]


def test_what_waits_for_more_is_told_nothing_new(cast: Cast) -> None:
    create = cast.create("member")
    edit = cast.edit("member", create, {TEXT: "a"})
    last = cast.edit("mate", edit, {TEXT: "b"}, saw={TEXT: "a"})
    witness = cast.exchange("mate", last)["witness"]

    cast.push("member", create)

    assert late(cast, "mate", witness) == {}
    assert not held_rows(cast)[last["id"]]["deleted"]


def test_a_note_held_and_released_is_in_the_order_of_its_release(cast: Cast) -> None:
    create = cast.create("member")
    early = note(cast, "mate", create, "sớm")
    cast.push("mate", early)
    cast.push("member", create, note(cast, "member", create, "muộn"))

    texts = [one["text"] for one in cast.record("mate", create["record_id"])["conversation"]]

    assert texts == ["sớm", "muộn"]
