"""Which blobs a value names."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.sync.blob_names import NAMES, named
from server.sync.blobs import may_name
from server.sync.wire import write

SHA256 = "5e" * 32
WORDS = st.sampled_from([*NAMES, SHA256, '"sha256":', "ảnh", "text"])
VALUES = st.recursive(
    WORDS | st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
)


@given(value=VALUES)
def test_what_is_not_walked_through_names_no_blob(value: Any) -> None:
    assert may_name(write(value)) or not named([value])


@given(value=VALUES)
def test_a_text_of_the_same_words_is_not_taken_for_a_name(value: Any) -> None:
    assert not may_name(write(json.dumps(value)))
