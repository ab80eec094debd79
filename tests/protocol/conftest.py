"""What protocol tests need beside the cast."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from server.kinds import Kinds, load_kinds, read_kind
from tests.cast import Cast


@pytest.fixture
def notices(app: Flask, cast: Cast) -> Iterator[Cast]:
    """The cast on a server that has a kind for the stream `notices` too."""
    shipped = cast.parts
    notice = read_kind(Path(__file__).with_name("notice.json"))
    app.extensions["an_thon"] = replace(shipped, kinds=Kinds({**load_kinds(), "notice": notice}))
    yield cast
    app.extensions["an_thon"] = shipped
