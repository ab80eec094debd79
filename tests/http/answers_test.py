"""Every answer is ours: marked, secured, problem+json where it refuses."""

import gzip
import json
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import request
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from server.errors import PROBLEMS, Problem
from server.http.answers import COMMUNE_HEADER, PROTOCOL_HEADER, SECURITY_HEADERS
from tests.cast import Cast
from tests.http.conftest import NewApp

HTTPS = "https://an-thon.example"
LIGHT_BYTES = 700  # both bodies on the wire, for a member with four streams


def fail() -> str:
    raise RuntimeError("Nguyễn Văn An")


def be_busy() -> str:
    raise OperationalError("SELECT 1", {}, Exception("database is locked"))


def ask_all(cast: Cast, new_app: NewApp, **settings: Any) -> dict[str, TestResponse]:
    """Get one answer of each sort."""
    client = new_app({"/api/fail": fail, "/api/busy": be_busy}, **settings).test_client()
    exchange, mine = f"/api/sync/{cast.commune_id}", cast.headers("member")
    return {
        "a page": client.get("/"),
        "a style sheet": client.get("/pages/page.css"),
        "the API's page": client.get("/api/docs"),
        "an answer": client.post(exchange, json={"protocol": 1}, headers=mine),
        "no sign-in": client.post(exchange, json={}),
        "an odd body": client.post(exchange, data=b"{", headers=mine),
        "an odd part": client.post("/api/sign-in/code", json={}),
        "no JSON at a door": client.post("/api/sign-in/code", data=b"{"),
        "a body too large": client.post(exchange, data=b" " * 2_000_000, headers=mine),
        "nothing there": client.get("/api/nothing"),
        "nothing there either": client.get("/nothing/../%2e%2e/etc"),
        "another method": client.delete("/api/health"),
        "a fault": client.get("/api/fail"),
        "a busy database": client.get("/api/busy"),
    }


STATUSES = {
    "a page": 200, "a style sheet": 200, "the API's page": 200, "an answer": 200, "no sign-in": 401,
    "an odd body": 400, "an odd part": 400, "no JSON at a door": 400, "a body too large": 413,
    "nothing there": 404, "nothing there either": 404, "another method": 405, "a fault": 500,
    "a busy database": 503,
}  # fmt: skip


def test_every_sort_of_answer_is_secured_and_marked(cast: Cast, new_app: NewApp) -> None:
    for name, answer in ask_all(cast, new_app).items():
        headers = {key: answer.headers.get(key) for key in SECURITY_HEADERS}
        assert headers == SECURITY_HEADERS, name
        assert answer.headers[PROTOCOL_HEADER] == "1", name
        assert answer.status_code in (STATUSES[name], 422 if STATUSES[name] == 400 else 0), name


def test_every_refusal_is_a_problem_of_the_table(cast: Cast, new_app: NewApp) -> None:
    for name, answer in ask_all(cast, new_app).items():
        if answer.status_code >= 400:
            problem = answer.get_json()
            assert answer.mimetype == "application/problem+json", name
            assert problem["status"] == answer.status_code, name
            assert problem["title"] == PROBLEMS[problem["code"]].title, name
            assert problem["type"].endswith(problem["code"]), name


def test_a_fault_tells_nothing_of_itself(cast: Cast, new_app: NewApp) -> None:
    answer = ask_all(cast, new_app)["a fault"]

    assert answer.get_json()["code"] == "server.bug"
    assert "Nguyễn" not in answer.get_data(as_text=True)


def test_a_busy_database_says_when_to_come_back(cast: Cast, new_app: NewApp) -> None:
    answer = ask_all(cast, new_app)["a busy database"]

    assert answer.get_json()["code"] == "server.busy"
    assert int(answer.headers["Retry-After"]) > 0


def test_another_method_is_told_which_ones_there_are(cast: Cast, new_app: NewApp) -> None:
    answer = ask_all(cast, new_app)["another method"]

    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_odd_part_is_named(cast: Cast, new_app: NewApp) -> None:
    problem = ask_all(cast, new_app)["an odd part"].get_json()

    assert "install_id" in str(problem["messages"])


def test_no_answer_of_the_api_is_kept_by_a_cache(cast: Cast, new_app: NewApp) -> None:
    answers = ask_all(cast, new_app)

    kept = [n for n, one in answers.items() if one.headers.get("Cache-Control") != "no-store"]
    assert set(kept) <= {"a page", "a style sheet", "nothing there either"}


def test_the_policy_allows_nothing_inline_and_nobody_elses() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    parts = dict(part.split(" ", 1) for part in policy.split("; "))

    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert parts["img-src"] == parts["media-src"] == "'self' blob: data:"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert not [word for word in ("unsafe-inline", "'unsafe-eval'", "*", "http") if word in policy]


@pytest.mark.parametrize("public_url", ["", "http://an-thon.example", HTTPS])
def test_hsts_is_said_with_https_only(cast: Cast, new_app: NewApp, public_url: str) -> None:
    for name, answer in ask_all(cast, new_app, public_url=public_url).items():
        assert ("Strict-Transport-Security" in answer.headers) is (public_url == HTTPS), name


def test_an_answer_names_its_commune(cast: Cast, new_app: NewApp) -> None:
    answers = ask_all(cast, new_app)

    named = {name for name, one in answers.items() if COMMUNE_HEADER in one.headers}
    assert named == {"an answer", "no sign-in", "an odd body", "a body too large"}
    assert answers["an answer"].headers[COMMUNE_HEADER] == cast.commune_id


def cors(answer: TestResponse) -> dict[str, str]:
    return {k: v for k, v in answer.headers if k.startswith("Access-Control-")}


PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "Authorization",
}


@pytest.mark.parametrize("origin", ["https://other.example", "null", "http://localhost"])
def test_no_other_origin_is_allowed_by_default(new_app: NewApp, origin: str) -> None:
    client = new_app().test_client()

    answers = [
        client.get("/api/health", headers={"Origin": origin}),
        client.options("/api/sign-in/code", headers={"Origin": origin, **PREFLIGHT}),
    ]

    assert [cors(answer) for answer in answers] == [{}, {}]


@pytest.mark.parametrize(
    ("origin", "is_allowed"),
    [
        ("https://a.example", True),
        ("https://b.example:8443", True),
        ("https://a.example.evil.example", False),
        ("https://axexample", False),
        ("http://a.example", False),
        ("https://a.example:8443", False),
        ("null", False),
    ],
)
def test_the_origins_of_the_list_are_allowed_and_no_others(
    new_app: NewApp, origin: str, is_allowed: bool
) -> None:
    client = new_app(cors_origins=("https://a.example", "https://b.example:8443")).test_client()

    answer = client.get("/api/health", headers={"Origin": origin})
    preflight = client.options("/api/sign-in/code", headers={"Origin": origin, **PREFLIGHT})

    expected = origin if is_allowed else None
    assert cors(answer).get("Access-Control-Allow-Origin") == expected
    assert cors(preflight).get("Access-Control-Allow-Origin") == expected
    assert "Access-Control-Allow-Credentials" not in cors(answer)


def see() -> dict[str, Any]:
    return {"address": request.remote_addr, "scheme": request.scheme, "host": request.host}


FORWARDED = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "an-thon.example",
}


@pytest.mark.parametrize(
    ("count", "seen"),
    [
        (0, {"address": "127.0.0.1", "scheme": "http", "host": "localhost"}),
        (1, {"address": "198.51.100.7", "scheme": "https", "host": "an-thon.example"}),
    ],
)
def test_what_proxies_say_counts_for_as_many_as_are_trusted(
    new_app: NewApp, count: int, seen: dict[str, str]
) -> None:
    client = new_app({"/see": see}, trusted_proxies=count).test_client()

    assert client.get("/see", headers=FORWARDED).get_json() == seen


@pytest.mark.parametrize(
    ("accepted", "is_squeezed"),
    [("gzip", True), ("gzip;q=0", False), ("", False), ("br", False), ("gzip, br;q=0.5", True)],
)
def test_a_long_answer_goes_as_gzip_to_who_takes_it(
    cast: Cast, accepted: str, is_squeezed: bool
) -> None:
    answer = cast.client.get("/api/kinds", headers={"Accept-Encoding": accepted})

    body = answer.get_data()
    assert (answer.headers.get("Content-Encoding") == "gzip") is is_squeezed
    assert (gzip.decompress(body) if is_squeezed else body).startswith(b'{"kinds"')
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(body)


def test_what_is_packed_is_one_gzip_without_a_time_and_always_the_same(cast: Cast) -> None:
    ask = partial(cast.client.get, "/api/kinds", headers={"Accept-Encoding": "gzip"})

    packed = ask().get_data()

    inflater = zlib.decompressobj(31)
    assert inflater.decompress(packed) == cast.client.get("/api/kinds").get_data()
    assert inflater.eof and inflater.unused_data == b""
    assert packed[:8] == b"\x1f\x8b\x08" + bytes(5)
    assert ask().get_data() == packed


def test_a_page_is_packed_no_larger_than_by_the_standard_library(cast: Cast) -> None:
    for _ in range(3):
        cast.push("member", *(cast.create("member") for _ in range(50)))
    body = {"protocol": 1, "since": [{"cursor": "0", "streams": [cast.log()]}]}

    packed = cast.post("member", body, **{"Accept-Encoding": "gzip"}).get_data()

    assert len(packed) <= len(gzip.compress(gzip.decompress(packed), 5))


def test_a_sync_with_nothing_new_is_light(cast: Cast) -> None:
    streams = ["directory", "notices", cast.log(), cast.mediation()]
    head = cast.exchange("mediator")["witness"]
    tag = cast.exchange("mediator")["streams_tag"]
    request = {
        "protocol": 1, "app_version": "0.1.0", "install_id": cast.devices["mediator"], "turn": 12,
        "now": "2026-11-20T13:00:00.123Z", "witness": head, "streams_tag": tag, "mutations": [],
        "since": [{"cursor": head, "streams": sorted(streams)}], "full_from": "2026-08-22",
        "page_size": 500, "access_log": [],
    }  # fmt: skip
    sent = gzip.compress(json.dumps(request, separators=(",", ":")).encode())

    answer = cast.client.post(
        f"/api/sync/{cast.commune_id}",
        data=sent,
        headers={
            **cast.headers("mediator"),
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept-Encoding": "gzip",
        },
    )

    reply = json.loads(gzip.decompress(answer.get_data()))
    assert (reply["records"], len(reply["digests"])) == ([], 4)
    assert len(sent) + len(answer.get_data()) <= LIGHT_BYTES


def test_kinds_that_have_not_changed_are_not_sent_again(cast: Cast) -> None:
    first = cast.client.get("/api/kinds", headers={"Accept-Encoding": "gzip"})

    again = cast.client.get("/api/kinds", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "no-cache"
    assert (again.status_code, again.get_data()) == (304, b"")


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_of_the_table_has_a_status_and_a_sentence(code: str) -> None:
    problem = Problem(code, seen=1)

    assert 400 <= problem.status < 600
    assert problem.title.endswith(".")
    assert problem.as_json()["seen"] == 1


def test_a_code_outside_of_the_table_is_a_fault_of_ours() -> None:
    raise_it: Callable[[], Problem] = lambda: Problem("no.such_code")  # noqa: E731 short enough

    with pytest.raises(KeyError):
        raise_it()
