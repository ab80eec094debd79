"""Whatever arrives at the exchange door: refused by name with nothing stored, or stored as it came.

Never a 500: a phone would take that for a fault that waiting mends.
"""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from server.sync.wire import write
from tests.cast import Cast
from tests.faults.consistency import assert_consistent
from tests.faults.door import (
    as_json,
    assert_refused,
    assert_sound,
    body_of,
    count_rows,
    send,
    stored_body,
)

ODD_TEXTS = (
    "", "__proto__", "constructor", "\x00", "a\nb", "\u202e", "\ufeff", "e\u0301", "\u00e9",
    "\U0001f6a8", "null", "NaN", "' OR 1=1 --", "../../etc", "%00", "x" * 300,
)  # fmt: skip
TEXTS = st.sampled_from(ODD_TEXTS) | st.text(
    st.characters(exclude_categories=()), max_size=12
)  # lone surrogates too
NUMBERS = st.sampled_from(
    (0, -1, 2**31, 2**53 - 1, 2**53, 2**63, -(2**63) - 1, 10**400, 1e308, 5e-324, -0.0, 1.5)
) | st.floats(allow_nan=True, allow_infinity=True)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS
ODD = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
DEEP = st.integers(1, 5000).map(lambda depth: "[" * depth + "]" * depth)
ENVELOPE_PARTS = (
    "protocol", "app_version", "install_id", "now", "turn", "streams_tag", "witness", "mutations",
    "since", "full_from", "page_size", "access_log", "health",
)  # fmt: skip
MUTATION_PARTS = (
    "id", "person", "record_id", "stream", "kind", "kind_version", "act", "base", "target", "at",
    "clock_offset_ms", "content", "was", "blobs", "purged", "__proto__", "extra",
)  # fmt: skip
ACTS = ("create", "edit", "remove", "resolve", "move", "note", "review", "release", "close")
GOOD_CONTENT: dict[str, Any] = {
    "create": {"started_at": "2026-11-19T22:00:00+07:00"},
    "edit": {"extra_people_count": 3},
    "remove": {"reason": "ghi nhầm"},
    "resolve": {"extra_people_count": 4},
    "note": {"type": "remark", "text": "xong"},
    "review": {"decision": "seen"},
    "close": {"reason": "trùng"},
    "release": {},
}
MODEST = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@MODEST
@given(data=st.binary(max_size=200))
@example(b"")
@example(b"{")
@example(b"null")
@example(b"\xff\xfe{}")
@example(b"\xef\xbb\xbf{}")
def test_bytes_that_are_no_exchange_store_nothing(cast: Cast, data: bytes) -> None:
    before = count_rows()

    assert_refused(send(cast, data), before)


@MODEST
@given(value=ODD)
def test_json_that_is_no_exchange_stores_nothing(cast: Cast, value: Any) -> None:
    before = count_rows()

    assert_refused(send(cast, as_json(value)), before)


@MODEST
@given(text=DEEP, place=st.sampled_from(("body", "witness", "content", "extra")))
@example("[" * 100_000, "body")
@example('{"a":' * 100_000, "content")
def test_deep_json_is_refused_by_its_depth(cast: Cast, text: str, place: str) -> None:
    before = count_rows()
    around = {
        "body": "%s",
        "witness": '{"protocol":1,"since":[],"witness":%s}',
        "content": '{"protocol":1,"since":[],"mutations":[{"content":%s}]}',
        "extra": '{"protocol":1,"since":[],"newer_part":%s}',
    }[place]

    response = send(cast, (around % text).encode())

    if response.status_code != 200:
        assert_refused(response, before)
    if text.count("[") + text.count("{") > 12:
        assert response.status_code == 400
        assert response.get_json()["code"] in ("body.depth", "body.not_json")


@settings(MODEST, max_examples=50)
@given(part=st.sampled_from(ENVELOPE_PARTS), value=ODD)
@example("since", [{"cursor": None, "streams": []}])
@example("since", [{"cursor": {"a": []}, "streams": ["directory"]}])
@example("since", [{"cursor": "0", "streams": ["\x00", "x" * 80]}])
@example("since", [{"cursor": "999999999999999999.01234567", "streams": []}])
@example("witness", "999999999999999999.01234567")
@example("witness", {"__proto__": 1})
@example("turn", 2**53 - 1)
@example("health", {"version": "\x00", "pending": 0})
@example("full_from", "0001-01-01")
@example("page_size", 1)
@example("page_size", True)
def test_an_odd_part_of_the_envelope_is_refused_or_does_no_harm(
    cast: Cast, part: str, value: Any
) -> None:
    before = count_rows()

    response = send(cast, as_json(body_of(**{part: value})))

    if response.status_code != 200:
        assert_refused(response, before)
    assert count_rows() == before


@settings(MODEST, max_examples=50)
@given(
    part=st.sampled_from(("id", "at", "action", "object_type", "object_id", "reason")), value=ODD
)
@example("id", "x" * 80)
@example("id", "\x00")
@example("action", "\x00")
@example("reason", "a\x00b")
@example("object_id", "\x00")
def test_an_odd_access_entry_is_refused_or_kept(cast: Cast, part: str, value: Any) -> None:
    before = count_rows()
    entry: dict[str, Any] = {"id": cast.id(), "at": "2026-11-20T20:00:00+07:00", "action": "xem"}
    entry |= {"object_type": "patrol", "object_id": None, "reason": None}

    response = send(cast, as_json(body_of(access_log=[{**entry, part: value}])), "officer")

    if response.status_code != 200:
        assert_refused(response, before)
    else:
        assert count_rows()[3] == before[3] + 1


@settings(MODEST, max_examples=200)
@given(act=st.sampled_from(ACTS), part=st.sampled_from(MUTATION_PARTS), value=ODD)
@example("create", "kind", "k" * 60)
@example("create", "kind", "patrol\n")
@example("create", "id", "00000000-0000-7000-8000-000000000001\n")
@example("create", "record_id", "00000000-0000-7000-8000-00000000000A")
@example("create", "content", {"started_at": "0001-01-01T00:00:00+14:00"})
@example("create", "content", {"started_at": "9999-12-31T23:59:59-14:00"})
@example("create", "content", {"__proto__": {"polluted": True}})
@example("create", "content", {"e\u0301": 1, "\u00e9": 1})
@example("create", "content", {"handover_text": "\x00"})
@example("create", "at", "2026-11-20T20:00:00+07:00\x00")
@example("note", "kind_version", "one")
@example("note", "kind_version", [])
@example("review", "target", ["x"])
@example("remove", "was", {"removed": 5})
@example("resolve", "target", [{}])
@example("edit", "was", {"findings": {"a": 1}})
@example("edit", "was", {"__proto__": "01234567"})
@example("move", "content", {"stream": {}})
@example("edit", "base", 5)
def test_an_odd_part_of_a_mutation_is_refused_or_stored_as_it_came(
    cast: Cast, act: str, part: str, value: Any
) -> None:
    before = count_rows()
    content = copy.deepcopy(GOOD_CONTENT.get(act, {"stream": cast.log("chua")}))
    target = cast.id() if act in ("release", "close", "review") else None
    odd = {**cast.mutation("member", act, content=content, target=target), part: value}

    response = send(cast, as_json(body_of(odd)))

    assert_sound(response, before, odd)


@MODEST
@given(act=st.sampled_from(("create", "edit", "resolve", "note", "review")), content=ODD, was=ODD)
def test_odd_content_is_refused_or_stored_as_it_came(
    cast: Cast, act: str, content: Any, was: Any
) -> None:
    before = count_rows()
    patrol = cast.create("member")
    odd = cast.mutation("member", act, patrol["record_id"], content=content, was=was)
    odd["target"] = patrol["id"] if act == "review" else None

    response = send(cast, as_json(body_of(patrol, odd)))

    assert_sound(response, before, patrol, odd)
    assert_consistent(cast.commune_id)


@pytest.mark.parametrize("act", ACTS)
def test_an_unknown_part_is_held_as_bad_data_and_stored_byte_for_byte(cast: Cast, act: str) -> None:
    odd = cast.mutation("member", act, extra={"__proto__": ["\u0000", "\n", 1e300, None]})

    results = cast.push("member", odd)

    assert [(one["verdict"], one["code"]) for one in results] == [("held", "BAD_DATA")]
    assert stored_body(odd["id"]) == write(odd)
    assert_consistent(cast.commune_id)


@pytest.mark.parametrize("version", ["one", [], {}, 1.5, True, -1, 0, 99], ids=repr)
@pytest.mark.parametrize("act", ["create", "edit", "note"])
def test_an_odd_kind_version_is_held_by_name(cast: Cast, act: str, version: Any) -> None:
    odd = cast.mutation("member", act, kind_version=version, content=GOOD_CONTENT[act])

    results = cast.push("member", odd)

    assert results[0]["verdict"] == "held"
    assert results[0]["code"] in ("BAD_DATA", "BAD_VERSION")
