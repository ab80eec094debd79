"""What a value of the types `photos` and `voice` must look like: it names blobs by their hash.

The bytes come apart, after the record (ADR 0032); in the value travel what a reader needs before
they are there: how many they are, and a small picture.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from typing import Any, Final

from marshmallow import ValidationError

from server.kinds.kind import Field
from server.kinds.values import Check, refuse

SHA256: Final = re.compile(r"[0-9a-f]{64}")
BLOB_BYTES_MAX: Final = 10 * 1024 * 1024
THUMBNAIL_BYTES_MAX: Final = 4096
VOICE_SECONDS_MAX: Final = 60


def photos(field: Field, version: int) -> Check:
    """A list of photos; the same bytes may stand in it twice, and are stored once."""
    limit = field.max_items or 0
    check_photo = _parts({"sha256": _hash, "size": _size}, {"thumbnail": _thumbnail})

    def check(value: object) -> None:
        if not isinstance(value, list):
            refuse(value, "must be a list")
        if len(value) > limit:
            raise ValidationError(f"has {len(value)} photos; at most {limit} are allowed")
        for one in value:
            check_photo(one)

    return check


def voice(field: Field, version: int) -> Check:
    """One recording."""
    return _parts({"sha256": _hash, "size": _size, "seconds": _seconds}, {})


def _parts(needed: dict[str, Check], allowed: dict[str, Check]) -> Check:
    checks: dict[str, Callable[[Any], None]] = {**needed, **allowed}
    names = ", ".join(checks)

    def check(value: object) -> None:
        if not isinstance(value, dict):
            refuse(value, f"must be an object with {names}")
        for name, part in value.items():
            if name not in checks:
                refuse(name, f"it has {names} only")
            if name in needed or part is not None:
                checks[name](part)
        for name in needed:
            if name not in value:
                raise ValidationError(f"has no {name}")

    return check


def _hash(value: object) -> None:
    if not isinstance(value, str) or not SHA256.fullmatch(value):
        refuse(value, "must be a SHA-256 in 64 lower-case hex digits")


def _size(value: object) -> None:
    _whole(value, BLOB_BYTES_MAX, "bytes")


def _seconds(value: object) -> None:
    _whole(value, VOICE_SECONDS_MAX, "seconds")


def _whole(value: object, most: int, unit: str) -> None:
    if type(value) is not int or not 1 <= value <= most:
        refuse(value, f"must be 1 to {most} whole {unit}")


def _thumbnail(value: object) -> None:
    if not isinstance(value, str):
        refuse(value, "must be a small picture in base64")
    try:
        picture = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise ValidationError("has a thumbnail that is not base64") from None
    if len(picture) > THUMBNAIL_BYTES_MAX:
        size = len(picture)
        raise ValidationError(f"has a thumbnail of {size} bytes; at most {THUMBNAIL_BYTES_MAX}")
    is_webp = picture[:4] == b"RIFF" and picture[8:12] == b"WEBP"
    if not is_webp and picture[:3] != b"\xff\xd8\xff":
        raise ValidationError("has a thumbnail that is neither JPEG nor WebP")
