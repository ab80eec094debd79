"""Records that move: who stands in the old stream drops his copy, who stands in the new gets it."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import Json, act, created, move
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone


def to_chua(cast: Cast, record: Json) -> Json:
    return move(cast, "officer", record, cast.log("chua"))


def back(cast: Cast, moved: Json) -> Json:
    return move(cast, "officer", {**moved, "stream": cast.log("chua")}, cast.log())


def test_a_moved_record_leaves_its_old_stream_and_comes_in_its_new_one(cast: Cast) -> None:
    record = created(cast)
    old, new = Copy(cast, "mate"), Copy(cast, "outsider")
    old.pull()
    new.pull()

    cast.push("officer", to_chua(cast, record))

    gone, come = old.pull(), new.pull()
    assert [(one["id"], one["stream"]) for one in gone["departures"]] == [
        (record["record_id"], cast.log())
    ]
    assert record["record_id"] not in old.rows
    assert new.rows[record["record_id"]]["stream"] == cast.log("chua")
    assert old.digests() == gone["digests"]
    assert new.digests() == come["digests"]


@pytest.mark.parametrize("page_size", [1, 2, 500])
def test_there_and_back_again_ends_where_it_began(cast: Cast, page_size: int) -> None:
    record = created(cast)
    copies = [Copy(cast, who) for who in ("mate", "outsider", "officer")]
    for copy in copies:
        copy.pull()

    there = to_chua(cast, record)
    cast.push("officer", there, back(cast, there))

    for copy in copies:
        reply = copy.pull(page_size=page_size)
        assert copy.digests() == reply["digests"], copy.who
    assert [record["record_id"] in copy.rows for copy in copies] == [True, False, True]


def test_a_move_between_two_pages_is_not_missed(cast: Cast) -> None:
    records = [created(cast) for _ in range(3)]
    copy = Copy(cast, "officer")
    copy.streams = tuple(cast.exchange("officer")["streams"])
    copy.take(cast.pull("officer", *copy.streams, page_size=3))

    cast.push("officer", to_chua(cast, records[0]))

    assert copy.pull(page_size=2)["digests"] == copy.digests()


def test_every_return_leaves_one_departure_at_most(cast: Cast) -> None:
    record = created(cast)
    for _ in range(3):
        there = to_chua(cast, record)
        record = {**back(cast, there), "stream": cast.log()}
        assert cast.verdicts("officer", there, record) == ["applied", "applied"]

    dong, chua = cast.pull("mate", cast.log()), cast.pull("outsider", cast.log("chua"))

    assert (len(dong["records"]), dong["departures"]) == (1, [])
    assert (chua["records"], len(chua["departures"])) == ([], 1)


def test_a_departure_drops_no_copy_that_stands_elsewhere(cast: Cast) -> None:
    record = created(cast)
    phone, _ = open_phone(cast, "officer")
    phone.sync()

    there = to_chua(cast, record)
    cast.push("officer", there)
    phone.sync()
    cast.push("officer", back(cast, there))
    phone.sync()

    shown = phone.view(record["record_id"])
    assert shown is not None
    assert shown["stream"] == cast.log()
    assert phone.reports == []


def test_two_who_move_the_same_record_conflict_and_the_first_stands(cast: Cast) -> None:
    record = created(cast)
    first = to_chua(cast, record)
    cast.push("officer", first)
    elsewhere = move(cast, "second_officer", record, cast.log(), was={"stream": "00000000"})

    result = cast.push("second_officer", elsewhere)[0]

    assert (result["verdict"], result["siblings"]) == ("conflict", ["stream"])
    assert cast.record("officer", record["record_id"])["stream"] == cast.log("chua")


@pytest.mark.parametrize("group", ["chua", "dong"])
def test_the_desk_settles_two_moves_and_it_stands_where_the_desk_says(
    cast: Cast, group: str
) -> None:
    record = created(cast)
    first = to_chua(cast, record)
    cast.push("officer", first)
    elsewhere = move(cast, "second_officer", record, cast.log(), was={"stream": "00000000"})
    cast.push("second_officer", elsewhere)
    shown = cast.record("officer", record["record_id"])
    again = move(
        cast,
        "officer",
        {**record, "id": shown["revision"], "stream": shown["stream"]},
        cast.log(group),
    )
    settle = act(
        cast, "officer", "resolve", record, base=again["id"], target=[elsewhere["id"]],
        content={"stream": cast.log(group)},
    )  # fmt: skip

    cast.push("officer", again)
    cast.push("officer", settle)

    shown = cast.record("officer", record["record_id"])
    assert (shown["stream"], shown["siblings"]) == (cast.log(group), [])


def test_moving_to_where_it_stands_changes_nothing(cast: Cast) -> None:
    record = created(cast)

    assert cast.verdicts("officer", move(cast, "officer", record, cast.log())) == ["applied"]
    assert cast.pull("mate", cast.log())["departures"] == []


def test_rights_are_judged_where_the_record_stands_now(cast: Cast) -> None:
    record = created(cast)
    cast.push("officer", to_chua(cast, record))

    edit = cast.edit("member", record, {"handover_text": "x"})

    assert cast.verdicts("member", edit) == ["OUT_OF_SCOPE"]
    assert cast.verdicts(
        "outsider", cast.edit("outsider", record, {"handover_text": "y"}, stream=cast.log("chua"))
    ) == ["merged"]
