"""The mutants: every sabotage is caught by a check that is named for it."""

import pytest

from tests.simulator.checks import CHECKS
from tests.simulator.hunt import hunt
from tests.simulator.matrices import PROMISES, RULES
from tests.simulator.mutants import MUTANTS
from tests.simulator.scenes import SCENES
from tests.simulator.server import Server
from tests.simulator.workers import open_server


@pytest.fixture(scope="module")
def server() -> Server:
    return open_server()


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught(server: Server, name: str) -> None:
    caught = hunt(server, name)

    assert caught.is_caught, caught.sentence()


def test_every_rule_and_promise_has_a_mutant() -> None:
    broken = {one for mutant in MUTANTS.values() for one in mutant.breaks}

    assert broken == {*RULES, *PROMISES}


def test_mutants_name_checks_and_scenes_that_there_are() -> None:
    checks = {name for mutant in MUTANTS.values() for name in mutant.caught_by}
    scenes = {name for mutant in MUTANTS.values() for name in mutant.scenes}

    assert checks <= CHECKS.keys()
    assert scenes <= SCENES.keys()
