"""The envelope of an exchange, as the door's schema reads it (what is refused: limit_test.py)."""

from typing import Any

import pytest
from marshmallow import ValidationError, fields, validate

from server.http.envelope import MAX_STREAM_NAME, Mutations, Streams

ODD: list[Any] = [{}, {"id": None}, None, 0, False, "", [], [None], 1.5]


def outcome(field: fields.Field[Any], value: Any) -> object:
    try:
        return field.deserialize(value)
    except ValidationError as error:
        return error.messages


@pytest.mark.parametrize(
    "value", [*ODD, *([one] for one in ODD), [{}, None, 0, None], [{"a": [1]}] * 3], ids=repr
)
def test_mutations_are_taken_or_refused_as_a_list_of_anything_is(value: Any) -> None:
    assert outcome(Mutations(fields.Raw()), value) == outcome(fields.List(fields.Raw()), value)


@pytest.mark.parametrize(
    "value",
    [*ODD, *([one] for one in ODD), ["log:a", "desk"], ["a" * 80], ["a" * 81], ["a", 5, "b" * 81]],
    ids=lambda value: repr(value)[:40],
)
def test_streams_are_taken_or_refused_as_a_list_of_short_texts_is(value: Any) -> None:
    short = fields.String(validate=validate.Length(max=MAX_STREAM_NAME))

    assert outcome(Streams(), value) == outcome(fields.List(short), value)
