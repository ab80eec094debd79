"""docs/KINDS.md says what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from server.kinds import HERE, load_kinds, measures, read_kind, rules
from server.kinds.loader import RESERVED
from server.kinds.schema import FIELD_TYPES
from tests.kinds import examples

TEXT: Final = (Path(__file__).parents[2] / "docs" / "KINDS.md").read_text(encoding="utf-8")


def first_column(header: str) -> list[str]:
    """The quoted words of the first column of the table with this header row."""
    table = TEXT.split(f"\n{header}\n|---", 1)[1].split("\n\n", 1)[0]
    rows = table.split("\n")[1:]
    return [word for row in rows for word in re.findall(r"`(\w+)`", row.split("|")[1])]


@pytest.fixture
def example() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(TEXT.split("```json\n", 1)[1].split("```", 1)[0])
    return read


def test_every_kind_that_is_listed_exists() -> None:
    assert set(first_column("| kind | stream | for |")) <= set(load_kinds())


def test_every_field_type_is_listed_with_its_keys() -> None:
    assert first_column("| type | value | keys of its own |") == list(FIELD_TYPES)
    for name, known in FIELD_TYPES.items():
        row = re.search(rf"^\| `{name}` \|.*$", TEXT, re.MULTILINE)
        assert row is not None
        assert all(f"`{key}`" in row[0] for key in known.needs | known.may)


def test_every_way_to_measure_is_listed() -> None:
    assert first_column("| `how` | figure |") == list(measures.HOWS)


def test_every_rule_is_listed() -> None:
    assert first_column("| `how` | the form and the desk see to it that |") == list(rules.HOWS)


def test_every_kept_name_is_listed() -> None:
    kept = TEXT.split("No field may be called", 1)[1].split("\n\n", 1)[0]

    assert set(re.findall(r"`(\w+)`", kept)) == RESERVED


def test_every_key_of_the_files_is_explained() -> None:
    wired = load_kinds().wire()["kinds"].values()

    keys = {key for kind in wired for key in kind}
    keys |= {key for kind in wired for field in kind["fields"] for key in field}

    assert [key for key in sorted(keys) if f"`{key}`" not in TEXT] == []


def test_the_example_is_a_whole_kind(tmp_path: Path, example: dict[str, Any]) -> None:
    path = tmp_path / f"{example['id']}.json"
    path.write_text(json.dumps(example), encoding="utf-8")
    (tmp_path / "area.json").write_bytes((HERE / "area.json").read_bytes())

    kinds = load_kinds(tmp_path)

    assert kinds["contribution"] == read_kind(path)
    content = examples.full_content(kinds["contribution"])
    assert kinds.check("contribution", 1, content) is None
