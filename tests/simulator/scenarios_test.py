"""The recorded scenarios: the reference phone walks through them to the same end."""

import json
from collections import Counter
from pathlib import Path

import pytest

from server.kinds import load_kinds
from tests.simulator.recorder import EACH, FAULTS, FOLDER, MOST_BYTES
from tests.simulator.replayer import replay
from tests.simulator.wake import RULES

PATHS = sorted(FOLDER.glob("*.json"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_reference_phone_ends_as_recorded(path: Path) -> None:
    scenario = json.loads(path.read_text("utf-8"))

    replay(scenario, load_kinds().item_keys)


def test_every_rule_and_every_fault_is_met_three_times() -> None:
    had: Counter[str] = Counter()
    for path in PATHS:
        scenario = json.loads(path.read_text("utf-8"))
        had.update({*scenario["rules"], *scenario["faults"]})

    assert [mark for mark in (*RULES, *FAULTS) if had[mark] < EACH] == []


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in PATHS) < MOST_BYTES
