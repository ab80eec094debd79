"""The crossings: a world for each fault in which it strikes every rule at work.

They make the table rule x fault whole whatever chance brings.
"""

from functools import partial

from tests.simulator.exercises import EXERCISES, Exercise
from tests.simulator.handset import Handset
from tests.simulator.strikes import STRIKES
from tests.simulator.world import World

PEOPLE = ("officer", "chief", "leader", "member", "mate", "outsider")


def cross(fault: str, world: World) -> None:
    """Let the fault strike each rule: in the middle of its work; else, or lost by it, before."""
    for exercise, rules in EXERCISES.items():
        wanted = {(rule, fault) for rule in rules}
        _strike_amid(world, fault, exercise)
        if not wanted <= world.wake.pairs:
            _strike_before(world, fault, exercise)


def _strike_amid(world: World, fault: str, exercise: Exercise) -> None:
    world.back_up()
    exercise(world, partial(STRIKES[fault], world))


def _strike_before(world: World, fault: str, exercise: Exercise) -> None:
    world.back_up()
    STRIKES[fault](world, world.hand("member"))
    exercise(world, _spare)


def _spare(_handset: Handset) -> None:
    return


CROSSINGS = {f"every_rule_under_{fault}": partial(cross, fault) for fault in STRIKES}
