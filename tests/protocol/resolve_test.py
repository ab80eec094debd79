"""Resolving: it closes the siblings that it saw of what it names, and no others."""

import pytest

from server.sync.canonical import was_hash
from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, act, created, review
from tests.protocol.merge_test import FINDING, edit_text, finding, items


@pytest.mark.parametrize("target", ["named", "those at its base"])
def test_a_resolve_closes_what_it_saw_and_ends_the_conflict_everywhere(
    cast: Cast, target: str
) -> None:
    record, second = conflict(cast)
    named = [second["id"]] if target == "named" else None
    resolve = act(
        cast, "officer", "resolve", record, base=second["id"], target=named,
        content={TEXT: "c"}, was={TEXT: was_hash("a")},
    )  # fmt: skip

    assert cast.verdicts("officer", resolve) == ["applied"]

    for who in ("mate", "member"):
        shown = cast.record(who, record["record_id"])
        assert (shown["content"][TEXT], shown["siblings"]) == ("c", [])
        assert shown["revision"] == resolve["id"]


def test_a_resolve_may_keep_the_head_by_naming_the_field_alone(cast: Cast) -> None:
    record, second = conflict(cast)
    keep = act(
        cast, "leader", "resolve", record, base=second["id"],
        content={TEXT: "a"}, was={TEXT: was_hash("a")},
    )  # fmt: skip

    assert cast.verdicts("leader", keep) == ["applied"]
    assert cast.record("mate", record["record_id"])["siblings"] == []


def test_a_resolve_closes_no_sibling_that_came_after_its_base(cast: Cast) -> None:
    record, second = conflict(cast)
    third = edit_text(cast, "leader", record, "z")
    cast.push("leader", third)
    resolve = act(
        cast, "officer", "resolve", record, base=second["id"],
        content={TEXT: "c"}, was={TEXT: was_hash("a")},
    )  # fmt: skip

    assert cast.verdicts("officer", resolve) == ["merged"]

    shown = cast.record("mate", record["record_id"])
    assert [one["revision"] for one in shown["siblings"]] == [third["id"]]


def test_a_resolve_closes_no_sibling_of_another_field(cast: Cast) -> None:
    record, _ = conflict(cast)
    other = cast.edit("mate", record, {"extra_people_count": 1})
    late = cast.edit("member", record, {"extra_people_count": 2})
    cast.push("mate", other)
    cast.push("member", late)
    resolve = act(
        cast, "officer", "resolve", record, base=late["id"],
        content={TEXT: "c"}, was={TEXT: was_hash("a")},
    )  # fmt: skip

    cast.push("officer", resolve)

    siblings = cast.record("mate", record["record_id"])["siblings"]
    assert [one["field"] for one in siblings] == ["extra_people_count"]


def test_two_resolves_of_one_conflict_lose_no_value(cast: Cast) -> None:
    record, second = conflict(cast)
    resolves = [
        act(
            cast, who, "resolve", record, base=second["id"],
            content={TEXT: text}, was={TEXT: was_hash("a")},
        )
        for who, text in (("officer", "c"), ("second_officer", "d"))
    ]  # fmt: skip

    assert cast.verdicts("officer", resolves[0]) == ["applied"]
    assert cast.verdicts("second_officer", resolves[1]) == ["conflict"]

    shown = cast.record("mate", record["record_id"])
    assert (shown["content"][TEXT], shown["siblings"][0]["value"]) == ("c", "d")


def test_a_resolve_of_one_item_leaves_the_siblings_of_the_others(cast: Cast) -> None:
    both = (finding(1), finding(2))
    record = created(cast, content={"findings": list(both)})
    mine = [finding(number, description="a") for number in (1, 2)]
    theirs = [finding(number, description="b") for number in (1, 2)]
    cast.push("mate", items(cast, "mate", record, *mine, saw=both))
    late = items(cast, "member", record, *theirs, saw=both)
    assert cast.verdicts("member", late) == ["conflict"]
    resolve = act(
        cast, "officer", "resolve", record, base=late["id"], content={"findings": [theirs[0]]},
        was={"findings": {theirs[0]["id"]: was_hash(mine[0])}},
    )  # fmt: skip

    assert cast.verdicts("officer", resolve) == ["applied"]

    shown = cast.record("mate", record["record_id"])
    assert shown["content"]["findings"] == [theirs[0], mine[1]]
    assert [one["field"] for one in shown["siblings"]] == [f"findings/{FINDING.format(2)}"]


def test_a_resolve_may_name_one_item_without_changing_it(cast: Cast) -> None:
    record = created(cast, content={"findings": [finding(1)]})
    mine, theirs = finding(1, description="a"), finding(1, description="b")
    cast.push("mate", items(cast, "mate", record, mine, saw=(finding(1),)))
    late = items(cast, "member", record, theirs, saw=(finding(1),))
    cast.push("member", late)
    place = f"findings/{FINDING.format(1)}"

    keep = act(cast, "officer", "resolve", record, base=late["id"], was={place: None})

    assert cast.verdicts("officer", keep) == ["applied"]
    shown = cast.record("mate", record["record_id"])
    assert (shown["content"]["findings"], shown["siblings"]) == ([mine], [])


def test_authors_do_not_settle_what_reviewers_disagree_about(cast: Cast) -> None:
    record = created(cast)
    second = review(cast, "second_officer", record, "returned")
    cast.push("officer", review(cast, "officer", record))
    assert cast.verdicts("second_officer", second) == ["conflict"]
    dismiss = act(
        cast, "member", "resolve", record, base=record["id"],
        target=[second["id"]], was={"review": None},
    )  # fmt: skip

    assert cast.verdicts("member", dismiss) == ["READ_ONLY"]

    siblings = cast.record("member", record["record_id"])["siblings"]
    assert [one["revision"] for one in siblings] == [second["id"]]


def conflict(cast: Cast) -> tuple[Json, Json]:
    """A record whose head says a, and the mutation whose b stands beside it."""
    record = created(cast)
    cast.push("mate", edit_text(cast, "mate", record, "a"))
    second = edit_text(cast, "member", record, "b")
    assert cast.verdicts("member", second) == ["conflict"]
    return record, second
