"""The health door."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from server.db import db


def test_it_works(client: FlaskClient) -> None:
    response = client.get("/api/health")

    assert response.status_code == 200
    assert response.get_json() == {"status": "ok", "protocol": 1}


def test_a_watcher_may_ask_for_the_head_alone(client: FlaskClient) -> None:
    response = client.head("/api/health")

    assert response.status_code == 200
    assert response.get_data() == b""


@pytest.mark.parametrize(
    ("reason", "status"), [("disk I/O error", 500), ("database is locked", 503)]
)
def test_a_database_that_does_not_answer_shows(
    app: Flask, client: FlaskClient, reason: str, status: int
) -> None:
    def fail(*_arguments: Any) -> None:
        raise OperationalError("SELECT 1", {}, Exception(reason))

    event.listen(db.engine, "before_cursor_execute", fail)
    response = client.get("/api/health")
    event.remove(db.engine, "before_cursor_execute", fail)

    assert response.status_code == status
