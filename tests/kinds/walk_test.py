"""Every kind walks through everything that is made of it; a new kind needs no line here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from server.kinds import HERE, Field, Kind, load_kinds
from server.kinds.kind import walk
from server.kinds.node import BadKind
from server.kinds.schema import FIELD_TYPES
from tests.kinds import examples

KINDS = load_kinds()
# A directory record stands as long as what it describes; these are kept for a time.
LOG_BOOKS = [kind for kind in KINDS.values() if kind.stream != "directory"]
FIELDS = [(kind.id, path) for kind in KINDS.values() for path, _ in walk(kind.fields)]

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
each_field = pytest.mark.parametrize(("kind_id", "path"), FIELDS, ids=lambda part: part)


def field_at(kind_id: str, path: str) -> Field:
    field = KINDS[kind_id].find(path)
    assert field is not None
    return field


def content_with(kind_id: str, path: str, value: Any) -> dict[str, Any]:
    """Content that holds the value at the path, within one good item where it lies in a list."""
    name, _, inner = path.partition(".")
    if not inner:
        return {name: value}
    item = examples.good_value(field_at(kind_id, name))[0]
    return {name: [{**item, inner: value}]}


def test_the_first_nine_kinds_are_there() -> None:
    log_books = {"patrol", "mediation", "camera"}
    directory = {"area", "group", "member", "checkpoint", "route", "setting"}

    assert set(KINDS) >= log_books | directory


def test_one_file_is_one_kind() -> None:
    files = {path.stem for path in HERE.glob("*.json")}

    assert files == set(KINDS)


@each_kind
def test_a_full_example_passes(kind: Kind) -> None:
    content = examples.full_content(kind)

    fault = KINDS.check(kind.id, kind.version, content)

    assert fault is None


@each_kind
def test_every_field_may_be_cleared(kind: Kind) -> None:
    content = dict.fromkeys(examples.full_content(kind))

    fault = KINDS.check(kind.id, kind.version, content)

    assert fault is None


@each_kind
def test_nothing_at_all_is_a_good_edit(kind: Kind) -> None:
    assert KINDS.check(kind.id, kind.version, {}) is None


@each_kind
def test_an_unknown_field_is_refused_by_name(kind: Kind) -> None:
    fault = KINDS.check(kind.id, kind.version, {"no_such_field": 1})

    assert fault is not None
    assert (fault.code, fault.field) == ("BAD_DATA", "no_such_field")


@each_field
def test_every_wrong_value_is_refused_at_its_field(kind_id: str, path: str) -> None:
    for wrong in examples.wrong_values(field_at(kind_id, path)):
        content = content_with(kind_id, path, wrong)

        fault = KINDS.check(kind_id, KINDS[kind_id].version, content)

        assert fault is not None, wrong
        assert fault.code == "BAD_DATA"
        assert fault.field is not None
        assert fault.field.split(".")[0] == path.split(".")[0]
        assert fault.detail.endswith(".")
        assert fault.detail.isascii()


@each_field
def test_every_label_stands_in_both_languages(kind_id: str, path: str) -> None:
    field = field_at(kind_id, path)

    for labels in (field.labels, *(choice.labels for choice in field.choices)):
        assert labels.vi.strip()
        assert labels.en.strip()
        assert labels.vi[0].isupper() or labels.vi[0].isdigit()


@each_field
def test_personal_data_has_a_purpose_and_an_end(kind_id: str, path: str) -> None:
    field = field_at(kind_id, path)
    may_show_people = field.type in ("photos", "voice") or field.ref == "member" or field.sensitive

    assert field.personal is not None or not may_show_people
    if field.personal is not None:
        assert field.personal.vi.strip()
        assert field.personal.en.strip()
        assert field.retention_days is not None
        assert 1 <= field.retention_days <= 3653
        assert field.retention_from is not None


@pytest.mark.parametrize("kind", LOG_BOOKS, ids=lambda kind: kind.id)
def test_log_books_empty_themselves(kind: Kind) -> None:
    kept = {one.name for one in kind.fields if one.retention_days is None}

    assert kept == set()


@each_kind
def test_a_form_asks_for_every_field_a_person_fills(kind: Kind) -> None:
    asked = sorted(name for step in kind.steps for name in step.fields)

    assert asked == sorted(one.name for one in kind.fields if one.filled_by == "person")


@each_kind
def test_columns_measures_and_map_name_fields(kind: Kind) -> None:
    assert kind.list_columns
    assert all(kind.find(name) for name in kind.list_columns)
    assert all(kind.find(measure.of) for measure in kind.measures if measure.of)
    if kind.map:
        point = kind.find(kind.map.point)
        assert point is not None
        assert point.type == "point"


@each_kind
def test_the_wire_says_what_the_file_says(kind: Kind) -> None:
    written = json.loads((HERE / f"{kind.id}.json").read_text(encoding="utf-8"))

    wired = json.loads(json.dumps(KINDS.wire()["kinds"][kind.id]))

    assert differences(written, wired) == []


@each_kind
def test_no_kind_keeps_what_the_protocol_keeps(kind: Kind) -> None:
    protocol = {"log_id", "review_status", "review_note", "amendments", "entered_at", "synced_at"}

    assert protocol & {one.name for one in kind.fields} == set()


def test_every_field_type_has_examples() -> None:
    assert set(examples.GOOD) == set(FIELD_TYPES)
    assert set(examples.WRONG) == set(FIELD_TYPES)


def test_a_ref_to_no_kind_is_refused(tmp_path: Path) -> None:
    route = json.loads((HERE / "route.json").read_text(encoding="utf-8"))
    (tmp_path / "route.json").write_text(json.dumps(route), encoding="utf-8")

    with pytest.raises(BadKind, match=r"route.json: fields.group.ref: no kind 'group'"):
        load_kinds(tmp_path)


def differences(written: Any, wired: Any, at: str = "") -> list[str]:
    """What the file says and the wire does not; nulls, falsehoods and empty lists say nothing."""
    if isinstance(written, dict):
        return [
            difference
            for key, value in written.items()
            if value not in (None, [], False)
            for difference in differences(value, wired.get(key), f"{at}.{key}")
        ]
    if isinstance(written, list) and isinstance(wired, list) and len(written) == len(wired):
        pairs = enumerate(zip(written, wired, strict=True))
        return [one for i, (a, b) in pairs for one in differences(a, b, f"{at}[{i}]")]
    return [] if written == wired else [f"{at}: {written!r} is {wired!r}"]
