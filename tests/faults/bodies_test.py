"""Odd bodies and addresses at the exchange door: bombs, cut streams, what is no JSON of ours."""

import gzip
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.faults.door import as_json, assert_refused, body_of, count_rows, send

FEW = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


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


@FEW
@given(cut=st.integers(0, 400))
def test_gzip_that_is_cut_short_stores_nothing(cast: Cast, cut: int) -> None:
    before = count_rows()
    whole = gzip.compress(as_json(body_of(cast.create("member"))), mtime=0)

    response = send(cast, whole[: min(cut, len(whole) - 1)], Content_Encoding="gzip")

    assert_refused(response, before, "body.gzip")


@FEW
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
