"""Merge as a pure function: what applies, what becomes a sibling, what closes one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sync.canonical import same, was_hash
from server.sync.merge import Edit, Merged, close, fresh, merge, sibling, units

ITEM_KEYS = {"findings": "id"}
A, B = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = st.dictionaries(st.sampled_from(("one", "two", "three")), JSON, max_size=3)


def edit(content: dict[str, Any], saw: dict[str, Any] | None = None, **parts: Any) -> Edit:
    """Make an edit by `who` that saw `saw` in the fields it changes."""
    was = {name: was_hash((saw or {}).get(name)) for name in content}
    return Edit(
        revision=parts.get("revision", "r2"),
        person=parts.get("person", "an"),
        at="2026-11-20T20:00:00+07:00",
        content=content,
        was=parts.get("was", was),
        item_keys=ITEM_KEYS,
        on_chain=parts.get("on_chain", lambda revision: False),
    )


def test_a_field_that_stands_as_it_was_seen_takes_the_new_value() -> None:
    merged = merge({"one": 1, "two": 2}, [], edit({"one": 5}, {"one": 1}))

    assert merged == Merged({"one": 5, "two": 2}, [], [])


def test_a_field_that_another_changed_keeps_its_value_and_shows_the_new_one_beside_it() -> None:
    merged = merge({"one": 9}, [], edit({"one": 5}, {"one": 1}))

    assert merged.content == {"one": 9}
    assert merged.added == ["one"]
    assert [(s["field"], s["value"], s["revision"]) for s in merged.siblings] == [("one", 5, "r2")]


def test_the_same_value_written_twice_is_no_conflict() -> None:
    merged = merge({"one": 5}, [], edit({"one": 5}, {"one": 1}))

    assert merged == Merged({"one": 5}, [], [])


def test_null_clears_a_field_that_stands_as_it_was_seen() -> None:
    merged = merge({"one": 5}, [], edit({"one": None}, {"one": 5}))

    assert merged.content == {}


def test_a_field_named_only_by_what_was_seen_is_cleared() -> None:
    merged = merge({"one": 5}, [], edit({}, was={"one": was_hash(5)}))

    assert merged.content == {}


def test_clearing_what_another_changed_is_a_sibling_of_null() -> None:
    merged = merge({"one": 9}, [], edit({"one": None}, {"one": 5}))

    assert merged.content == {"one": 9}
    assert [s["value"] for s in merged.siblings] == [None]


def test_items_merge_one_by_one_and_stand_in_the_order_of_their_ids() -> None:
    head = {"findings": [{"id": B, "note": "hỏng đèn"}]}
    added = edit({"findings": [{"id": A, "note": "ồn"}]}, was={"findings": {A: None}})

    merged = merge(head, [], added)

    assert [item["id"] for item in merged.content["findings"]] == [A, B]
    assert merged.siblings == []


def test_an_item_that_another_changed_keeps_its_value() -> None:
    head = {"findings": [{"id": A, "note": "hai"}]}
    late = edit(
        {"findings": [{"id": A, "note": "ba"}]},
        was={"findings": {A: was_hash({"id": A, "note": "một"})}},
    )

    merged = merge(head, [], late)

    assert merged.content == head
    assert merged.added == [f"findings/{A}"]


def test_a_later_value_on_the_same_chain_replaces_ones_own_sibling() -> None:
    own = sibling("r1", "one", 5, "an", "")

    merged = merge({"one": 9}, [own], edit({"one": 6}, {"one": 5}, on_chain={"r1"}.__contains__))

    assert [s["value"] for s in merged.siblings] == [6]


@pytest.mark.parametrize(
    ("person", "chain"), [("binh", {"r1"}), ("an", set())], ids=["anothers", "another chain"]
)
def test_a_sibling_of_another_person_or_chain_stays(person: str, chain: set[str]) -> None:
    standing = sibling("r1", "one", 5, person, "")

    merged = merge(
        {"one": 9}, [standing], edit({"one": 6}, {"one": 5}, on_chain=chain.__contains__)
    )

    assert [s["value"] for s in merged.siblings] == [5, 6]


def test_nothing_applies_to_a_removed_record_and_nothing_is_lost() -> None:
    merged = merge({"one": 1}, [], edit({"one": 5}, {"one": 1}), frozen=True)

    assert merged.content == {"one": 1}
    assert [s["value"] for s in merged.siblings] == [5]


def test_closing_drops_the_seen_siblings_of_the_named_fields_and_no_others() -> None:
    siblings = [
        sibling("r1", "one", 1, "an", ""),
        sibling("r2", "one", 2, "an", ""),
        sibling("r1", "two", 3, "an", ""),
        sibling("r1", f"findings/{A}", {}, "an", ""),
    ]

    left = close(siblings, {"one", "findings"}, {"r1"}.__contains__)

    assert [(s["revision"], s["field"]) for s in left] == [("r2", "one"), ("r1", "two")]


@given(FIELDS)
def test_a_new_record_holds_no_null(content: dict[str, Any]) -> None:
    assert all(value is not None for value in fresh(content, ITEM_KEYS).values())


@given(head=FIELDS, change=FIELDS, seen=FIELDS)
def test_every_value_stands_in_the_head_or_beside_it_and_unseen_ones_stay(
    head: dict[str, Any], change: dict[str, Any], seen: dict[str, Any]
) -> None:
    head = fresh(head, ITEM_KEYS)
    made = edit(change, seen)

    merged = merge(head, [], made)

    for unit in units(made):
        before, after = head.get(unit.field), merged.content.get(unit.field)
        beside = [s["value"] for s in merged.siblings if s["field"] == unit.field]
        assert same(after, unit.value) or any(same(unit.value, value) for value in beside)
        assert same(after, before) or was_hash(before) == unit.seen
    untouched = head.keys() - change.keys()
    assert all(merged.content[name] == head[name] for name in untouched)


@given(head=FIELDS, change=FIELDS)
def test_an_edit_of_what_was_seen_applies_whole_and_again_changes_nothing(
    head: dict[str, Any], change: dict[str, Any]
) -> None:
    head = fresh(head, ITEM_KEYS)

    once = merge(head, [], edit(change, head))
    twice = merge(once.content, once.siblings, edit(change, head))

    assert once.siblings == []
    assert all(same(once.content.get(name), value) for name, value in change.items())
    assert twice.content == once.content
    assert twice.added == []


@given(head=FIELDS, change=FIELDS, seen=FIELDS)
def test_merge_leaves_its_arguments_alone(
    head: dict[str, Any], change: dict[str, Any], seen: dict[str, Any]
) -> None:
    before, siblings = dict(head), [sibling("r1", "one", 1, "an", "")]

    merge(head, siblings, edit(change, seen))

    assert head == before
    assert len(siblings) == 1
