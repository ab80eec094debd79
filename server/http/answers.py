"""How the server answers: problem+json for every error, security headers, gzip, our own mark."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from zlib_ng import zlib_ng

from server.config import Config
from server.db import is_busy
from server.errors import Problem
from server.ids import is_id

PROTOCOL = "1"
PROTOCOL_HEADER = "An-Thon-Protocol"
COMMUNE_HEADER = "An-Thon-Commune"
GZIP_FROM_BYTES = 300
GZIP_LEVEL = 5
GZIP_WINDOW = 31  # one gzip member whose header tells no time
GZIP_TYPES = ("application/json", "text/html", "application/geo+json", "application/problem+json")
BUSY_RETRY_S = 5
KEPT_HEADERS = ("Allow", "Retry-After")

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob: data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(self), payment=()",
}
HSTS = "max-age=31536000; includeSubDomains"
_BY_STATUS = {
    400: "request.malformed",
    404: "request.not_found",
    405: "request.method",
    413: "request.too_large",
    415: "request.media_type",
    422: "request.malformed",
    429: "rate.limited",
    503: "server.busy",
}


def set_up(app: Flask, config: Config) -> None:
    """Make every answer of the app ours."""
    app.register_error_handler(Problem, answer_problem)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_bug)

    app.wsgi_app = _with_headers(app.wsgi_app, config)  # type: ignore[assignment, method-assign]

    @app.after_request
    def _finish(response: Response) -> Response:
        _mark(response)
        return _squeeze(response)


def _with_headers(inner: WSGIApplication, config: Config) -> WSGIApplication:
    """Add what is the same on every answer as it goes out: by Flask's means it takes 50 µs."""
    always = [*SECURITY_HEADERS.items(), (PROTOCOL_HEADER, PROTOCOL)]
    if config.is_https:
        always.append(("Strict-Transport-Security", HSTS))

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, *always], *error)

        return inner(environ, start)

    return answer


def json_answer(body: Mapping[str, object] | str | bytes, status: int = 200) -> Response:
    """Answer with JSON in ASCII; a text is JSON already, and so are bytes."""
    whole = body if isinstance(body, str | bytes) else json.dumps(body)
    return Response(whole, status, mimetype="application/json")


def answer_problem(problem: Problem) -> Response:
    """Turn a refusal into problem+json."""
    response = json_answer(problem.as_json(), problem.status)
    response.mimetype = "application/problem+json"
    retry_s = problem.details.get("retry_after_s")
    if retry_s is not None:
        response.headers["Retry-After"] = str(retry_s)
    return response


def _answer_http(error: HTTPException) -> Response:
    if (error.code or 500) < 400:  # a redirect
        return Response(status=error.code, headers=dict(error.get_headers()))
    code = _BY_STATUS.get(error.code or 500)
    if code is None:
        code = "request.malformed" if (error.code or 500) < 500 else "server.bug"
    details = getattr(error, "data", None) or {}
    messages = {"messages": details["messages"]} if "messages" in details else {}
    response = answer_problem(Problem(code, **messages))
    response.headers.extend({k: v for k, v in error.get_headers() if k in KEPT_HEADERS})
    return response


def _answer_bug(error: Exception) -> Response:
    if isinstance(error, DBAPIError) and is_busy(error):
        return answer_problem(Problem("server.busy", retry_after_s=BUSY_RETRY_S))
    current_app.logger.exception("unexpected error")
    return answer_problem(Problem("server.bug"))


def _mark(response: Response) -> None:
    commune_id = (request.view_args or {}).get("commune_id")
    if is_id(commune_id):  # anything else could break out of the header
        response.headers[COMMUNE_HEADER] = commune_id
    if request.path.startswith("/api/"):
        response.headers.setdefault("Cache-Control", "no-store")


def _squeeze(response: Response) -> Response:
    if "Vary" in response.headers:
        response.vary.add("Accept-Encoding")
    else:
        response.headers["Vary"] = "Accept-Encoding"
    is_told = "Accept-Encoding" in request.headers
    wanted = is_told and request.accept_encodings["gzip"] > 0
    if not wanted or response.direct_passthrough or response.mimetype not in GZIP_TYPES:
        return response
    body = response.get_data()
    if len(body) >= GZIP_FROM_BYTES and "Content-Encoding" not in response.headers:
        response.set_data(zlib_ng.compress(body, GZIP_LEVEL, GZIP_WINDOW))
        response.headers["Content-Encoding"] = "gzip"
    return response
