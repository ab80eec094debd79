"""The exchange door under strain: bytes in, and what must hold of the answer and the tables."""

import json
from typing import Any

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from server.db import transaction
from server.errors import PROBLEMS
from server.models import AccessEntry, Departure, Mutation, Record
from server.sync.wire import write
from tests.cast import Cast

TABLES = (Mutation, Record, Departure, AccessEntry)


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
        assert stored_body(mutation["id"]) == write(mutation)
