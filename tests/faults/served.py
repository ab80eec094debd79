"""A server as a process of its own, that a test may kill at any moment and start again."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 30.0
POLL_EVERY_S = 0.05
ANSWER_WITHIN_S = 30.0
SERVERS = pytest.mark.parametrize("workers", [1, 2], ids=["waitress", "gunicorn"])


class NoAnswer(Exception):
    """The server went away before it answered: whether it took the request is not known."""


class Answer(NamedTuple):
    """What came back, whole; `media_type` without parameters."""

    status: int
    media_type: str
    body: bytes


@dataclass
class Served:
    """A server on a free port; `workers` more than one means gunicorn, else waitress."""

    instance_dir: Path
    database_url: str
    workers: int = 1
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        """Where gunicorn writes which processes it starts."""
        return self.instance_dir / "gunicorn.log"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.port = free_port()
        self.process = subprocess.Popen(
            self._command(),
            cwd=ROOT,
            env={**os.environ, **self._settings()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until(self._is_ready, READY_WITHIN_S)

    def kill(self) -> None:
        """End it and its workers in the middle of whatever they do, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def post(self, path: str, token: str, body: object) -> dict[str, Any]:
        """Post JSON and give the answer; raises NoAnswer when it went away meanwhile."""
        connection = self.connect()
        try:
            answer = ask(connection, "POST", path, token, json.dumps(body).encode())
        finally:
            connection.close()
        assert answer.status == 200, answer
        parsed: dict[str, Any] = json.loads(answer.body)
        return parsed

    def connect(self) -> http.client.HTTPConnection:
        """Give a line to the server that opens itself when it is used."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN_S)

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "the server ended by itself"
        connection = self.connect()
        try:
            return ask(connection, "GET", "/api/health").status == 200
        except NoAnswer:
            return False
        finally:
            connection.close()

    def _command(self) -> list[str]:
        """Write the command as docs/OPERATIONS.md has it."""
        if self.workers == 1:
            where = ["--host", "127.0.0.1", "--port", str(self.port), "--threads", "8"]
            where += ["--no-clear-untrusted-proxy-headers", "--call", "server:create_app"]
            return [sys.executable, "-m", "waitress", *where]
        # By its own program, which can start itself anew.
        program = str(Path(sys.executable).with_name("gunicorn"))
        options = ["--workers", str(self.workers), "--worker-class", "gthread", "--threads", "16"]
        options += ["--timeout", "60", "--no-control-socket", "--log-file", str(self.log)]
        bind = ["--bind", f"127.0.0.1:{self.port}"]
        return [program, *options, *bind, "server:create_app()"]

    def _settings(self) -> dict[str, str]:
        return {
            "INSTANCE_DIR": str(self.instance_dir),
            "DATABASE_URL": self.database_url.replace("+psycopg", ""),
            "LOG_LEVEL": "ERROR",
        }


def ask(
    connection: http.client.HTTPConnection,
    method: str,
    path: str,
    token: str = "",
    body: bytes | None = None,
) -> Answer:
    """Ask once; raises NoAnswer when the answer did not come whole, and hangs up then."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        media_type = response.headers.get_content_type()
        return Answer(response.status, media_type, response.read())
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        raise NoAnswer(repr(error)) from None


def free_port() -> int:
    """Give a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: Any, within_s: float) -> None:
    """Ask again and again, up to a deadline."""
    deadline_s = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline_s, f"not within {within_s} s"
        time.sleep(POLL_EVERY_S)
