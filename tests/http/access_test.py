"""Strangers are refused at every door that is not named here; other sites can do nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from server.db import transaction
from server.http.access import COOKIE, CSRF_HEADER
from server.models import Device
from server.services.tokens import issue_token
from tests.cast import Cast
from tests.http.conftest import NewApp

OPEN = {
    ("GET", "/"),
    ("GET", "/<elsewhere:path>"),
    ("GET", "/pages/<name>"),
    ("GET", "/api/demo"),
    ("GET", "/api/health"),
    ("GET", "/api/kinds"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/docs"),
    ("POST", "/api/sign-in/code"),
    ("POST", "/api/sign-in/link"),
    ("POST", "/api/sign-in/password"),
}
HOST = "http://localhost"
PUBLIC = "https://an-thon.example"


def doors(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Go through every method of every address."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            yield method, rule


def address(rule: Rule, cast: Cast) -> str:
    values = {name: cast.id() for name in rule.arguments} | {"name": "page.css"}
    if "commune_id" in values:
        values["commune_id"] = cast.commune_id
    return "".join(
        values[part] if is_name else part
        for is_name, part in rule._trace  # werkzeug's own reading of the rule
    ).removeprefix("|")


def is_open(method: str, rule: Rule) -> bool:
    return ("GET" if method == "HEAD" else method, rule.rule) in OPEN


def code_of(response: TestResponse) -> str:
    code: str = response.get_json()["code"]
    return code


@pytest.mark.parametrize("shown", ["nothing", "a wrong token", "a wrong cookie", "another scheme"])
def test_a_stranger_passes_the_open_doors_and_no_other(cast: Cast, shown: str) -> None:
    headers = {
        "a wrong token": {"Authorization": "Bearer 00"},
        "another scheme": {"Authorization": f"Basic {cast.tokens['chief']}"},
    }.get(shown, {})
    client = cast.client
    if shown == "a wrong cookie":
        client.set_cookie(COOKIE, "00")

    answers = {
        (method, rule.rule): client.open(
            address(rule, cast), method=method, headers={**headers, CSRF_HEADER: "1"}
        ).status_code
        for method, rule in doors(cast.app)
    }

    passed = {door for door, status in answers.items() if status != 401}
    assert passed == {(m, rule.rule) for m, rule in doors(cast.app) if is_open(m, rule)}


def test_the_list_of_open_doors_names_no_door_that_is_gone(app: Flask) -> None:
    assert {(method, rule.rule) for method, rule in doors(app)} > OPEN


@pytest.fixture
def desk(cast: Cast) -> FlaskClient:
    """An officer's browser with a session cookie."""
    with transaction(write=True) as session:
        device = session.get_one(Device, cast.devices["officer"])
        now = cast.parts.outside.now()
        token = issue_token(session, device, bytes(range(32)), now, by_cookie=True)
    client = cast.client
    client.set_cookie(COOKIE, token)
    return client


def test_a_cookie_reads_without_further_ado(desk: FlaskClient) -> None:
    assert desk.get("/api/me").status_code == 200


SITES: list[tuple[dict[str, str], bool]] = [
    ({}, False),
    ({"Origin": HOST}, False),
    ({"Sec-Fetch-Site": "same-origin"}, False),
    ({CSRF_HEADER: "1"}, True),
    ({CSRF_HEADER: "1", "Origin": HOST}, True),
    ({CSRF_HEADER: "1", "Origin": HOST, "Sec-Fetch-Site": "same-origin"}, True),
    ({CSRF_HEADER: "1", "Sec-Fetch-Site": "none"}, True),
    ({CSRF_HEADER: "1", "Origin": "https://other.example"}, False),
    ({CSRF_HEADER: "1", "Origin": "null"}, False),
    ({CSRF_HEADER: "1", "Origin": f"{HOST}:8000"}, False),
    ({CSRF_HEADER: "1", "Origin": f"{HOST}.other.example"}, False),
    ({CSRF_HEADER: "1", "Origin": "https://localhost"}, False),
    ({CSRF_HEADER: "1", "Sec-Fetch-Site": "cross-site"}, False),
    ({CSRF_HEADER: "1", "Sec-Fetch-Site": "same-site"}, False),
    ({CSRF_HEADER: "1", "Origin": HOST, "Sec-Fetch-Site": "cross-site"}, False),
]


@pytest.mark.parametrize(("headers", "passes"), SITES, ids=repr)
def test_a_cookie_changes_something_only_from_our_own_pages(
    cast: Cast, desk: FlaskClient, headers: dict[str, str], passes: bool
) -> None:
    body = {"protocol": 1, "since": []}

    response = desk.post(f"/api/sync/{cast.commune_id}", json=body, headers=headers)

    assert response.status_code == (200 if passes else 403)
    assert passes or code_of(response) == "request.origin"


def test_every_door_that_changes_something_asks_a_cookie_for_more(
    cast: Cast, desk: FlaskClient
) -> None:
    closed = [
        (method, rule)
        for method, rule in doors(cast.app)
        if method not in ("GET", "HEAD") and not is_open(method, rule)
    ]

    for method, rule in closed:
        response = desk.open(address(rule, cast), method=method, json={})
        assert (response.status_code, code_of(response)) == (403, "request.origin"), rule


def test_a_token_needs_no_more_as_no_other_site_has_it(cast: Cast) -> None:
    response = cast.post("member", {"protocol": 1, "since": []}, Origin="https://other.example")

    assert response.status_code == 200


def test_a_phones_token_is_no_cookie(cast: Cast) -> None:
    client = cast.client
    client.set_cookie(COOKIE, cast.tokens["officer"])

    assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize(("origin", "status"), [(PUBLIC, 200), (HOST, 403), (f"{PUBLIC}:444", 403)])
def test_our_own_origin_is_the_public_address_where_one_is_set(
    cast: Cast, desk: FlaskClient, new_app: NewApp, origin: str, status: int
) -> None:
    other = new_app(public_url=PUBLIC).test_client()
    cookie = desk.get_cookie(COOKIE)
    assert cookie is not None
    other.set_cookie(COOKIE, cookie.value)

    response = other.post(
        f"/api/sync/{cast.commune_id}",
        json={"protocol": 1, "since": []},
        headers={CSRF_HEADER: "1", "Origin": origin},
    )

    assert response.status_code == status


def test_a_caller_of_another_commune_is_refused_at_every_door(cast: Cast, new_cast: Any) -> None:
    other: Cast = new_cast("Đoan Bái")
    inside = [(m, r) for m, r in doors(cast.app) if "commune_id" in r.arguments]
    body = {"protocol": 1, "since": [], "state": "locked", "reason": "thử", "member_id": cast.id()}

    for method, rule in inside:
        response = other.client.open(
            address(rule, cast), method=method, json=body, headers=other.headers("chief")
        )
        assert response.status_code in (400, 403, 404, 422), rule
