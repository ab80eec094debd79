"""Between phone and server: an answer is ours, a refusal of ours, or no answer at all."""

import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PROTOCOL_HEADER, COMMUNE_HEADER = "An-Thon-Protocol", "An-Thon-Commune"
GZIP_FROM_BYTES = 1000


class NoAnswerError(Exception):
    """Nothing came back, or something that is not ours: a portal, a proxy, a cut reply."""


@dataclass(frozen=True)
class Http:
    """One HTTP reply as it came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


# method, path, headers, body -> reply; raises NoAnswerError
Send = Callable[[str, str, Mapping[str, str], bytes], Http]


@dataclass(frozen=True)
class Refusal:
    """The server said no, by a code of its table."""

    status: int
    code: str
    retry_after_s: int | None


def ask(
    send: Send, commune_id: str, token: str, request: Mapping[str, Any]
) -> dict[str, Any] | Refusal:
    """Make one exchange. Raises NoAnswerError for anything that is not our server's answer."""
    body = json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept-Encoding": "gzip",
    }
    if len(body) >= GZIP_FROM_BYTES:
        body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
    return understand(send("POST", f"/api/sync/{commune_id}", headers, body), commune_id)


def understand(http: Http, commune_id: str) -> dict[str, Any] | Refusal:
    """Read a reply; whatever does not carry our mark, or can't be read whole, is no answer."""
    headers = {name.lower(): value for name, value in http.headers.items()}
    if PROTOCOL_HEADER.lower() not in headers or headers.get(COMMUNE_HEADER.lower()) != commune_id:
        raise NoAnswerError("not ours")
    body = _parse(http.body, headers.get("content-encoding", ""))
    if http.status == 200 and body.get("commune") == commune_id:
        return body
    if "code" not in body:
        raise NoAnswerError(f"status {http.status} without a code")
    retry = headers.get("retry-after", "")
    return Refusal(http.status, str(body["code"]), int(retry) if retry.isdigit() else None)


def _parse(body: bytes, encoding: str) -> dict[str, Any]:
    try:
        value = json.loads(gzip.decompress(body) if encoding == "gzip" else body)
    except (OSError, EOFError, ValueError) as error:
        raise NoAnswerError(str(error)) from None
    if not isinstance(value, dict):
        raise NoAnswerError("not an object")
    return value
