"""What an edit may hold, whoever sent it and at whatever version."""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.kinds import HERE, Kinds, load_kinds, values
from tests.kinds import examples
from tests.kinds.examples import photo, uuid, voice

KINDS = load_kinds()

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(categories=None), max_size=20)
    | st.sampled_from(["__proto__", "constructor", "\ud800", "9" * 5000, 10**400, -0.0])
)
odd_json = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
patrol_fields = st.sampled_from(sorted(one.name for one in KINDS["patrol"].fields))


def deep(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


@pytest.fixture
def two_versions(tmp_path: Path) -> Kinds:
    """A checkpoint kind whose version 2 retired has_poster and added surface, a choice and a list
    field; a phone may still be at version 1."""
    written = json.loads((HERE / "checkpoint.json").read_text(encoding="utf-8"))
    area = json.loads((HERE / "area.json").read_text(encoding="utf-8"))
    labels = {"vi": "Mặt đường", "en": "Road surface"}
    surface = {"name": "surface", "type": "text", "max_length": 20, "since": 2, "labels": labels}
    broken = {"code": "hong", "since": 2, "labels": {"vi": "Hỏng", "en": "Damaged"}}
    written["version"] = 2
    written["fields"].append(surface)
    for field in written["fields"]:
        if field["name"] == "has_poster":
            field["retired"] = 2
        if field["name"] == "status":
            field["choices"].append(broken)
    written["list_columns"].remove("has_poster")
    written["steps"][0]["fields"].remove("has_poster")
    written["steps"][0]["fields"].append("surface")
    for kind in (written, area):
        path = tmp_path / f"{kind['id']}.json"
        path.write_text(json.dumps(kind), encoding="utf-8")
    return load_kinds(tmp_path)


def test_an_old_phone_may_send_a_retired_field(two_versions: Kinds) -> None:
    assert two_versions.check("checkpoint", 1, {"has_poster": True}) is None


def test_a_retired_field_can_still_be_resolved_by_a_new_phone(two_versions: Kinds) -> None:
    assert two_versions.check("checkpoint", 2, {"has_poster": None}) is None


def test_a_field_newer_than_the_mutation_is_refused(two_versions: Kinds) -> None:
    new, old = (two_versions.check("checkpoint", v, {"surface": "Bê tông"}) for v in (2, 1))

    assert new is None
    assert old is not None
    assert (old.code, old.field) == ("BAD_DATA", "surface")


def test_a_choice_newer_than_the_mutation_is_refused(two_versions: Kinds) -> None:
    new, old = (two_versions.check("checkpoint", v, {"status": "hong"}) for v in (2, 1))

    assert new is None
    assert old is not None
    assert old.detail == "status is 'hong'; must be one of dang_dung, thoi_dung."


@pytest.mark.parametrize("version", [0, -1, 2, 10**30, None, "1", 1.0, True, [], {}])
def test_a_version_that_never_was_is_bad_version(version: object) -> None:
    fault = KINDS.check("patrol", version, {})

    assert fault is not None
    assert (fault.code, fault.field) == ("BAD_VERSION", "kind_version")


@pytest.mark.parametrize("kind", ["", "no_such_kind", "__proto__", None, 5, [], {}])
def test_a_kind_that_never_was_is_bad_data(kind: Any) -> None:
    fault = KINDS.check(kind, 1, {})

    assert fault is not None
    assert (fault.code, fault.field) == ("BAD_DATA", "kind")


@pytest.mark.parametrize("content", [None, [], "x", 5, True, [{}], float("nan")])
def test_content_that_is_no_object_is_bad_data(content: object) -> None:
    fault = KINDS.check("patrol", 1, content)

    assert fault is not None
    assert fault.field is None
    assert fault.detail == "content must be an object from field name to value."


def test_a_fault_names_the_item_the_value_and_the_limit() -> None:
    findings = [{"id": uuid(1)}, {"id": uuid(2), "description": "x" * 501}]

    fault = KINDS.check("patrol", 1, {"findings": findings})

    assert fault is not None
    assert fault.field == "findings.1.description"
    assert fault.detail == ("findings.1.description has 501 characters; at most 500 are allowed.")


def test_a_tombstone_needs_nothing_but_its_key() -> None:
    content = {"participants": [{"member_id": uuid(1), "removed": True}]}

    assert KINDS.check("patrol", 1, content) is None


def test_an_item_without_its_key_is_refused() -> None:
    fault = KINDS.check("patrol", 1, {"findings": [{"finding_type": "khac"}]})

    assert fault is not None
    assert fault.field == "findings.0.id"


def test_two_items_with_one_key_are_refused() -> None:
    fault = KINDS.check("patrol", 1, {"pauses": [{"id": uuid(1)}, {"id": uuid(1)}]})

    assert fault is not None
    assert fault.field == "pauses.1.id"


def test_length_is_counted_in_composed_characters() -> None:
    decomposed = "e\u0302\u0323" * 100

    assert len(decomposed) == 300
    assert KINDS.check("mediation", 1, {"place_text": decomposed}) is None


def test_a_whole_float_is_a_whole_number() -> None:
    assert KINDS.check("patrol", 1, {"extra_people_count": 3.0}) is None


def test_a_blob_is_named_by_its_hash() -> None:
    twice = [photo(1), photo(1), photo(2, thumbnail=None)]
    finding = {"id": uuid(1), "photos": twice, "voice": voice(3)}

    assert KINDS.check("patrol", 1, {"findings": [finding]}) is None


def test_what_a_form_requires_may_be_missing_on_the_wire() -> None:
    half_filled = {"started_at": "2026-11-21T20:05:00+07:00"}

    assert KINDS.check("patrol", 1, half_filled) is None


@pytest.mark.parametrize("name", ["__proto__", "a" * 5000, "\ud800", "\u0000", "x\ny", ""])
def test_an_odd_name_is_escaped_in_the_fault(name: str) -> None:
    fault = KINDS.check("patrol", 1, {name: 1})

    assert fault is not None
    assert fault.code == "BAD_DATA"
    assert len(fault.detail) < 200
    assert fault.detail.isprintable()


@pytest.mark.parametrize(
    "value",
    [deep(900), [deep(900)], {"a": deep(900)}, 10**5000],
    ids=["deep", "deeper", "deep object", "huge number"],
)
def test_depth_and_size_are_refused_without_a_walk(value: object) -> None:
    for name in ("findings", "equipment", "extra_people_count", "joint_forces"):
        fault = KINDS.check("patrol", 1, {name: value})

        assert fault is not None
        assert len(fault.detail) < 300


@given(patrol_fields, odd_json)
@settings(max_examples=300, deadline=None)
def test_no_value_whatever_makes_the_check_raise(name: str, value: Any) -> None:
    good = examples.full_content(KINDS["patrol"])

    for content in ({name: value}, {**good, name: [value]}, {name: [{"id": value}]}, value):
        fault = KINDS.check("patrol", 1, content)

        assert fault is None or fault.detail.isascii()


@given(st.from_regex(values.USUAL_MOMENT, fullmatch=True))
def test_a_usual_time_is_a_time_to_the_strict_reader(text: str) -> None:
    assert values.read_moment(text) is not None


@given(st.datetimes(datetime(1999, 12, 30), datetime(2101, 1, 3)),  # noqa: DTZ001
       st.sampled_from(["+07:00", "+07:30", "-07:00", "Z", "+00:00", "+06:59", "+14:00", "-12:00"]),
       st.sampled_from(["", ".5", ".123456789"]))  # fmt: skip
def test_the_day_of_a_patrol_is_the_day_in_vietnam(at: datetime, zone: str, rest: str) -> None:
    text = at.replace(microsecond=0).isoformat() + rest + zone
    moment = values.read_moment(text)
    expected = moment and moment.astimezone(timezone(timedelta(hours=7))).date().isoformat()

    assert KINDS.occurred_on("patrol", {"started_at": text}) == expected


def test_no_printable_character_is_refused_in_a_text() -> None:
    letters = map(chr, range(sys.maxunicode + 1))

    assert [one for one in letters if one.isprintable() and values.UNPRINTABLE.search(one)] == []


DEGREES = st.sampled_from(
    [0, 0.0, -0.0, 90, 90.0, 90.1, -90.0, 91, 180.0, -180.0, 180.1, 100_000, 100_000.5, True, "9"]
)
NUMBERS = DEGREES | st.none() | st.floats() | st.integers()


@given(
    st.dictionaries(st.sampled_from(["lat", "lng", "accuracy_m", "alt"]), NUMBERS, max_size=4)
    | st.fixed_dictionaries({"lat": DEGREES, "lng": DEGREES, "accuracy_m": DEGREES})
)
def test_a_point_is_two_degrees_and_perhaps_metres(point: dict[str, Any]) -> None:
    def is_number(name: str, most: int, least: int) -> bool:
        number = point.get(name)
        return type(number) in (int, float) and least <= point[name] <= most

    is_right = not point.keys() - {"lat", "lng", "accuracy_m"}
    is_right &= is_number("lat", 90, -90) and is_number("lng", 180, -180)
    is_right &= point.get("accuracy_m") is None or is_number("accuracy_m", 100_000, 0)

    assert (KINDS.check("checkpoint", 1, {"point": point}) is None) == is_right
