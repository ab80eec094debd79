"""Content made from a kind alone: good values of every field, and wrong ones.

A new kind needs no line here; a new field type needs one in GOOD and one in WRONG.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from server.kinds import Field, Kind


def full_content(kind: Kind, version: int | None = None) -> dict[str, Any]:
    """Every field that the version knows, each at the edge of what it allows."""
    known = kind.version if version is None else version
    return {one.name: good_value(one) for one in kind.fields if one.is_known_at(known)}


def good_value(field: Field, number: int = 1) -> Any:
    return GOOD[field.type](field, number)


def wrong_values(field: Field) -> list[Any]:
    """Values that the field must refuse: other types, then what is just outside its limits."""
    return [*_OTHER_TYPES[field.type], *WRONG[field.type](field)]


def uuid(number: int) -> str:
    return f"018f5c3e-7d1a-7000-8000-{number:012x}"


def sha256(number: int) -> str:
    return f"{number:064x}"


def photo(number: int, **parts: Any) -> dict[str, Any]:
    """A photo's value with a thumbnail: the least that begins as a JPEG."""
    return {"sha256": sha256(number), "size": 150_000, "thumbnail": "/9j/4AA=", **parts}


def voice(number: int, **parts: Any) -> dict[str, Any]:
    return {"sha256": sha256(number), "size": 60_000, "seconds": 12, **parts}


def _item(field: Field, number: int) -> dict[str, Any]:
    return {one.name: good_value(one, number) for one in field.fields}


def _codes(field: Field) -> list[str]:
    return [one.code for one in field.choices]


def _limit(value: int | None) -> int:
    assert value is not None
    return value


def _long_text(characters: int) -> str:
    return ("Đèn đường hỏng ở đầu ngõ. " * characters)[:characters]


GOOD: Final[dict[str, Callable[[Field, int], Any]]] = {
    "text": lambda field, _: _long_text(_limit(field.max_length)),
    "int": lambda field, _: field.max,
    "bool": lambda _, __: True,
    "date": lambda _, __: "2026-11-21",
    "datetime": lambda _, number: f"2026-11-21T20:05:{number:02d}.250+07:00",
    "time": lambda _, __: "22:00",
    "phone": lambda _, __: "0204 3872 113",
    "choice": lambda field, _: _codes(field)[-1],
    "choices": lambda field, _: _codes(field),
    "counts": lambda field, _: dict.fromkeys(_codes(field), field.max),
    "uuid": lambda _, number: uuid(number),
    "ref": lambda _, number: uuid(number),
    "refs": lambda field, _: [uuid(one) for one in range(_limit(field.max_items))],
    "point": lambda _, __: {"lat": 21.3461, "lng": 105.9874, "accuracy_m": 12.5},
    "photos": lambda field, _: [photo(one) for one in range(_limit(field.max_items))],
    "voice": lambda _, number: voice(number),
    "items": lambda field, _: [_item(field, number) for number in (1, 2, 3)],
}

_NOT_TEXT: Final[list[Any]] = [5, 1.5, True, [], {}, ["x"]]
_NO_OBJECT: Final[list[Any]] = ["x", 5, 1.5, True, [], ["x"]]
_NOT_TEXTS: Final[list[Any]] = ["x", 5, True, {}, [5], [None], [[]]]
_OTHER_TYPES: Final[dict[str, list[Any]]] = {
    **dict.fromkeys(("text", "date", "datetime", "time", "phone"), _NOT_TEXT),
    **dict.fromkeys(("choice", "uuid", "ref"), _NOT_TEXT),
    "int": ["5", True, [], {}, 1.5],
    "bool": [0, 1, "true", [], {}],
    **dict.fromkeys(("choices", "refs", "photos"), _NOT_TEXTS),
    "voice": _NO_OBJECT,
    "counts": ["x", 5, True, [], ["x"]],
    "point": ["21,105", 5, True, [], {}, [21.3, 105.9]],
    "items": ["x", 5, True, {}, ["x"], [5], [None], [[]], [{}]],
}

WRONG: Final[dict[str, Callable[[Field], list[Any]]]] = {
    "text": lambda field: [_long_text(_limit(field.max_length) + 1), "a\x00b", "\ud83d", "\x1b[1m"],
    "int": lambda field: [_limit(field.min) - 1, _limit(field.max) + 1, 10**400, float("inf")],
    "bool": lambda _: [],
    "date": lambda _: ["21/11/2026", "2026-11-31", "1999-12-31", "2101-01-01", "2026-11-21T20:05"],
    "datetime": lambda _: [
        "2026-11-21T20:05:00",
        "2026-11-21 20:05:00+07:00",
        "2026-11-21T24:00:00+07:00",
        "2026-02-30T20:05:00+07:00",
        "1999-12-31T23:59:59+07:00",
        "2026-11-21T20:05:00+07:00\n",
    ],
    "time": lambda _: ["24:00", "7:00", "22:60", "22:00:00"],
    "phone": lambda _: ["gọi anh Minh", "1", "0204--387", "0" * 20],
    "choice": lambda _: ["", "no_such_code", "__proto__"],
    "choices": lambda field: [["no_such_code"], [_codes(field)[0]] * 2],
    "counts": lambda field: [{"no_such_code": 1}, {_codes(field)[0]: _limit(field.max) + 1}],
    "uuid": lambda _: [uuid(1).upper().replace("0", "A"), "{" + uuid(1) + "}", uuid(1)[:-1], ""],
    "ref": lambda _: [uuid(1).replace("-", ""), uuid(1) + "0", "__proto__"],
    "refs": lambda field: [
        [uuid(1), uuid(1)],
        ["not a uuid"],
        [uuid(one) for one in range(_limit(field.max_items) + 1)],
    ],
    "point": lambda _: [
        {"lat": 91, "lng": 0},
        {"lat": 0, "lng": -181},
        {"lat": float("nan"), "lng": 0},
        {"lat": "21", "lng": "105"},
        {"lat": 21},
        {"lat": 21, "lng": 105, "accuracy_m": -1},
        {"lat": 21, "lng": 105, "heading": 90},
        {"lat": True, "lng": False},
    ],
    "photos": lambda field: [
        [sha256(1)],
        [photo(1, sha256="../etc/passwd")],
        [photo(1, sha256=sha256(1).upper().replace("0", "A"))],
        [{"sha256": sha256(1)}],
        [photo(1, place="nhà ông A")],
        *([photo(1, size=size)] for size in (0, 1.5, True, "1", None, 10 * 1024 * 1024 + 1)),
        *([photo(1, thumbnail=odd)] for odd in (5, "?", "/9j/4AA", "R0lGODlhAQABAAAAACw=")),
        [photo(1, thumbnail="/9j/" + "A" * 5460)],
        [photo(one) for one in range(_limit(field.max_items) + 1)],
    ],
    "voice": lambda _: [
        voice(1, sha256="x" * 64),
        {"sha256": sha256(1), "size": 5},
        voice(1, thumbnail="/9j/4AA="),
        *(voice(1, seconds=seconds) for seconds in (0, 61, 1.5, "12", None)),
    ],
    "items": lambda field: [
        [_item(field, 1), _item(field, 1)],
        [{**_item(field, 1), "no_such_field": 1}],
        [{name: value for name, value in _item(field, 1).items() if name != field.key}],
        [{**_item(field, 1), "removed": "yes"}],
        [_item(field, number) for number in range(_limit(field.max_items) + 1)],
    ],
}
