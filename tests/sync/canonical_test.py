"""The canonical form: what is the same, and what is refused because it has none."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from server.sync.canonical import body_hash, canonical, compose, same, was_hash

COMPOSED, DECOMPOSED = "th\u00f4n \u0110\u00f4ng", "tho\u0302n \u0110o\u0302ng"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FRACTIONS = [0.0, 1.0, 0.1, 1e-4, 9.9e-5, 1e-5, 1e-6, 1e-7, 5e-324, 12.038719, 999999999999999.9]
LARGE = [1e15, 1.5e15, 1e16, 1e20, 1e21, 1.7976931348623157e308, 10**15, 10**15 + 1, 2**53 - 1]
NUMBERS = st.sampled_from([*FRACTIONS, *LARGE])
ODD_JSON = st.recursive(
    JSON
    | NUMBERS
    | NUMBERS.map(lambda one: -one)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=2)
            | st.sampled_from("aZ~\u00e9\u1ebf\ud7ff\ue000\uffff\U00010000\U0010ffff"),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


@given(ODD_JSON)
def test_the_fast_writer_writes_what_the_library_of_rfc_8785_does(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(without_nulls(value))


@given(ODD_JSON, st.sampled_from([2**53, -(2**53), 2**64, float("nan"), float("inf"), "\ud800"]))
def test_one_value_that_has_no_canonical_form_leaves_the_whole_without(
    value: Any, odd: Any
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical({"a": value, "b": [odd]})


def test_the_two_spellings_of_vietnamese_are_one_text() -> None:
    assert compose({DECOMPOSED: [DECOMPOSED]}) == {COMPOSED: [COMPOSED]}


def test_two_keys_that_become_one_are_refused() -> None:
    with pytest.raises(ValueError, match="two keys"):
        compose({COMPOSED: 1, DECOMPOSED: 2})


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": 2}) == b'{"a":2,"b":1}'


def test_keys_are_ordered_by_utf_16_as_rfc_8785_says() -> None:
    assert canonical({"\U00010000": 1, "\uffff": 2}).decode() == '{"\U00010000":1,"\uffff":2}'


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, b"1"), (-0.0, b"0"), (1e21, b"1e+21"), (0.000001, b"0.000001"), (1e-7, b"1e-7")],
)
def test_numbers_are_written_as_ecmascript_does(value: float, written: bytes) -> None:
    assert canonical(value) == written


def test_absent_and_null_are_the_same_in_an_object_but_not_in_a_list() -> None:
    assert body_hash({"a": {"b": None}}) == body_hash({"a": {}})
    assert body_hash([None]) != body_hash([])


def test_nothing_seen_has_no_hash() -> None:
    assert was_hash(None) is None


def test_what_was_seen_is_told_by_eight_digits() -> None:
    assert was_hash("tốt") == body_hash("tốt")[:8]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800"], ids=repr)
def test_what_json_programs_do_not_share_has_no_canonical_form(value: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        canonical(value)


@pytest.mark.parametrize(
    ("one", "other"), [(True, 1), (False, 0), ("1", 1), ([], {}), ("", None)], ids=repr
)
def test_values_that_json_tells_apart_are_not_the_same(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert not same({"a": [one]}, {"a": [other]})


@given(JSON)
def test_composing_twice_is_composing_once(value: Any) -> None:
    try:
        once = compose(value)
    except ValueError:
        return

    assert compose(once) == once
