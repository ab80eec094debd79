"""What a value of each simple field type must look like: one compiler a type.

A compiler takes the field and the version that the sender knew, and gives a check: it returns for
a good value, else raises ValidationError with the rest of a sentence that names value and limit.
Values are whatever a JSON parser can make; no check raises anything else, however odd the value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final, NoReturn

from marshmallow import ValidationError

from server.kinds.kind import Field

Check = Callable[[object], None]

UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
    r"(?:\.[0-9]{1,9})?(Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
# The most of them, without the days that not every month has.
USUAL_MOMENT: Final = re.compile(
    r"20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:\.[0-9]{1,9})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
PHONE: Final = re.compile(r"\+?[0-9](?:[ .]?[0-9]){2,14}")
# Line breaks and tabs are text; the other controls and lone surrogates are not.
UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LAT_MAX, LNG_MAX, ACCURACY_M_MAX = 90, 180, 100_000
YEARS: Final = range(2000, 2101)
SHOWN_CHARACTERS_MAX: Final = 40


def refuse(value: object, wanted: str) -> NoReturn:
    raise ValidationError(f"is {shown(value)}; {wanted}")


def shown(value: object) -> str:
    """The value for a message: short, plain ASCII, and never walked into."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        cut = value[:SHOWN_CHARACTERS_MAX]
        return ascii(cut) + (f"... ({len(value)} characters)" if len(value) > len(cut) else "")
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "a number of more than 18 digits"
    if isinstance(value, float):
        return repr(value)
    return f"a list of {len(value)}" if isinstance(value, list) else "an object"


def text(field: Field, version: int) -> Check:
    """Length is counted in characters of the NFC form: keyboards send both forms."""
    limit = field.max_length or 0

    def check(value: object) -> None:
        if not isinstance(value, str):
            refuse(value, "must be a text")
        if not value.isprintable() and (odd := UNPRINTABLE.search(value)):
            raise ValidationError(f"holds U+{ord(odd[0]):04X}, which is not text")
        length = len(unicodedata.normalize("NFC", value))
        if length > limit:
            raise ValidationError(f"has {length} characters; at most {limit} are allowed")

    return check


def integer(field: Field, version: int) -> Check:
    """1.0 is the whole number 1 in JSON; true is not."""
    least, most = _bounds(field)

    def check(value: object) -> None:
        if type(value) is int and least <= value <= most:
            return
        is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not is_whole:
            refuse(value, "must be a whole number")
        if not least <= value <= most:  # type: ignore[operator]
            refuse(value, f"must be from {least} to {most}")

    return check


def boolean(field: Field, version: int) -> Check:
    def check(value: object) -> None:
        if not isinstance(value, bool):
            refuse(value, "must be true or false")

    return check


def matching(pattern: re.Pattern[str], wanted: str) -> Callable[[Field, int], Check]:
    """The compiler of a type whose values all match one pattern."""

    matches = pattern.fullmatch

    def check(value: object) -> None:
        if not isinstance(value, str) or not matches(value):
            refuse(value, wanted)

    return lambda field, version: check


def day(field: Field, version: int) -> Check:
    def check(value: object) -> None:
        if read_day(value) is None:
            refuse(value, "must be a date of the years 2000 to 2100, as 2026-11-21")

    return check


def moment(field: Field, version: int) -> Check:
    is_usual = USUAL_MOMENT.fullmatch

    def check(value: object) -> None:
        if isinstance(value, str) and is_usual(value):
            return
        if read_moment(value) is None:
            refuse(value, "must be a time of 2000 to 2100, as 2026-11-21T20:05:00+07:00")

    return check


def choice(field: Field, version: int) -> Check:
    codes = _codes(field, version)
    listed = _listed(codes)

    def check(value: object) -> None:
        if not isinstance(value, str) or value not in codes:
            refuse(value, f"must be one of {listed}")

    return check


def choices(field: Field, version: int) -> Check:
    codes = _codes(field, version)
    listed = _listed(codes)

    def check(value: object) -> None:
        for code in _different_texts(value, len(codes)):
            if code not in codes:
                refuse(code, f"must be one of {listed}")

    return check


def counts(field: Field, version: int) -> Check:
    """How many of each: an object from choice code to a whole number."""
    codes = _codes(field, version)
    listed = _listed(codes)
    check_number = integer(field, version)

    def check(value: object) -> None:
        if not isinstance(value, dict):
            refuse(value, "must be an object from code to number")
        for code, number in value.items():
            if code not in codes:
                refuse(code, f"must be one of {listed}")
            check_number(number)

    return check


def texts_matching(pattern: re.Pattern[str], wanted: str) -> Callable[[Field, int], Check]:
    """The compiler of a list type: different texts, each matching one pattern."""

    def compiler(field: Field, version: int) -> Check:
        limit = field.max_items or 0

        def check(value: object) -> None:
            for one in _different_texts(value, limit):
                if not pattern.fullmatch(one):
                    refuse(one, wanted)

        return check

    return compiler


def point(field: Field, version: int) -> Check:
    """Where someone tapped: degrees WGS 84 and the accuracy in metres, never a track."""
    return _check_point


def _check_point(value: object) -> None:
    if not isinstance(value, dict):
        refuse(value, "must be an object with lat, lng and perhaps accuracy_m")
    if _is_whole_point(value):
        return
    for name in value:
        if name not in _POINT_BOUNDS:
            refuse(name, "a point has lat, lng and accuracy_m only")
    for name, (least, most) in _POINT_BOUNDS.items():
        number = value.get(name)
        if number is None and name == "accuracy_m":
            continue
        if not _is_within(number, least, most):
            raise ValidationError(f"has {name} {shown(number)}; it must be {least} to {most}")


def _is_whole_point(value: dict[str, Any]) -> bool:
    """Say whether it has all three as a phone writes them, as almost every point does."""
    lat, lng, accuracy = value.get("lat"), value.get("lng"), value.get("accuracy_m")
    return (
        len(value) == len(_POINT_BOUNDS)
        and (type(lat) is float and type(lng) is float and type(accuracy) is int)
        and (-LAT_MAX <= lat <= LAT_MAX and -LNG_MAX <= lng <= LNG_MAX)
        and 0 <= accuracy <= ACCURACY_M_MAX
    )


def read_day(value: object) -> date | None:
    """The date of ISO text within YEARS, else None."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        read = date.fromisoformat(value)
    except ValueError:
        return None
    return read if read.year in YEARS else None


def read_moment(value: object) -> datetime | None:
    """The aware time, to the second, of RFC 3339 text with offset within YEARS, else None."""
    parts = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if parts is None:
        return None
    try:
        read = datetime.fromisoformat(parts[1] + parts[2])
    except ValueError:
        return None
    return read if read.year in YEARS else None


_POINT_BOUNDS: Final = {
    "lat": (-LAT_MAX, LAT_MAX),
    "lng": (-LNG_MAX, LNG_MAX),
    "accuracy_m": (0, ACCURACY_M_MAX),
}


def _bounds(field: Field) -> tuple[int, int]:
    if field.min is None or field.max is None:
        raise ValueError(f"{field.name}: a number needs min and max")
    return field.min, field.max


def _codes(field: Field, version: int) -> frozenset[str]:
    return frozenset(one.code for one in field.choices if one.since <= version)


def _listed(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes))


def _is_within(value: object, least: int, most: int) -> bool:
    """True of a number in the range; NaN is in none."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and least <= value <= most  # type: ignore[operator]


def _different_texts(value: object, limit: int) -> list[str]:
    if not isinstance(value, list):
        refuse(value, "must be a list")
    if len(value) > limit:
        raise ValidationError(f"has {len(value)} entries; at most {limit} are allowed")
    for one in value:
        if not isinstance(one, str):
            refuse(one, "must be a text")
    if len(set(value)) != len(value):
        raise ValidationError("names an entry twice")
    return value
