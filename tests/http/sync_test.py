"""The envelope of an exchange, as the door's schema reads it (what is refused: limit_test.py)."""

from typing import Any

import pytest
from marshmallow import ValidationError, fields

from server.http.sync import Mutations

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
