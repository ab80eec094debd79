"""The hunt: a sabotaged engine must be caught by one of the checks that are named for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tests.simulator.checks import name_of
from tests.simulator.mutants import MUTANTS
from tests.simulator.runner import Outcome, run_seed
from tests.simulator.scenes import SCENES, run_scene
from tests.simulator.server import Server

SEEDS = range(1, 7)


@dataclass(frozen=True)
class Caught:
    """How a mutant's hunt ended. `by`: the check that found it, empty when none did."""

    mutant: str
    breaks: tuple[str, ...]
    by: str = ""
    where: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_caught(self) -> bool:
        """Say whether a check found it that was named for it."""
        return bool(self.by)

    def sentence(self) -> str:
        """Tell how it ended."""
        if self.is_caught:
            return f"caught {self.mutant}: by {self.by} in {self.where}"
        return f"NOT CAUGHT {self.mutant}: seen only {', '.join(self.also) or 'nothing'}"


def hunt(server: Server, name: str) -> Caught:
    """Run worlds under a sabotage until a check that is named for it finds it."""
    mutant, also = MUTANTS[name], set[str]()
    for where, world in _worlds(server, mutant.scenes):
        with mutant.sabotage():
            outcome = world()
        seen = {name_of(one) for one in outcome.violations}
        for check in mutant.caught_by:
            if check in seen:
                return Caught(name, mutant.breaks, check, where)
        also |= seen
    return Caught(name, mutant.breaks, also=tuple(sorted(also)))


def _worlds(server: Server, first: tuple[str, ...]) -> Iterator[tuple[str, Callable[[], Outcome]]]:
    """Give the scenes to look at first, then seeds, then all other scenes."""
    for name in first:
        yield name, partial(run_scene, server, name)
    for seed in SEEDS:
        yield f"seed {seed}", partial(run_seed, server, seed)
    for name in sorted(SCENES.keys() - set(first)):
        yield name, partial(run_scene, server, name)
