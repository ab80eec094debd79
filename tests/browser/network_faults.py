"""What may befall one exchange between browser and server, each fault by its name."""

import gzip
import json
import os
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

from server.http.answers import COMMUNE_HEADER, PROTOCOL_HEADER

if TYPE_CHECKING:
    from tests.browser.fault_proxy import FaultProxy

AT_ONCE_RESET = struct.pack("ii", 1, 0)
OVERTAKEN_WITHIN_S = 0.05
PIECES = 20
PIECE_EVERY_S = 0.001
ASKED_WAIT_S = "7"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def owner(self) -> str:
        """Whose it is: the token."""
        return dict(self.headers).get("Authorization", "")

    @property
    def commune_id(self) -> str:
        return self.path.rsplit("/", 1)[1]

    @property
    def mutation_ids(self) -> list[str]:
        """What this exchange sends."""
        is_packed = dict(self.headers).get("Content-Encoding") == "gzip"
        request = json.loads(gzip.decompress(self.body) if is_packed else self.body)
        return [mutation["id"] for mutation in request["mutations"]]


@dataclass(frozen=True)
class Answer:
    """An answer, its body as it goes over the wire."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def page(cls, title: str, status: int = 200) -> "Answer":
        """A page of somebody between."""
        body = f"<!doctype html><title>{title}</title><p>{title}".encode()
        return cls(status, [("Content-Type", "text/html")], body)

    def with_header(self, name: str, value: str | None) -> "Answer":
        """The same with another value, or without it."""
        kept = [one for one in self.headers if one[0].lower() != name.lower()]
        return replace(self, headers=[*kept, (name, value)] if value is not None else kept)

    @property
    def raw(self) -> tuple[bytes, bytes]:
        """Give head and body as bytes."""
        length = ("Content-Length", str(len(self.body)))
        lines = [f"{name}: {value}" for name, value in [*self.headers, length]]
        status = f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"
        return "\r\n".join([status, *lines, "", ""]).encode("latin-1"), self.body


class Line:
    """The connection to the browser. `struck_at` in [0, 1): where in the bytes a fault strikes."""

    def __init__(self, handler: BaseHTTPRequestHandler) -> None:
        self.handler = handler
        self.struck_at = 0.0

    def give(self, answer: Answer) -> None:
        """Give it whole."""
        self.handler.wfile.write(b"".join(answer.raw))

    def give_start(self, data: bytes) -> None:
        """Give the bytes up to where the fault strikes, then hang up."""
        self.handler.wfile.write(data[: int(len(data) * self.struck_at)])
        self.handler.close_connection = True

    def hang_up(self) -> None:
        """Say nothing and close."""
        self.handler.close_connection = True

    def reset(self) -> None:
        """Break the connection off: the browser gets a TCP reset."""
        line = self.handler.connection
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE_RESET)
        self.handler.close_connection = True
        os.close(line.detach())


Befall = Callable[["FaultProxy", Line, Asked], None]


@dataclass(frozen=True)
class Fault:
    """What happens; `is_drawn`: chance may choose it, else only a test's plan."""

    befall: Befall
    is_drawn: bool = True


def _pass(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    answer = proxy.carry(asked)
    proxy.remember(asked, answer)
    line.give(answer)


def _latency(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """The reply takes its time: another exchange may overtake it."""
    answer = proxy.carry(asked)
    with proxy.passed:
        proxy.passed.wait(OVERTAKEN_WITHIN_S)
    line.give(answer)


def _slow_drip(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    data = b"".join(proxy.carry(asked).raw)
    size = len(data) // PIECES + 1
    for start in range(0, len(data), size):
        line.handler.wfile.write(data[start : start + size])
        with proxy.passed:
            proxy.passed.wait(PIECE_EVERY_S)


def _cut_request(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """The server gets the head and a part of the body, and then nothing more."""
    head = f"POST {asked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(asked.body)}\r\n"
    named = "".join(f"{name}: {value}\r\n" for name, value in asked.headers if name != "Host")
    sent = asked.body[: int(len(asked.body) * line.struck_at)]
    with socket.create_connection(("127.0.0.1", proxy.server_port)) as link:
        link.sendall(f"{head}{named}\r\n".encode("latin-1") + sent)
    line.reset()


def _reset_before(_proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    line.reset()


def _reset_after(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    proxy.carry(asked)
    line.reset()


def _no_word(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    proxy.carry(asked)
    line.hang_up()


def _cut_head(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    line.give_start(proxy.carry(asked).raw[0])


def _cut_body(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    head, body = proxy.carry(asked).raw
    line.handler.wfile.write(head)
    line.give_start(body)


def _duplicate(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    proxy.carry(asked)
    line.give(proxy.carry(asked))


def _stray(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """It seems lost and reaches the server after others."""
    proxy.stray(asked)
    line.reset()


def _portal_page(_proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    line.give(Answer.page("Wi-Fi"))


def _portal_redirect(_proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    line.give(Answer.page("Wi-Fi", 302).with_header("Location", "/portal"))


def _portal_refusal(_proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    """A portal's own 403, in words that look like ours."""
    line.give(Answer(403, [("Content-Type", "application/json")], b'{"code":"wipe"}'))


def _stale_reply(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """A cache answers with what it kept of an earlier exchange of the same phone."""
    earlier = proxy.earlier.get(asked.owner)
    line.give(earlier or proxy.carry(asked))


def _wrong_gzip(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    answer = proxy.carry(asked).with_header("Content-Encoding", "gzip")
    line.give(replace(answer, body=b"\x1f\x8bnot a stream"))


def _cut_gzip(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """Somebody between cut the body and counted anew: only the stream itself shows it."""
    answer = proxy.carry(asked)
    line.give(replace(answer, body=answer.body[: int(len(answer.body) * line.struck_at)]))


def _unmarked_gzip(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """Gzip without the header that says so, or, where there was none, the header without gzip."""
    answer = proxy.carry(asked)
    was_packed = answer.body.startswith(b"\x1f\x8b")
    line.give(answer.with_header("Content-Encoding", None if was_packed else "gzip"))


def _bad_gateway(_proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    line.give(Answer.page("Bad Gateway", 502))


def _refuse(status: int, code: str, retry_after_s: str | None = None) -> Befall:
    """Our own refusal, with our marks."""

    def befall(_proxy: "FaultProxy", line: Line, asked: Asked) -> None:
        marks = [(PROTOCOL_HEADER, "1"), (COMMUNE_HEADER, asked.commune_id)]
        kind = ("Content-Type", "application/problem+json")
        answer = Answer(status, [*marks, kind], b'{"code":"%s"}' % code.encode())
        line.give(answer.with_header("Retry-After", retry_after_s))

    return befall


def _hold_request(proxy: "FaultProxy", line: Line, _asked: Asked) -> None:
    """It stands before the server until the test lets go, and is then lost."""
    proxy.gate.hold()
    line.reset()


def _hold_reply(proxy: "FaultProxy", line: Line, asked: Asked) -> None:
    """The server has committed; the reply stands until the test lets it go."""
    answer = proxy.carry(asked)
    proxy.gate.hold()
    line.give(answer)


FAULTS: dict[str, Fault] = {
    "pass": Fault(_pass, is_drawn=False),
    "latency": Fault(_latency),
    "slow_drip": Fault(_slow_drip),
    "request_cut": Fault(_cut_request),
    "reset_before": Fault(_reset_before),
    "reset_after": Fault(_reset_after),
    "no_word": Fault(_no_word),
    "head_cut": Fault(_cut_head),
    "body_cut": Fault(_cut_body),
    "request_doubled": Fault(_duplicate),
    "request_strayed": Fault(_stray),
    "portal_page": Fault(_portal_page),
    "portal_redirect": Fault(_portal_redirect),
    "portal_refusal": Fault(_portal_refusal),
    "stale_reply": Fault(_stale_reply),
    "wrong_gzip": Fault(_wrong_gzip),
    "cut_gzip": Fault(_cut_gzip),
    "unmarked_gzip": Fault(_unmarked_gzip),
    "status_502": Fault(_bad_gateway),
    "status_429": Fault(_refuse(429, "rate.limited")),
    "status_429_asked": Fault(_refuse(429, "rate.limited", ASKED_WAIT_S)),
    "status_503": Fault(_refuse(503, "server.busy")),
    "status_503_asked": Fault(_refuse(503, "server.busy", ASKED_WAIT_S)),
    "request_held": Fault(_hold_request, is_drawn=False),
    "reply_held": Fault(_hold_reply, is_drawn=False),
}
