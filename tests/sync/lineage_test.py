"""The lineage and its cursors."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.sync.lineage import BEGINNING, Cursor, cursor_at, link, parse_cursor


def test_the_same_history_gives_the_same_link() -> None:
    assert link("a", "id", "00") == link("a", "id", "00")


@pytest.mark.parametrize("parts", [("b", "id", "00"), ("a", "other", "00"), ("a", "id", "01")])
def test_another_past_another_act_or_other_chance_gives_another_link(
    parts: tuple[str, str, str],
) -> None:
    assert link(*parts) != link("a", "id", "00")


def test_the_beginning_is_a_zero() -> None:
    assert str(cursor_at(0, "")) == "0"
    assert parse_cursor("0") == BEGINNING


@given(seq=st.integers(1, 10**17), salt=st.binary(min_size=8, max_size=8))
def test_a_cursor_reads_back_as_it_was_written(seq: int, salt: bytes) -> None:
    cursor = cursor_at(seq, link("", "id", salt.hex()))

    assert parse_cursor(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        None, 0, 7, True, [], {},
        "", "7", "7.", ".0123abcd", "07.0123abcd", "0.0123abcd", "7.0123abc",
        "7.0123ABCD", "7.0123abcd ", "7.0123abcd\n", "-7.0123abcd", "\u0667.0123abcd",
        "1000000000000000000000.0123abcd",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_cursor_is_none_and_never_an_error(text: Any) -> None:
    assert parse_cursor(text) is None


@given(st.text() | st.integers() | st.none() | st.lists(st.text(), max_size=2))
def test_anything_at_all_is_a_cursor_or_none(value: Any) -> None:
    cursor = parse_cursor(value)

    assert cursor is None or isinstance(cursor, Cursor)
