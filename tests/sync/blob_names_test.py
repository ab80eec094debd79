"""Which blobs a mutation names: looked for only where its text says that there may be some."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from server.sync.blob_names import may_name, named, named_in
from server.sync.wire import write

NAMES = st.sampled_from(["sha256", "blob", "blobs", "SHA256", "a"])
VALUES = st.sampled_from(["a" * 64, "b" * 64, "c" * 63, '"sha256"', '"blob"', "sha256", ""])
CONTENT = st.recursive(
    VALUES | st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(CONTENT)
def test_what_the_text_tells_is_what_the_value_tells(content: Any) -> None:
    body = {"content": content, "blobs": []}

    assert named_in(write(body), body) == named(content)


@given(CONTENT)
def test_a_text_that_quotes_a_name_is_not_taken_for_one(content: Any) -> None:
    assert not may_name(write(json.dumps(content)))
