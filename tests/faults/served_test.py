"""Phones on slow lines, on a real server with real workers."""

import json
import socket
from pathlib import Path
from typing import Any

from server.db import db
from tests.cast import Cast
from tests.faults.served import Served

SLOW_LINES = 7
"""A worker has eight threads, and takes lines as long as it has room for them."""


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
