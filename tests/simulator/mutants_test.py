"""The table of mutants is whole; the hunt itself is `run.py simulate --mutants`."""

from pathlib import Path

import pytest

from tests.simulator.checks import CHECKS
from tests.simulator.mutants import MUTANTS
from tests.simulator.scenes import SCENES
from tests.simulator.wake import PROMISES, RULES

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_and_promise_has_a_mutant() -> None:
    broken = {one for mutant in MUTANTS.values() for one in mutant.breaks}

    assert broken == {*RULES, *PROMISES}


def test_mutants_name_checks_and_scenes_that_there_are() -> None:
    checks = {name for mutant in MUTANTS.values() for name in mutant.caught_by}
    scenes = {name for mutant in MUTANTS.values() for name in mutant.scenes}

    assert all(mutant.scenes for mutant in MUTANTS.values())
    assert checks <= CHECKS.keys()
    assert scenes <= SCENES.keys()


@pytest.mark.parametrize("broken", [*RULES, *PROMISES])
def test_the_docs_name_every_mutant_with_what_it_breaks(broken: str) -> None:
    mutants = ", ".join(name for name, one in MUTANTS.items() if broken in one.breaks)

    text = (ROOT / "docs/RELIABILITY.md").read_text(encoding="utf-8")

    assert f"| {broken.replace('P', 'promise ')} | {mutants} |" in text
