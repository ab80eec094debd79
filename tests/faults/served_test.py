"""What the server programs must keep: slow lines hold up nobody, nobody makes up an address."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from server.db import db, transaction
from server.models import RateLimit
from server.services import keys, rate_limits
from tests.cast import Cast
from tests.faults.served import SERVERS, Served

SLOW_LINES = 15
"""A worker has sixteen threads, and one worker may have taken every line."""


def head(served: Served, cast: Cast, body: bytes) -> bytes:
    lines = [
        f"POST /api/sync/{cast.commune_id} HTTP/1.1",
        f"Host: 127.0.0.1:{served.port}",
        f"Authorization: Bearer {cast.tokens['member']}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_phones_whose_bytes_come_slowly_hold_up_nobody(
    cast: Cast, instance_dir: Path, database_url: str
) -> None:
    db.session.remove()
    asked: dict[str, Any] = {"protocol": 1, "mutations": [], "since": []}
    body = json.dumps(asked).encode()
    served = Served(instance_dir, database_url, workers=2)
    served.start()
    lines = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(SLOW_LINES)]
    try:
        for line in lines:
            line.sendall(head(served, cast, body) + body[:10])

        for who in ("mate", "leader"):
            reply = served.post(f"/api/sync/{cast.commune_id}", cast.tokens[who], asked)
            assert reply["results"] == []

        for line in lines:
            line.sendall(body[10:])
        assert all(line.recv(4096).startswith(b"HTTP/1.1 200") for line in lines)
    finally:
        for line in lines:
            line.close()
        served.kill()


@SERVERS
def test_only_the_proxy_names_the_address_behind_it(
    cast: Cast,
    instance_dir: Path,
    database_url: str,
    workers: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To WSGI a header with underscores has the name of one with dashes; a proxy lets it pass."""
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    body = {"code": "000000", "install_id": cast.id()}
    served = Served(instance_dir, database_url, workers)
    served.start()
    try:
        line = served.connect()
        headers = {
            "Content-Type": "application/json",
            "X-Forwarded-For": "203.0.113.9",
            "X_Forwarded_For": "198.51.100.66",
        }
        line.request("POST", "/api/sign-in/code", json.dumps(body), headers)
        assert line.getresponse().status == 401
        line.close()
    finally:
        served.kill()

    key = keys.code_key(instance_dir, cast.parts.outside.random_bytes)
    assert tries_of(key, "203.0.113.9") == 1
    assert tries_of(key, "198.51.100.66") == 0


def tries_of(key: bytes, address: str) -> int:
    """Give how many codes were tried from an address."""
    of_address = rate_limits.counter(key, rate_limits.CODE_ADDRESS, address)
    with transaction(write=False) as session:
        row = session.get(RateLimit, of_address.key)
        return row.tries if row else 0
