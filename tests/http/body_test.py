"""The body of a request: what is JSON for us (how the door answers: envelope_test.py)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Problem
from server.http.body import MAX_DEPTH, parse_json

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | WHOLE
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_json_is_read_as_it_was_written(value: Any) -> None:
    for ascii_only in (True, False):
        assert parse_json(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=100))
def test_any_bytes_are_json_or_a_problem(data: bytes) -> None:
    try:
        parse_json(data)
    except Problem as problem:
        assert problem.code.startswith("body.")


def test_as_deep_as_the_limit_is_read_and_one_deeper_is_not() -> None:
    parse_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)

    with pytest.raises(Problem) as refused:
        parse_json(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1))

    assert (refused.value.code, refused.value.details["limit"]) == ("body.depth", MAX_DEPTH)


@pytest.mark.parametrize("number", [2**53 - 1, -(2**53) + 1, 1e300, -0.0, 0.1])
def test_numbers_that_all_programs_share_are_read(number: float) -> None:
    assert parse_json(json.dumps(number).encode()) == number


@pytest.mark.parametrize(
    "text", ["9007199254740992", "-9007199254740992", "1e400", "NaN", "9" * 9999]
)
def test_numbers_that_they_do_not_share_are_refused(text: str) -> None:
    with pytest.raises(Problem, match=r"body\.number"):
        parse_json(text.encode())


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parse_json(b'"\\ud83d\\udea8"') == "\U0001f6a8"
