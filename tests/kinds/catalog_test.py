"""What the engine and the doors ask of the kinds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from server.kinds import load_kinds

KINDS = load_kinds()


@pytest.mark.parametrize(
    ("kind", "stream"),
    [
        ("patrol", "log"),
        ("camera", "log"),
        ("mediation", "mediation"),
        ("member", "directory"),
        ("no_such_kind", None),
    ],
)
def test_a_kind_names_its_type_of_stream(kind: str, stream: str | None) -> None:
    assert KINDS.stream_type(kind) == stream


def test_item_lists_name_their_keys() -> None:
    assert KINDS.item_keys("patrol") == {
        "participants": "member_id",
        "signed_by": "member_id",
        "checkpoints": "id",
        "findings": "id",
        "pauses": "id",
    }
    assert KINDS.item_keys("route") == {}
    assert KINDS.item_keys("no_such_kind") == {}


@pytest.mark.parametrize(
    ("started_at", "day"),
    [
        ("2026-11-21T23:30:00+07:00", "2026-11-21"),
        ("2026-11-21T16:59:59Z", "2026-11-21"),
        ("2026-11-21T17:00:00Z", "2026-11-22"),
        ("2026-12-31T20:00:00.5-05:00", "2027-01-01"),
        ("no time", None),
        (None, None),
        ([1], None),
    ],
)
def test_a_patrol_counts_on_the_vietnamese_day_it_started(started_at: Any, day: str | None) -> None:
    assert KINDS.occurred_on("patrol", {"started_at": started_at}) == day


@pytest.mark.parametrize(
    ("kind", "field"), [("mediation", "received_on"), ("camera", "installed_on")]
)
def test_a_record_of_a_date_counts_on_that_date(kind: str, field: str) -> None:
    assert KINDS.occurred_on(kind, {field: "2026-02-28"}) == "2026-02-28"
    assert KINDS.occurred_on(kind, {field: "2026-02-30"}) is None


@pytest.mark.parametrize("content", [None, [], "x", 5])
def test_content_that_is_no_object_has_no_day(content: object) -> None:
    assert KINDS.occurred_on("patrol", content) is None
    assert KINDS.occurred_on("setting", content) is None
    assert KINDS.occurred_on("no_such_kind", content) is None


def test_a_patrol_is_open_until_it_ends() -> None:
    started = {"started_at": "2026-11-21T20:05:00+07:00"}
    ended = {**started, "ended_at": "2026-11-21T22:10:00+07:00"}

    assert (KINDS.is_open("patrol", started), KINDS.state("patrol", started)) == (True, "open")
    assert (KINDS.is_open("patrol", ended), KINDS.state("patrol", ended)) == (False, "done")


def test_a_kind_without_an_end_is_never_open() -> None:
    assert not KINDS.is_open("camera", {})
    assert not KINDS.is_open("no_such_kind", {})
    assert KINDS.state("camera", {}) == "done"


def test_the_wire_is_json_and_leaves_nothing_inherited_unsaid() -> None:
    wire = json.loads(json.dumps(KINDS.wire(), allow_nan=False))

    findings = next(f for f in wire["kinds"]["patrol"]["fields"] if f["name"] == "findings")
    photos = next(f for f in findings["fields"] if f["name"] == "photos")
    description = next(f for f in findings["fields"] if f["name"] == "description")
    assert (photos["retention_days"], photos["retention_from"]) == (90, "closed_on")
    assert (description["retention_days"], description["retention_from"]) == (1461, "started_at")


def test_the_contract_names_of_the_directory_stand() -> None:
    names = {kind: {field.name for field in KINDS[kind].fields} for kind in KINDS}

    assert names["group"] >= {"name", "group_type", "areas", "lead_org", "status"}
    assert names["member"] >= {"account", "group", "role", "mediator", "name", "status"}
    assert names["setting"] >= {
        "closed_until",
        "desk_reads_mediations",
        "phone_full_days",
        "duty_phone",
        "privacy_contact",
        "shifts",
    }


def test_the_desk_reads_mediations_unless_the_commune_says_no() -> None:
    field = KINDS["setting"].find("desk_reads_mediations")

    assert field is not None
    assert field.absent_means is True
