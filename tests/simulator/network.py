"""The network of the simulation: one fault befalls one request, chosen by the world."""

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reference.transport import COMMUNE_HEADER, PROTOCOL_HEADER, Http, NoAnswerError
from tests.simulator.server import BROKEN, BUSY, DROPPED, Server, read_reply

Carry = Callable[[], Http]
KEPT_ANSWERS = 5


@dataclass
class Network:
    """Between one phone and the server. `fault`: what befalls the next request, then nothing.

    `observe(request, reply)` sees what passes the server's door; `tell(fault)` counts. `seen`:
    the request of this exchange and what the phone got, for the recorded scenarios.
    """

    server: Server
    observe: Callable[[dict[str, Any], dict[str, Any]], None]
    tell: Callable[[str], None]
    fault: str | None = None
    cut_at: float = 0.5
    earlier: list[Http] = field(default_factory=list)
    strays: list[Carry] = field(default_factory=list)
    seen: dict[str, Any] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """Say whether the last request got what looks like an answer."""
        got = self.seen.get("got")
        return got is not None and got.status == 200

    def begin(self, fault: str | None, cut_at: float) -> None:
        """Prepare the next request. `cut_at`: chance, where in it the fault comes."""
        self.fault, self.cut_at, self.seen = fault, cut_at, {}

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Http:
        """Carry one request, through the fault that was chosen for it."""
        fault, self.fault = self.fault, None
        is_packed = headers.get("Content-Encoding") == "gzip"
        request = json.loads(gzip.decompress(body) if is_packed else body)
        self.seen = {"request": request, "got": None}

        def carry() -> Http:
            answer = self.server.send(method, path, headers, body)
            reply = read_reply(answer)
            if reply is not None:
                self.observe(request, reply)
            return answer

        if fault is None:
            answer = carry()
        else:
            if fault not in SERVER_FAULTS:
                self.tell(fault)
            answer = FAULTS[fault](self, carry, path)
        self.seen["got"] = answer
        if answer.status == 200:
            self.earlier = [*self.earlier[1 - KEPT_ANSWERS :], answer]
        return answer


def _drop_request(_network: Network, _carry: Carry, _path: str) -> Http:
    raise NoAnswerError("request dropped")


def _drop_reply(_network: Network, carry: Carry, _path: str) -> Http:
    carry()
    raise NoAnswerError("reply dropped")


def _duplicate(_network: Network, carry: Carry, _path: str) -> Http:
    carry()
    return carry()


def _stray(network: Network, carry: Carry, _path: str) -> Http:
    """The request seems lost and reaches the server much later, after others."""
    network.strays.append(carry)
    raise NoAnswerError("request on its way")


def _truncate(network: Network, carry: Carry, _path: str) -> Http:
    answer = carry()
    return Http(
        answer.status, answer.headers, answer.body[: int(len(answer.body) * network.cut_at)]
    )


def _portal(_network: Network, _carry: Carry, _path: str) -> Http:
    return Http(200, {"Content-Type": "text/html"}, b"<html>Wi-Fi</html>")


def _portal_forbids(_network: Network, _carry: Carry, _path: str) -> Http:
    """A portal's own 403, with words that look like ours."""
    return Http(403, {"Content-Type": "application/json"}, b'{"code":"wipe"}')


def _garbled_gzip(_network: Network, carry: Carry, _path: str) -> Http:
    answer = carry()
    return Http(answer.status, {**answer.headers, "Content-Encoding": "gzip"}, b"\x1f\x8bnot")


def _stale_cache(network: Network, carry: Carry, _path: str) -> Http:
    """A proxy answers with what it kept of an earlier exchange."""
    return network.earlier[0] if network.earlier else carry()


def _refuse(status: int, code: str) -> Callable[[Network, Carry, str], Http]:
    def answer(_network: Network, _carry: Carry, path: str) -> Http:
        marks = {PROTOCOL_HEADER: "1", COMMUNE_HEADER: path.split("/")[3], "Retry-After": "7"}
        return Http(status, marks, b'{"code":"%s"}' % code.encode())

    return answer


def _bad_gateway(_network: Network, _carry: Carry, _path: str) -> Http:
    return Http(502, {"Content-Type": "text/html"}, b"<html>Bad Gateway</html>")


def _fail(failure: str, name: str) -> Callable[[Network, Carry, str], Http]:
    def answer(network: Network, carry: Carry, _path: str) -> Http:
        """The n-th statement of the request fails."""
        network.server.fail_at(1 + int(network.cut_at * 40), failure=failure)
        try:
            return carry()
        finally:
            if network.server.heal():
                network.tell(name)

    return answer


def _fail_pull(network: Network, carry: Carry, _path: str) -> Http:
    """Every statement after the push is committed fails: verdicts, but no pull."""
    network.server.fail_after_push()
    try:
        return carry()
    finally:
        if network.server.heal():
            network.tell("pull_failed")


SERVER_FAULTS: dict[str, Callable[[Network, Carry, str], Http]] = {
    "database_error": _fail(BROKEN, "database_error"),
    "database_busy": _fail(BUSY, "database_busy"),
    "connection_dropped": _fail(DROPPED, "connection_dropped"),
    "pull_failed": _fail_pull,
}
FAULTS: dict[str, Callable[[Network, Carry, str], Http]] = {
    "request_dropped": _drop_request,
    "reply_dropped": _drop_reply,
    "request_duplicated": _duplicate,
    "request_reordered": _stray,
    "reply_truncated": _truncate,
    "portal_page": _portal,
    "portal_403": _portal_forbids,
    "wrong_gzip": _garbled_gzip,
    "stale_cache": _stale_cache,
    "status_429": _refuse(429, "rate.limited"),
    "status_502": _bad_gateway,
    "status_503": _refuse(503, "server.busy"),
    **SERVER_FAULTS,
}
