"""The network of the simulation: one fault befalls one request, chosen by the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reference.transport import COMMUNE_HEADER, PROTOCOL_HEADER, Http, NoAnswerError
from tests.simulator.server import Server

Carry = Callable[[], Http]


@dataclass
class Network:
    """Between one phone and the server. `fault`: what befalls the next request, then nothing."""

    server: Server
    fault: str | None = None
    cut_at: float = 0.5
    earlier: list[Http] = field(default_factory=list)
    strays: list[Carry] = field(default_factory=list)

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Http:
        """Carry one request, through the fault that was chosen for it."""
        fault, self.fault = self.fault, None

        def carry() -> Http:
            return self.server.send(method, path, headers, body)

        if fault is None:
            answer = carry()
        else:
            answer = FAULTS[fault](self, carry, path)
        if answer.status == 200:
            self.earlier = [*self.earlier[-4:], answer]
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
    return Http(answer.status, answer.headers, answer.body[: int(len(answer.body) * network.cut_at)])


def _portal(_network: Network, _carry: Carry, _path: str) -> Http:
    return Http(200, {"Content-Type": "text/html"}, b"<html>Wi-Fi</html>")


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


def _drop_connection(network: Network, carry: Carry, _path: str) -> Http:
    """The server loses its database in the middle; the n-th statement fails."""
    network.server.fail_at(1 + int(network.cut_at * 30))
    try:
        return carry()
    finally:
        network.server.heal()


FAULTS: dict[str, Callable[[Network, Carry, str], Http]] = {
    "request_dropped": _drop_request,
    "reply_dropped": _drop_reply,
    "request_duplicated": _duplicate,
    "request_reordered": _stray,
    "reply_truncated": _truncate,
    "portal_page": _portal,
    "wrong_gzip": _garbled_gzip,
    "stale_cache": _stale_cache,
    "status_429": _refuse(429, "rate.limited"),
    "status_502": _bad_gateway,
    "status_503": _refuse(503, "server.busy"),
    "database_error": _drop_connection,
}
