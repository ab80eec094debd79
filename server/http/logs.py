"""The server's log: one JSON line a request, without personal data.

Neither addresses, bodies, tokens nor query strings are written; record ids are not either, only
the route's pattern.
"""

import logging
import sys
import time
from traceback import extract_tb

import orjson
from flask import Flask, Response, g, request

from server.config import Config

LOGGER = logging.getLogger("an_thon")


class JsonLines(logging.Formatter):
    """One event, one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, message and the event's own fields."""
        event = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            event["exception"] = _tell(record.exc_info[1])
        return orjson.dumps(event).decode()


def _tell(error: BaseException | None) -> str:
    """Tell types and places of an error and its causes, never a message: it may quote a body."""
    told: list[str] = []
    while error is not None:
        state = getattr(getattr(error, "orig", None), "sqlstate", None)
        told.append(f"{type(error).__qualname__}{f' ({state})' if state else ''}")
        for frame in extract_tb(error.__traceback__):
            told.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(told)


def set_up(app: Flask, config: Config) -> None:
    """Write the log to standard error and one line for each request."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOGGER.handlers = [handler]
    LOGGER.setLevel(config.log_level)
    LOGGER.propagate = False
    app.logger.handlers = [handler]
    app.logger.propagate = False
    app.before_request(_start_clock)
    app.after_request(_write_line)


def _start_clock() -> None:
    g.started_s = time.perf_counter()


def _write_line(response: Response) -> Response:
    LOGGER.info(
        "request",
        extra={
            "fields": {
                "method": request.method,
                "route": request.url_rule.rule if request.url_rule else None,
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.get("started_s", time.perf_counter())) * 1000),
                "bytes": response.calculate_content_length(),
            }
        },
    )
    return response
