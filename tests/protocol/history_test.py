"""The history of a record: every act that took effect on it, for who may read it."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, created, note, release, remove


def history(cast: Cast, who: str, record: Json) -> list[Json]:
    path = f"/api/sync/{cast.commune_id}/records/{record['record_id']}/history"
    answer = cast.client.get(path, headers=cast.headers(who))
    assert answer.status_code == 200, answer.text
    lines: list[Json] = answer.get_json()["history"]
    return lines


def test_every_act_stands_in_the_order_it_took_effect(cast: Cast) -> None:
    record = created(cast)
    edit = cast.edit("mate", record, {TEXT: "a"})
    late = cast.edit("member", record, {TEXT: "b"})
    entry = note(cast, "member", record)
    cast.push("mate", edit)
    cast.push("member", late, entry)

    lines = history(cast, "viewer", record)

    assert [line["mutation"] for line in lines] == [record, edit, late, entry]
    assert [line["verdict"] for line in lines] == ["applied", "applied", "conflict", "applied"]


def test_a_removed_value_stays_in_the_history(cast: Cast) -> None:
    record = created(cast, content={TEXT: "a"})
    gone = remove(cast, "member", record)
    cast.push("member", gone)

    assert [line["mutation"]["id"] for line in history(cast, "mate", record)] == [
        record["id"],
        gone["id"],
    ]


@pytest.mark.parametrize("name", ["close", "release"])
def test_what_is_held_and_what_the_desk_says_of_it_is_not_for_other_members(
    cast: Cast, name: str
) -> None:
    record = created(cast)
    held = cast.edit("outsider", record, {TEXT: "a"})
    assert cast.verdicts("outsider", held) == ["OUT_OF_SCOPE"]
    assert [line["mutation"]["id"] for line in history(cast, "mate", record)] == [record["id"]]

    cast.push("officer", release(cast, "officer", held, name))

    seen = {line["mutation"]["id"] for line in history(cast, "mate", record)}
    assert seen == ({record["id"]} if name == "close" else {record["id"], held["id"]})
