"""Whatever arrives at the exchange door: refused by name with nothing stored, or stored as it came.

Never a 500: a phone would take that for a fault that waiting mends.
"""

import copy
import gzip
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.db import transaction
from server.errors import PROBLEMS
from server.models import AccessEntry, Departure, Mutation, Record
from tests.cast import Cast
from tests.faults.consistency import assert_consistent

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
TABLES = (Mutation, Record, Departure, AccessEntry)
MODEST = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def count_rows() -> list[int]:
    """Count what a push could have stored."""
    with transaction(write=False) as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def stored_body(mutation_id: str) -> str:
    with transaction(write=False) as session:
        found = session.scalar(select(Mutation.body).where(Mutation.id == mutation_id))
        assert found is not None
        return found


def send(cast: Cast, data: bytes, who: str = "member", **headers: str) -> TestResponse:
    """Send bytes through the exchange door."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return cast.client.post(
        f"/api/sync/{cast.commune_id}",
        data=data,
        headers={**cast.headers(who), "Content-Type": "application/json", **named},
    )


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def body_of(*mutations: Any, **parts: Any) -> dict[str, Any]:
    return {"protocol": 1, "mutations": list(mutations), "since": [], **parts}


def assert_refused(response: TestResponse, before: list[int], code: str | None = None) -> None:
    """A 4xx of ours, by a code of the table, and nothing stored."""
    problem = response.get_json()
    assert 400 <= response.status_code < 500, response.text
    assert response.mimetype == "application/problem+json"
    assert PROBLEMS[problem["code"]].status == response.status_code
    assert code in (None, problem["code"])
    assert count_rows() == before


def assert_sound(response: TestResponse, before: list[int], *mutations: Any) -> None:
    """Refused with nothing stored, or taken with everything stored as it came."""
    if response.status_code != 200:
        assert_refused(response, before)
        return
    results = response.get_json()["results"]
    assert [result["id"] for result in results] == [mutation["id"] for mutation in mutations]
    for mutation in mutations:
        assert json.loads(stored_body(mutation["id"])) == mutation
        assert stored_body(mutation["id"]) == json.dumps(mutation, separators=(",", ":"))


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
    entry = {"id": cast.id(), "at": "2026-11-20T20:00:00+07:00", "action": "xem"}
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
    assert stored_body(odd["id"]) == json.dumps(odd, separators=(",", ":"))
    assert_consistent(cast.commune_id)


@pytest.mark.parametrize("version", ["one", [], {}, 1.5, True, -1, 0, 99], ids=repr)
@pytest.mark.parametrize("act", ["create", "edit", "note"])
def test_an_odd_kind_version_is_held_by_name(cast: Cast, act: str, version: Any) -> None:
    odd = cast.mutation("member", act, kind_version=version, content=GOOD_CONTENT[act])

    results = cast.push("member", odd)

    assert results[0]["verdict"] == "held"
    assert results[0]["code"] in ("BAD_DATA", "BAD_VERSION")


def test_a_bomb_is_stopped_at_the_limit(cast: Cast) -> None:
    before = count_rows()
    bomb = gzip.compress(b" " * 200_000_000, 9, mtime=0)

    response = send(cast, bomb, Content_Encoding="gzip")

    assert_refused(response, before, "request.too_large")
    assert response.get_json()["limit_bytes"] == 1024 * 1024


def test_a_body_over_the_limit_names_it(cast: Cast) -> None:
    before = count_rows()

    response = send(cast, b" " * (1024 * 1024 + 100_000))

    assert_refused(response, before, "request.too_large")
    assert response.get_json()["limit_bytes"] == 1024 * 1024


@settings(MODEST, max_examples=30)
@given(cut=st.integers(0, 400))
def test_gzip_that_is_cut_short_stores_nothing(cast: Cast, cut: int) -> None:
    before = count_rows()
    whole = gzip.compress(as_json(body_of(cast.create("member"))), mtime=0)

    response = send(cast, whole[: min(cut, len(whole) - 1)], Content_Encoding="gzip")

    assert_refused(response, before, "body.gzip")


@settings(MODEST, max_examples=30)
@given(cut=st.integers(0, 600))
def test_json_that_is_cut_short_stores_nothing(cast: Cast, cut: int) -> None:
    before = count_rows()
    whole = as_json(body_of(cast.create("member")))

    response = send(cast, whole[: min(cut, len(whole) - 1)])

    assert_refused(response, before, "body.not_json")


@pytest.mark.parametrize(
    ("data", "encoding", "code"),
    [
        (b'{"protocol":1}', "gzip", "body.gzip"),
        (gzip.compress(b'{"protocol":1}', mtime=0) + b"more", "gzip", "body.gzip"),
        (gzip.compress(b'{"protocol":1}', mtime=0) * 2, "gzip", "body.gzip"),
        (gzip.compress(b'{"protocol":1}', mtime=0), "", "body.not_json"),
        (gzip.compress(b'{"protocol":1}', mtime=0), "br", "request.media_type"),
        (gzip.compress(b'{"protocol":1}', mtime=0), "gzip, gzip", "request.media_type"),
        (b"", "gzip", "body.gzip"),
        (b'{"protocol":1,"protocol":2}', "", "body.text"),
        (b'{"protocol":1,"witness":"\\ud800"}', "", "body.text"),
        (b'{"protocol":1,"\\udc00":0}', "", "body.text"),
        (b'{"protocol":1,"witness":NaN}', "", "body.number"),
        (b'{"protocol":1,"witness":-Infinity}', "", "body.number"),
        (b'{"protocol":1,"witness":1e999}', "", "body.number"),
        (b'{"protocol":1,"witness":9007199254740992}', "", "body.number"),
        (b'{"protocol":1,"witness":' + b"9" * 5000 + b"}", "", "body.number"),
        (b'{"protocol":1} {}', "", "body.not_json"),
        (b"[1]", "", "sync.envelope"),
        (b'{"protocol":2}', "", "sync.protocol"),
        (b'{"protocol":1,"mutations":[5]}', "", "sync.envelope"),
    ],
)
def test_each_odd_body_is_refused_by_its_name(
    cast: Cast, data: bytes, encoding: str, code: str
) -> None:
    before = count_rows()
    headers = {"Content_Encoding": encoding} if encoding else {}

    assert_refused(send(cast, data, **headers), before, code)


def test_a_cursor_that_is_no_text_is_a_reset(cast: Cast) -> None:
    odd: list[Any] = [None, 7, [], {}, True, "x"]

    replies = [cast.exchange("member", since=[{"cursor": one, "streams": []}]) for one in odd]

    assert all(reply["reset"] for reply in replies)


@pytest.mark.parametrize(
    "commune_id",
    ["%00", "a%0Ab", "a%0D%0AX-Odd:%201", "%F0%9F%9A%A8", "x" * 5000, "'", "%ED%A0%80"],
)
@pytest.mark.parametrize("rest", ["", "/records/%00", "/records/a%0Ab/history"])
def test_an_odd_address_is_refused(cast: Cast, commune_id: str, rest: str) -> None:
    method = cast.client.get if rest else cast.client.post

    response = method(
        f"/api/sync/{commune_id}{rest}", json=body_of(), headers=cast.headers("member")
    )

    assert response.status_code in (403, 404)
    assert "X-Odd" not in response.headers


@pytest.mark.parametrize("record_id", ["%00", "a%0Ab", "%F0%9F%9A%A8", "x" * 5000])
@pytest.mark.parametrize("rest", ["", "/history"])
def test_an_odd_record_id_is_nothing_found(cast: Cast, record_id: str, rest: str) -> None:
    path = f"/api/sync/{cast.commune_id}/records/{record_id}{rest}"

    response = cast.client.get(path, headers=cast.headers("member"))

    assert response.status_code == 404
