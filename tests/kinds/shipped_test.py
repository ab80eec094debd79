"""What a phone in the field relies on never changes under it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.kinds import Kind, load_kinds
from tests.kinds import fingerprint
from tests.kinds.fingerprint import SHIPPED, broken_promises

KINDS = load_kinds()
FILES = sorted(SHIPPED.glob("*.json"))
Change = Callable[[dict[str, Any]], Any]


def read(path: Path) -> dict[str, Any]:
    shipped: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return shipped


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_the_present_version_is_on_file_as_it_is(kind: Kind) -> None:
    """A changed kind needs a new version; then `python -m tests.kinds.fingerprint` files it."""
    path = fingerprint.file_of(kind)

    assert path.exists(), f"{path.name} is missing: python -m tests.kinds.fingerprint"
    assert read(path) == fingerprint.fingerprint(kind, kind.version)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_version_keeps_its_promises(path: Path) -> None:
    shipped = read(path)

    present = fingerprint.fingerprint(KINDS[shipped["kind"]], shipped["version"])

    assert broken_promises(shipped, present) == []


def test_every_version_up_to_the_present_one_was_filed() -> None:
    filed = {(read(path)["kind"], read(path)["version"]) for path in FILES}

    assert filed == {
        (kind.id, version) for kind in KINDS.values() for version in range(1, kind.version + 1)
    }


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda p: p["fields"].pop("route"), "route is gone"),
        (lambda p: p["fields"]["route"].update(type="text"), "route: type changed"),
        (lambda p: p["fields"]["route"].update(ref="area"), "route: ref changed"),
        (lambda p: p["fields"]["pauses"].update(key="no"), "pauses: key changed"),
        (lambda p: p["fields"]["findings"]["fields"].pop("voice"), "findings.voice is gone"),
        (
            lambda p: p["fields"]["situation"]["choices"].remove("co_viec"),
            "situation: choice co_viec is gone",
        ),
        (lambda p: p["fields"]["handover_text"].update(max_length=9), "max_length shrank"),
        (lambda p: p["fields"]["extra_people_count"].update(min=1), "min rose"),
        (lambda p: p["fields"]["equipment"].update(unit="boxes"), "unit changed"),
        (lambda p: p.update(stream="directory"), "stream changed"),
        (lambda p: p.update(day="ended_at"), "day changed"),
    ],
)
def test_a_broken_promise_is_seen(change: Change, broken: str) -> None:
    shipped = fingerprint.fingerprint(KINDS["patrol"], 1)
    present = copy.deepcopy(shipped)
    change(present)

    seen = broken_promises(shipped, present)

    assert len(seen) == 1
    assert broken in seen[0]


def test_growing_breaks_no_promise() -> None:
    shipped = fingerprint.fingerprint(KINDS["patrol"], 1)
    present = copy.deepcopy(shipped)

    present["fields"]["dogs"] = {"type": "int", "min": 0, "max": 9}
    present["fields"]["situation"]["choices"].append("phuc_tap")
    present["fields"]["handover_text"]["max_length"] = 900

    assert broken_promises(shipped, present) == []
