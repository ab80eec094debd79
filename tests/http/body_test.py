"""The body of a request: what is JSON for us (how the door answers: envelope_test.py)."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Problem
from server.http.body import MAX_DEPTH, parse_any_json, parse_json

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
ODD_NUMBERS = [
    *("-0", "-0.0", "0.0", "1.0", "1e0", "1E5", "1e5", "100000.0", "0.00001", "1e-5", "1e-7"),
    *("1e16", "1e+16", "1e21", "1e+21", "1e400", "-1e400", "1e-400", "5e-324", "4.9e-324"),
    *("9007199254740991", "9007199254740992", "-9007199254740991", "-9007199254740992"),
    *("9007199254740991.0", "9007199254740993.0", "18446744073709551615", "18446744073709551616"),
    *("1.7976931348623157e308", "1.7976931348623157e+308", "0.1", "0.10", "01", "+1", ".5", "5."),
    *("0.30000000000000004", "0.3000000000000000444", "123456789012345680.0", "9" * 40, "-"),
    *("NaN", "Infinity", "-Infinity", "null", "true", "false", "nul", ""),
]
ODD_TEXTS = [
    *('""', '"a"', '"A"', '"\\u0041"', '"\\u0000"', '"\\u0001"', '"\\b"', '"\\u0008"', '"\\/"'),
    *('"/"', '"\\u001f"', '"\\u001F"', '"\x1f"', '"\x7f"', '"\\u007f"', '"\u2028"', '"\\ud800"'),
    *('"\\udc00\\ud800"', '"\\ud83d\\udea8"', '"\U0001f6a8"', '"\u1ebf"', '"e\u0302\u0301"'),
    *('"\ufeff"', '"[{]}"', '"\\""', '"\\x"', '"', "'a'", '"\n"'),
]
SPACES = st.sampled_from(["", "", "", " ", "\n", "\ufeff", "\x00"])
WRITTEN = st.recursive(
    st.sampled_from(ODD_NUMBERS + ODD_TEXTS) | JSON.map(lambda one: orjson.dumps(one).decode()),
    lambda inner: (
        st.builds("{1}[{0}]".format, st.lists(inner, max_size=3).map(",".join), SPACES)
        | st.lists(st.tuples(st.sampled_from(ODD_TEXTS), inner), max_size=3).map(
            lambda pairs: "{" + ",".join(f"{key}:{one}" for key, one in pairs) + "}"
        )
    ),
    max_leaves=8,
)


def outcome(parse: Callable[[bytes], Any], data: bytes) -> tuple[str, object]:
    """Give the value, by its repr, which tells 1, 1.0 and True apart, or the refusal whole."""
    try:
        return "read", repr(parse(data))
    except Problem as problem:
        return problem.code, problem.details


@given(JSON)
def test_what_a_phone_writes_is_read_as_by_the_strict_parser(value: Any) -> None:
    data = orjson.dumps(value)

    assert outcome(parse_json, data) == outcome(parse_any_json, data)


@given(WRITTEN)
def test_odd_json_is_read_or_refused_as_by_the_strict_parser(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")

    assert outcome(parse_json, data) == outcome(parse_any_json, data)


@given(JSON, st.data())
def test_json_that_broke_on_its_way_is_read_or_refused_as_by_the_strict_parser(
    value: Any, data: st.DataObject
) -> None:
    written = bytearray(orjson.dumps(value))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))

    assert outcome(parse_json, bytes(written)) == outcome(parse_any_json, bytes(written))


@pytest.mark.parametrize("written", [*ODD_NUMBERS, *ODD_TEXTS])
@pytest.mark.parametrize(
    "around", ["{}", "[{}]", '{{"a":{}}}', '{{"a":1,"a":{}}}', "{} ", "\ufeff{}"]
)
def test_every_odd_part_is_read_or_refused_as_by_the_strict_parser(
    around: str, written: str
) -> None:
    data = around.format(written).encode()

    assert outcome(parse_json, data) == outcome(parse_any_json, data)


@pytest.mark.parametrize("levels", [*range(MAX_DEPTH - 1, MAX_DEPTH + 3), 253, 254, 255, 5000])
@pytest.mark.parametrize("ends", [("[", "]"), ('{"a":', "}")], ids=["lists", "objects"])
@pytest.mark.parametrize("inmost", ["", "1", '"]]"'])
def test_depth_is_refused_as_by_the_strict_parser(
    levels: int, ends: tuple[str, str], inmost: str
) -> None:
    data = (ends[0] * levels + (inmost or "[]") + ends[1] * levels).encode()

    assert outcome(parse_json, data) == outcome(parse_any_json, data)


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
