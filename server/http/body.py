"""The body of a request: inflated within a bound, then read as strict JSON."""

import json
import zlib
from typing import Any

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from server.errors import Problem

MAX_BODY_BYTES = 1024 * 1024
MAX_DEPTH = 12
GZIP_WINDOW = 31
LARGEST_WHOLE = 2**53 - 1
LONGEST_WHOLE = len(str(-LARGEST_WHOLE))


def read_json() -> Any:
    """Read the request's body. Raises Problem, naming the limit, with nothing stored."""
    data = _receive()
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "gzip":
        data = _inflate(data)
    elif encoding != "identity":
        raise Problem("request.media_type", content_encoding=encoding[:40])
    return parse_json(data)


def _receive() -> bytes:
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        raise Problem("request.too_large", limit_bytes=MAX_BODY_BYTES) from None


def parse_json(data: bytes) -> Any:
    """Parse strict JSON: UTF-8, no key twice, no number or text that JSON programs don't share."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_whole,
        )
    except RecursionError:
        raise Problem("body.depth", limit=MAX_DEPTH) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise Problem("body.not_json", reason=str(error)[:200]) from None
    _check(value, MAX_DEPTH)
    return value


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj(GZIP_WINDOW)
    try:
        inflated = inflater.decompress(data, MAX_BODY_BYTES + 1)
    except zlib.error as error:
        raise Problem("body.gzip", reason=str(error)[:200]) from None
    if len(inflated) > MAX_BODY_BYTES:
        raise Problem("request.too_large", limit_bytes=MAX_BODY_BYTES)
    if not inflater.eof or inflater.unused_data:
        raise Problem("body.gzip", reason="cut short, or something follows it")
    return inflated


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Problem("body.text", reason="a key stands twice in an object")
    return made


def _whole(digits: str) -> int:
    """Read a whole number; thousands of digits would cost more than they can be worth."""
    if len(digits) > LONGEST_WHOLE:
        raise Problem("body.number", limit=LARGEST_WHOLE)
    return int(digits)


def _refuse_constant(name: str) -> Any:
    raise Problem("body.number", value=name)


def _check(value: Any, depth_left: int) -> None:
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int | float):
        _check_number(value)
    elif isinstance(value, list | dict):
        if depth_left == 0:
            raise Problem("body.depth", limit=MAX_DEPTH)
        for key in value if isinstance(value, dict) else ():
            _check_text(key)
        for item in value.values() if isinstance(value, dict) else value:
            _check(item, depth_left - 1)


def _check_text(text: str) -> None:
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise Problem("body.text", reason="half of a surrogate pair")


def _check_number(number: float) -> None:
    if abs(number) > LARGEST_WHOLE and (
        isinstance(number, int) or number in (float("inf"), -float("inf"))
    ):
        raise Problem("body.number", limit=LARGEST_WHOLE)
