"""The log says what happened, and nothing of whom it happened to."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from server.db import db
from tests.cast import Cast
from tests.http.conftest import NewApp

SECRETS = ("Nguyen Van Bi", "bi-mat-cua-toi", "so-dien-thoai-0912345678")
ADDRESS = "203.0.113.77"
Catch = Callable[[Flask], io.StringIO]


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def fail_at_insert(
    _c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: Any
) -> None:
    """Fail as a database does: with the statement's parameters and the row in its message."""
    if statement.startswith("INSERT"):
        row = Exception(f"Failing row contains ({parameters!r})")
        raise IntegrityError(statement, parameters, row)


def test_a_request_is_one_line_with_its_route_and_no_ids(new_app: NewApp, log: Catch) -> None:
    other = new_app(log_level="INFO")
    written = log(other)

    other.test_client().get("/api/sync/00000000-0000-7000-8000-000000000001/records/x?name=An")

    line = lines(written)[0]
    assert (line["event"], line["method"], line["status"]) == ("request", "GET", 401)
    assert line["route"] == "/api/sync/<commune_id>/records/<record_id>"
    assert line.keys() == {"time", "level", "event", "method", "route", "status", "ms", "bytes"}


def act(cast: Cast, other: Flask) -> list[str]:
    """Do things with secrets in them, most of which fail; give everything that must not be told."""
    client, member = other.test_client(), cast.headers("member")
    patrol = cast.create("member", content={"handover_text": SECRETS[0]})
    odd = cast.create("member", content={"handover_text": 5, "started_at": SECRETS[2]})
    exchange = f"/api/sync/{cast.commune_id}"
    install = {"install_id": cast.id(), "label": SECRETS[2]}
    where: dict[str, Any] = {"environ_base": {"REMOTE_ADDR": ADDRESS}}
    client.post(
        "/api/sign-in/password",
        json={**install, "user_name": "nguyenvanbi", "password": SECRETS[1]},
        **where,
    )
    client.post("/api/sign-in/code", json={**install, "code": "314159"}, **where)
    client.get("/api/me", headers={"Authorization": f"Bearer {SECRETS[1]}"}, **where)
    client.get(f"/api/me?token={SECRETS[1]}", headers=member, **where)
    body = {"protocol": 1, "mutations": [patrol, odd], "since": []}
    client.post(exchange, json=body, headers=member, **where)
    client.post(exchange, data=json.dumps(body)[:-9], headers=member, **where)
    client.get(f"/{SECRETS[0]}", **where)
    return [*SECRETS, "nguyenvanbi", "314159", ADDRESS, *cast.tokens.values(), patrol["id"]]


@pytest.mark.parametrize("level", ["DEBUG", "INFO", "ERROR"])
def test_no_name_token_body_or_address_is_written(
    cast: Cast, new_app: NewApp, log: Catch, level: str
) -> None:
    other = new_app(log_level=level)
    written = log(other)

    secrets = act(cast, other)

    assert [secret for secret in secrets if secret in written.getvalue()] == []


def test_a_fault_of_the_database_tells_where_but_not_what_it_was_about(
    cast: Cast, new_app: NewApp, log: Catch
) -> None:
    other = new_app(log_level="ERROR")
    written = log(other)
    with other.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", fail_at_insert)

    secrets = act(cast, other)

    event.remove(engine, "before_cursor_execute", fail_at_insert)
    told = [line["exception"] for line in lines(written) if "exception" in line]
    assert any("IntegrityError" in one and "sync/" in one for one in told)
    assert [secret for secret in secrets[:-1] if secret in written.getvalue()] == []


def test_an_unexpected_error_tells_its_type_and_its_place(new_app: NewApp, log: Catch) -> None:
    def fail() -> str:
        raise LookupError(SECRETS[0]) from ValueError(SECRETS[1])

    other = new_app({"/api/fail": fail}, log_level="ERROR")
    written = log(other)

    other.test_client().get("/api/fail")

    told = lines(written)[0]["exception"]
    assert "LookupError" in told
    assert "ValueError" in told
    assert "logs_test.py" in told
    assert not any(secret in told for secret in SECRETS)
