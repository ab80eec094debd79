"""Running seeds: a world each, its deeds and troubles, its healing, its checks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from server.models import Mutation
from tests.simulator.checks import check_always, check_end
from tests.simulator.deeds import DEEDS
from tests.simulator.server import Server
from tests.simulator.troubles import TROUBLES
from tests.simulator.world import World

STEPS = 200


@dataclass
class Outcome:
    """What one seed came to."""

    seed: int
    trace_hash: str
    days: int
    happened: Counter[str]
    violations: list[str] = field(default_factory=list)


def run_seed(
    server: Server, seed: int, steps: int = STEPS, skew: timedelta = timedelta()
) -> Outcome:
    """Run one world to its end and check it."""
    world = World(server, seed, skew)
    for handset in world.handsets:  # everybody signed in at the office, with coverage
        for _ in range(3):
            world.exchange(handset)
    choices = {**DEEDS, **TROUBLES}
    acts, weights = list(choices), list(choices.values())
    for _ in range(steps):
        act = world.rng.choices(acts, weights)[0]
        act(world)
        server.advance(minutes=world.rng.randrange(1, 40))
        for handset in world.handsets:
            world.violations += check_always(world, handset)
        if world.violations:
            break
    healed = world.heal()
    world.note([(h.name, h.phone.disk.stores["meta"].get("witness")) for h in world.handsets])
    if not world.violations:
        world.violations += check_end(world, healed=healed)
    for row in server.rows(Mutation):
        world.happened[f"verdict_{row.code or row.verdict}"] += 1
    return Outcome(seed, world.trace_hash, world.days, world.happened, world.violations)
