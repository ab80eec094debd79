"""Merge through the door: what applies, what stands beside, and who closes it."""

from server.sync.canonical import was_hash
from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, act, created, note

FINDING = "00000000-0000-7000-8000-00000000000{}"


def finding(number: int, **parts: str) -> Json:
    known = {"finding_type": "khac", "occurred_at": "2026-11-19T23:00:00+07:00"}
    return {"id": FINDING.format(number), **known, **parts}


def edit_text(cast: Cast, who: str, on: Json, text: str | None, saw: str | None = None) -> Json:
    return cast.edit(who, on, {TEXT: text}, saw={TEXT: saw})


def test_an_edit_of_the_head_is_applied(cast: Cast) -> None:
    record = created(cast)

    assert cast.verdicts("mate", edit_text(cast, "mate", record, "a")) == ["applied"]
    assert cast.record("member", record["record_id"])["content"][TEXT] == "a"


def test_two_who_edit_different_fields_are_both_kept(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", cast.edit("mate", record, {"extra_people_count": 3}))

    assert cast.verdicts("member", edit_text(cast, "member", record, "a")) == ["merged"]

    content = cast.record("member", record["record_id"])["content"]
    assert (content["extra_people_count"], content[TEXT]) == (3, "a")


def test_the_second_of_two_values_is_a_visible_sibling(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))
    second = edit_text(cast, "member", record, "b")

    result = cast.push("member", second)[0]

    assert (result["verdict"], result["code"], result["siblings"]) == ("conflict", None, [TEXT])
    shown = cast.record("mate", record["record_id"])
    assert shown["content"][TEXT] == "a"
    assert shown["siblings"] == [
        {
            "revision": second["id"],
            "field": TEXT,
            "value": "b",
            "person": cast.people["member"],
            "at": second["at"],
        }
    ]


def test_what_could_apply_of_a_conflict_did(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))

    result = cast.push("member", cast.edit("member", record, {TEXT: "b", "extra_people_count": 4}))[
        0
    ]

    assert result["siblings"] == [TEXT]
    assert cast.record("mate", record["record_id"])["content"]["extra_people_count"] == 4


def test_a_sibling_makes_a_revision(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))
    second = edit_text(cast, "member", record, "b")
    cast.push("member", second)

    assert cast.record("mate", record["record_id"])["revision"] == second["id"]


def test_the_same_value_twice_is_no_conflict(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "Đèn hỏng"))

    decomposed = "Đèn hỏng".encode().decode().replace("è", "e\u0300")

    assert cast.verdicts("member", edit_text(cast, "member", record, decomposed)) == ["merged"]
    assert cast.record("mate", record["record_id"])["siblings"] == []


def test_clearing_what_another_changed_is_a_conflict(cast: Cast) -> None:
    record = created(cast, content={TEXT: "a"})
    cast.push("mate", edit_text(cast, "mate", record, "b", saw="a"))

    result = cast.push("member", edit_text(cast, "member", record, None, saw="a"))[0]

    assert result["verdict"] == "conflict"
    shown = cast.record("mate", record["record_id"])
    assert (shown["content"][TEXT], shown["siblings"][0]["value"]) == ("b", None)


def test_clearing_what_one_saw_clears_it(cast: Cast) -> None:
    record = created(cast, content={TEXT: "a"})

    assert cast.verdicts("mate", edit_text(cast, "mate", record, None, saw="a")) == ["applied"]
    assert TEXT not in cast.record("mate", record["record_id"])["content"]


def test_seen_by_its_value_and_not_by_its_base(cast: Cast) -> None:
    record = created(cast)
    first = edit_text(cast, "mate", record, "a")
    cast.push("mate", first)
    blind = act(cast, "member", "edit", record, base=first["id"], content={TEXT: "b"}, was={})

    assert cast.verdicts("member", blind) == ["conflict"]


def test_five_edits_by_one_author_offline_never_conflict_with_themselves(cast: Cast) -> None:
    record = created(cast)
    edits = [edit_text(cast, "member", record, "0")]
    for number in range(1, 5):
        edits.append(edit_text(cast, "member", edits[-1], str(number), saw=str(number - 1)))

    assert cast.verdicts("member", *edits) == ["applied"] * 5
    assert cast.record("mate", record["record_id"])["siblings"] == []


def test_a_later_value_on_the_same_chain_replaces_its_authors_sibling(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))
    mine = edit_text(cast, "member", record, "b")
    later = edit_text(cast, "member", mine, "c", saw="b")

    assert cast.verdicts("member", mine, later) == ["conflict", "conflict"]

    siblings = cast.record("mate", record["record_id"])["siblings"]
    assert [(one["value"], one["revision"]) for one in siblings] == [("c", later["id"])]


def test_the_siblings_of_two_people_stand_side_by_side(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))
    cast.push("member", edit_text(cast, "member", record, "b"))
    cast.push("leader", edit_text(cast, "leader", record, "c"))

    siblings = cast.record("mate", record["record_id"])["siblings"]

    assert [one["value"] for one in siblings] == ["b", "c"]


def test_twice_the_same_record_in_one_batch_ends_with_the_last(cast: Cast) -> None:
    record = created(cast)
    first = edit_text(cast, "member", record, "a")
    last = edit_text(cast, "member", first, "b", saw="a")

    cast.push("member", first, last)

    rows = cast.pull("mate", cast.log())["records"]
    assert [(row["id"], row["content"][TEXT]) for row in rows] == [(record["record_id"], "b")]


def test_creating_what_exists_is_an_edit_without_a_base(cast: Cast) -> None:
    record = created(cast, content={TEXT: "a"})
    again = cast.create("mate", record["record_id"], content={TEXT: "b", "extra_people_count": 1})

    result = cast.push("mate", again)[0]

    assert (result["verdict"], result["siblings"]) == ("conflict", [TEXT])
    assert cast.record("mate", record["record_id"])["content"] == {
        TEXT: "a",
        "extra_people_count": 1,
    }


def test_items_merge_one_by_one_and_stand_in_the_order_of_their_ids(cast: Cast) -> None:
    record = created(cast)
    one, two = finding(1), finding(2)
    cast.push("mate", items(cast, "mate", record, two))

    assert cast.verdicts("member", items(cast, "member", record, one)) == ["merged"]
    assert cast.record("mate", record["record_id"])["content"]["findings"] == [one, two]


def test_the_item_is_the_unit_of_a_conflict(cast: Cast) -> None:
    record = created(cast, content={"findings": [finding(1), finding(2)]})
    mine = [finding(1, description="a"), finding(2, description="b")]
    cast.push("mate", items(cast, "mate", record, mine[0], saw=(finding(1),)))
    other = finding(1, description="c")

    result = cast.push(
        "member", items(cast, "member", record, other, mine[1], saw=(finding(1), finding(2)))
    )[0]

    place = f"findings/{FINDING.format(1)}"
    assert (result["verdict"], result["siblings"]) == ("conflict", [place])
    shown = cast.record("mate", record["record_id"])
    assert shown["content"]["findings"] == mine
    assert [(one["field"], one["value"]) for one in shown["siblings"]] == [(place, other)]


def test_a_note_is_no_change_that_an_edit_could_miss(cast: Cast) -> None:
    record = created(cast)
    cast.push("mate", note(cast, "mate", record))

    assert cast.verdicts("member", edit_text(cast, "member", record, "a")) == ["applied"]


def items(cast: Cast, who: str, on: Json, *changed: Json, saw: tuple[Json, ...] = ()) -> Json:
    seen = {one["id"]: was_hash(one) for one in saw}
    was = {"findings": {one["id"]: seen.get(one["id"]) for one in changed}}
    return cast.edit(who, on, {"findings": list(changed)}, was=was)
