"""Running seeds: a world each, its deeds and troubles, its healing, its checks."""

import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from server.models import Mutation
from tests.simulator.checks import check_end, check_touched
from tests.simulator.deeds import DEEDS
from tests.simulator.healing import heal
from tests.simulator.reply_checks import probe_phone, watch
from tests.simulator.server import Server
from tests.simulator.server_troubles import SERVER_TROUBLES
from tests.simulator.troubles import PHONE_TROUBLES
from tests.simulator.world import World

STEPS = 160
QUIET_EVERY = 20
NO_SKEW = timedelta()
CHOICES: dict[Callable[[World], None], int] = {**DEEDS, **PHONE_TROUBLES, **SERVER_TROUBLES}


@dataclass
class Outcome:
    """What one seed or scene came to. `pairs`: rules that were at work in the wake of a fault."""

    name: str
    trace_hash: str
    days: int
    happened: Counter[str]
    pairs: set[tuple[str, str]]
    violations: list[str] = field(default_factory=list)

    @property
    def command(self) -> str:
        """Give the one command that has this world again."""
        is_seed = self.name.isdigit()
        which = f"--seed {self.name} --seeds 1 --no-scenes" if is_seed else f"--scene {self.name}"
        return f"python3 run.py simulate {which}"


def run_seed(server: Server, seed: int, steps: int = STEPS, skew: timedelta = NO_SKEW) -> Outcome:
    """Run one world to its end and check it."""
    world = World(server, seed, skew, observers=(watch,))

    def story(world: World) -> None:
        sign_everybody_in(world)
        live(world, steps)

    return finish(world, str(seed), story, quietly=seed % QUIET_EVERY == 0)


def sign_everybody_in(world: World) -> None:
    """Everybody signs in at the office, with coverage."""
    for handset in world.handsets:
        for _ in range(2):
            world.exchange(handset)


def live(world: World, steps: int) -> None:
    """Let chance choose what happens, step by step, until something is wrong."""
    acts, weights = list(CHOICES), list(CHOICES.values())
    for _ in range(steps):
        world.rng.choices(acts, weights)[0](world)
        world.server.advance(minutes=world.rng.randrange(1, 40))
        look(world)
        if world.violations:
            return


def look(world: World) -> None:
    """Check what has changed, and probe which rules are at work."""
    for handset in world.handsets:
        if handset.is_touched:
            probe_phone(world, handset)
    check_touched(world)
    world.wake.notice(world.happened, world.worked)


def finish(
    world: World, name: str, story: Callable[[World], None], *, quietly: bool = False
) -> Outcome:
    """Tell the story, heal the world and check it; what raises is a violation too."""
    world.name = name
    try:
        story(world)
        look(world)
        if not world.violations:
            healed = heal(world)
            look(world)
            world.note([(h.name, h.stores["meta"].get("witness")) for h in world.handsets])
            world.violations += check_end(world, healed=healed, quietly=quietly)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        world.violations.append(f"raised: {error!r} at {place.filename}:{place.lineno}")
    for row in world.server.rows(Mutation):
        world.happened[f"verdict_{row.code or row.verdict}"] += 1
    world.server.heal()
    return Outcome(
        name, world.trace_hash, world.days, world.happened, world.wake.pairs, world.violations
    )
