"""Texts of a request that can be kept and compared: no half characters, no control characters."""

from typing import Any

from marshmallow import ValidationError, fields, validate

UUID = validate.Regexp(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", error="must be a UUID")


class Text(fields.String):
    """Whole Unicode characters, from `shortest` to `longest` of them."""

    def __init__(self, *, longest: int, shortest: int = 0, **rest: Any) -> None:
        super().__init__(validate=validate.Length(shortest, longest), **rest)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if any("\ud800" <= letter <= "\udfff" for letter in text or ""):
            raise ValidationError("holds half of a surrogate pair")
        return text


class Line(Text):
    """One line of text without blank ends: no NUL, which PostgreSQL refuses, nor the like."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if text is not None and not text.isprintable():
            raise ValidationError("must be one line of printable characters")
        return text and text.strip()
