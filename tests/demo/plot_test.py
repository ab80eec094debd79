"""How much happens in ninety days, told to phones that never find coverage."""

from collections import Counter
from pathlib import Path

import pytest

from demo import cameras, mediations, patrols, story
from demo.handset import Handset
from demo.people import MEDIATION
from demo.sketch import checkpoints
from demo.stage import Stage
from demo.timeline import on
from reference.phone import Owner, Surroundings
from reference.transport import Http, NoAnswerError
from server.config import Config
from server.kinds import load_kinds
from tests.demo.told import LAST_DAY

DIRECTORY_RECORDS = 288


@pytest.fixture(scope="module")
def outbox(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """All that members save in ninety days."""
    stage = without_coverage(tmp_path_factory.mktemp("plot"))
    cameras.plan_cameras(stage)
    for group in stage.cast.groups:
        plan = mediations.plan_quarrels if group.group_type == MEDIATION else patrols.plan_nights
        plan(stage, group)
    stage.time.run_until(on(LAST_DAY, 21, 45))
    return [
        entry["mutation"]
        for phone in stage.crew.phones.values()
        for entry in phone.disk.stores["outbox"].values()
    ]


def test_ninety_days_make_about_1500_records(outbox: list[dict[str, object]]) -> None:
    made = Counter(one["kind"] for one in outbox if one["act"] == "create")

    assert 1_400 <= made.total() + DIRECTORY_RECORDS <= 1_600
    assert made["patrol"] > 700
    assert made["mediation"] > 50
    assert made["camera"] == 149


def test_most_quarrels_that_ended_were_settled(outbox: list[dict[str, object]]) -> None:
    ends: dict[object, object] = {}
    for one in outbox:
        content = one["content"]
        if one["kind"] == "mediation" and isinstance(content, dict) and "outcome" in content:
            ends[one["record_id"]] = content["outcome"]

    count = Counter(ends.values())

    assert 0.73 <= count["thanh"] / (count["thanh"] + count["khong_thanh"]) <= 0.93


def without_coverage(folder: Path) -> Stage:
    """Give a stage whose phones only save."""
    stage = story.open_stage(Config(instance_dir=folder, log_level="ERROR"), 90, LAST_DAY)
    kinds = load_kinds()
    around = Surroundings(
        now=stage.time.now,
        new_id=stage.time.new_id,
        chance=stage.chance.random,
        send=no_answer,
        item_keys=kinds.item_keys,
    )
    for spot in checkpoints():
        stage.new_id("checkpoint", spot.name)
    for group in stage.cast.groups:
        stage.new_id("group", group.key)
        for name in group.areas:
            stage.ids.setdefault(("area", name), stage.time.new_id())
        for place in group.places:
            stage.new_id("member", f"{group.key}|{place.person.key}")
            owner = Owner(stage.time.new_id(), stage.time.new_id(), "")
            if place.person.phone:
                stage.crew.phones.setdefault(place.person.key, Handset(owner, around))
    stage.crew.send = lambda key: stage.crew.phones[key]  # type: ignore[method-assign]
    return stage


def no_answer(*_request: object) -> Http:
    raise NoAnswerError("no coverage")
