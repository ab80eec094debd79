"""The body of a request: inflated within a bound, then read as strict JSON."""

import json
import re
import zlib
from collections.abc import Iterable
from math import isinf
from typing import Any

import orjson
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
    data = receive()
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "gzip":
        data = _inflate(data)
    elif encoding != "identity":
        raise Problem("request.media_type", content_encoding=encoding[:40])
    return parse_json(data)


def receive() -> bytes:
    """Await the body's bytes, which the request then keeps. Raises request.too_large."""
    try:
        return request.get_data()
    except RequestEntityTooLarge:
        raise Problem("request.too_large", limit_bytes=MAX_BODY_BYTES) from None


def parse_json(data: bytes) -> Any:
    """Parse strict JSON: UTF-8, no key twice, no number or text that JSON programs don't share.

    What a phone writes, by JSON.stringify, is read fast; all else by what judges and refuses.
    """
    try:
        value = orjson.loads(data)
        is_plain = orjson.dumps(value, option=orjson.OPT_STRICT_INTEGER) == data
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        is_plain = False
    if not is_plain:
        return parse_any_json(data)
    _check_depth(value)
    return value


def parse_any_json(data: bytes) -> Any:
    """Parse strict JSON in whatever way it is written.

    Bytes that a value is written as again hold no key twice, for the value has none, no number
    beyond what is shared, for OPT_STRICT_INTEGER refuses to write it, and no half pair: this here
    gives the same value for them, only later.
    """
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
    except RecursionError:
        raise Problem("body.depth", limit=MAX_DEPTH) from None
    except (ValueError, UnicodeDecodeError) as error:
        raise Problem("body.not_json", reason=str(error)[:200]) from None
    _check_depth(value)
    if _SURROGATE.search(text):
        _check_texts(value)
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
    number = int(digits) if len(digits) <= LONGEST_WHOLE else LARGEST_WHOLE + 1
    if abs(number) > LARGEST_WHOLE:
        raise Problem("body.number", limit=LARGEST_WHOLE)
    return number


def _fraction(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise Problem("body.number", limit=LARGEST_WHOLE)
    return number


def _refuse_constant(name: str) -> Any:
    raise Problem("body.number", value=name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_constant=_refuse_constant,
    parse_int=_whole,
    parse_float=_fraction,
)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""Text that was decoded from UTF-8 can hold half of a pair only where it is escaped."""
_OUTER = frozenset({dict, list})


def _check_depth(value: Any) -> None:
    level = [value] if type(value) in _OUTER else []
    for _ in range(MAX_DEPTH):
        level = [
            one
            for outer in level
            for one in (outer.values() if type(outer) is dict else outer)
            if type(one) in _OUTER
        ]
        if not level:
            return
    raise Problem("body.depth", limit=MAX_DEPTH)


def _inside(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def _check_texts(value: Any) -> None:
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        raise Problem("body.text", reason="half of a surrogate pair")
    if isinstance(value, list | dict):
        for inner in (*value, *_inside(value)):
            _check_texts(inner)
