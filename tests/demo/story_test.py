"""The demo commune's story: whole, the same every time, harmless, and open to nobody for real."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from demo.people import raise_cast
from demo.sign_ins import MEMBERS, OFFICE, PASSWORD
from demo.timeline import on
from demo.villages import VILLAGES
from server import create_app
from server.db import db
from server.http.access import CSRF_HEADER
from server.kinds import load_kinds, redlines
from server.models import Account, Commune, Device, Token
from server.services.blobs.media import media_type_of
from tests.demo.told import LAST_DAY, Told, tell

INSTALL = "00000000-0000-4000-8000-000000000001"
NUMBERS_OF_PEOPLE = (
    re.compile(r"(?:\+84|\b0)(?:[ .-]?\d){8,10}\b"),  # telephones
    re.compile(r"\b\d{9}(?:\d{3})?\b"),  # identity papers
    re.compile(r"\b\d{2} ?[A-Z]\d? ?[-. ]? ?\d{3}"),  # plates
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield tell(tmp_path_factory.mktemp("told"))


def test_the_same_last_day_tells_the_same_story(
    told: Told, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = tell(tmp_path_factory.mktemp("again"))

    assert again.fingerprint == told.fingerprint


def test_the_commune_has_its_villages_and_schools(told: Told) -> None:
    areas = [one["content"] for one in told.of_kind("area")]

    villages = [one for one in areas if one["area_type"] == "thon"]
    assert [one["name"] for one in villages] == [f"Thôn {one.name}" for one in VILLAGES]
    assert sum(one["household_count"] for one in villages) == 4_300
    assert sum(one["population"] for one in villages) == 18_858
    assert sum(one["area_type"] == "truong_hoc" for one in areas) == 5


def test_there_are_groups_of_every_type_but_one(told: Told) -> None:
    types = Counter(one["content"]["group_type"] for one in told.of_kind("group"))

    assert types == {
        "to_tu_quan_ccb": 13,
        "to_hoa_giai": 13,
        "mo_hinh_nha_truong": 3,
        "to_bao_ve_antt": 1,
        "cum_giap_ranh": 1,
    }


def test_the_border_cluster_spans_areas_and_each_village_has_checkpoints(told: Told) -> None:
    groups = [one["content"] for one in told.of_kind("group")]
    per_area = Counter(one["content"]["area"] for one in told.of_kind("checkpoint"))

    [cluster] = [one for one in groups if one["group_type"] == "cum_giap_ranh"]
    assert len(cluster["areas"]) == 3
    assert sorted(per_area.values()) == [5] * 13


def test_every_mediation_team_has_a_woman(told: Told) -> None:
    teams = [one["content"] for one in told.of_kind("group")]

    women = [one["female_mediator_count"] for one in teams if one["group_type"] == "to_hoa_giai"]
    assert min(women) >= 1


def test_everything_written_passes_its_kind(told: Told) -> None:
    kinds = load_kinds()
    written = [
        (one["kind"], one["kind_version"], one["content"])
        for one in [*told.records, *told.mutations]
        if one["kind"] != "held" and one.get("act") in (None, "create", "edit", "resolve")
    ]

    faults = [fault for one in written if (fault := kinds.check(*one))]

    assert written
    assert faults == []


def test_required_fields_are_filled_in_all_that_is_finished(told: Told) -> None:
    kinds = load_kinds()

    missing = {
        (one["kind"], field.name)
        for one in told.records
        if one["kind"] != "held" and not one["open"]
        for field in kinds[one["kind"]].fields
        if field.required and one["content"].get(field.name) in (None, "", [])
    }

    assert missing == set()


def test_every_phone_ends_with_what_the_server_has(told: Told) -> None:
    standing = {one["id"]: (one["seq"], one["revision"]) for one in told.records}

    for phone in told.stage.crew.phones.values():
        streams = phone.disk.stores["meta"]["streams"]
        expected = {
            one["id"]: standing[one["id"]] for one in told.records if one["stream"] in streams
        }
        shown = phone.disk.stores["shown"]
        assert phone.reports == []
        assert phone.disk.stores["outbox"] == {}
        assert {key: (one["seq"], one["revision"]) for key, one in shown.items()} == expected


def test_two_patrols_are_out_tonight(told: Told) -> None:
    is_open = [one for one in told.of_kind("patrol") if one["open"]]

    starts = {datetime.fromisoformat(one["content"]["started_at"]) for one in is_open}
    assert starts == {on(LAST_DAY, 20, 5), on(LAST_DAY, 21)}


def test_the_photos_of_the_story_are_whole_and_pictures(told: Told) -> None:
    named = {sha256 for one in told.mutations for sha256 in one.get("blobs") or ()}
    kept = {path.name: path for path in (told.config.instance_dir / "blobs").rglob("*")}

    assert len(named) == 2
    assert not any(one.get("missing") for one in told.records)
    for sha256 in named:
        assert media_type_of(kept[sha256].read_bytes()) == "image/png"


def test_nothing_happened_after_the_end_of_the_story(told: Told) -> None:
    moments = [datetime.fromisoformat(one["at"]) for one in told.mutations]

    assert max(moments) <= on(LAST_DAY, 21, 45)


def test_the_desk_finds_work(told: Told) -> None:
    held = told.of_kind("held")
    asked = [one for one in told.records if (one.get("review") or {}).get("decision") == "returned"]
    disputed = {item["field"] for one in told.records for item in one["siblings"]}

    assert any(one["content"]["code"] == "OUT_OF_SCOPE" for one in held)
    assert asked
    assert {"handover_text", "review", "status"} <= disputed


def test_what_is_written_freely_names_no_person_number_or_red_line(told: Told) -> None:
    names = [one.name for one in raise_cast().people.values()]

    texts = sorted(set(free_texts(told)))

    assert len(texts) > 50
    assert [text for text in texts if redlines.find(text)] == []
    assert [text for text in texts for name in names if name in text] == []
    assert [text for text in texts for one in NUMBERS_OF_PEOPLE if one.search(text)] == []


def test_everybody_is_a_demo_account(told: Told) -> None:
    with told.stage.app.app_context():
        accounts = db.session.scalars(select(Account.is_demo)).all()
        commune = db.session.scalars(select(Commune)).one()

        assert all(accounts)
        assert (commune.name, commune.is_demo) == ("Lương Phong", True)


def test_no_token_of_the_story_opens_anything(told: Told) -> None:
    with told.stage.app.app_context():
        still_good = [
            one.hash
            for one in db.session.scalars(select(Token))
            if one.revoked_at is None and not one.by_cookie
        ]
        cookies = [
            one.hash
            for one in db.session.scalars(select(Token))
            if one.revoked_at is None and one.by_cookie
        ]

        assert (still_good, cookies) == ([], [])


@pytest.mark.parametrize(("is_demo", "status"), [(True, 201), (False, 401)])
def test_its_sign_ins_work_on_a_demo_server_only(told: Told, is_demo: bool, status: int) -> None:
    client = create_app(replace(told.config, demo=is_demo)).test_client()

    statuses = [
        client.post("/api/sign-in/code", json={"code": one.code, "install_id": INSTALL}).status_code
        for one in MEMBERS
    ]
    statuses += [
        client.post(
            "/api/sign-in/password",
            json={"user_name": one.user_name, "password": PASSWORD, "install_id": INSTALL},
            headers={CSRF_HEADER: "1"},
        ).status_code
        for one in OFFICE
    ]

    assert set(statuses) == {status}


def free_texts(told: Told) -> Iterator[str]:
    """Give every text that somebody wrote, but the names of members and settings."""
    for one in told.mutations:
        if one["kind"] not in ("member", "setting"):
            yield from _texts(one["content"])


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str) and " " in value:
        yield value


def test_every_phone_has_told_how_it_is_and_some_tell_of_trouble(told: Told) -> None:
    phones = told.stage.crew.phones
    with told.stage.app.app_context():
        rows = db.session.scalars(select(Device).where(Device.health.is_not(None))).all()
        health = {one.account_id: (one.health_at, json.loads(one.health or "")) for one in rows}
        db.session.remove()
    end = on(LAST_DAY, 21, 45)
    of = {key: health[phone.owner.person] for key, phone in phones.items() if "/" in key}

    silent_days = {key: (end - seen_at).days for key, (seen_at, _) in of.items() if seen_at}
    assert {days for key, days in silent_days.items() if key.startswith("Chớp/")} == {9}
    assert Counter(silent_days.values())[0] > len(of) / 2
    waiting = {key: one["oldest_unsent"] for key, (_, one) in of.items() if one["pending"] == 3}
    assert waiting == {"Vân An/0": on(LAST_DAY, 21).isoformat()}
    clocks = {key: one["clock_offset_ms"] for key, (_, one) in of.items()}
    assert {key for key, offset_ms in clocks.items() if offset_ms} == {"Đông/4"}
    assert clocks["Đông/4"] == -20 * 60 * 1000
