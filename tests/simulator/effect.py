"""The effect of `recover`: what dead phones had written is lost by a restore, with it and without.

A world of a hundred deeds over good lines; a backup; half as many more, seen by all; then phones
of some authors die and the server is restored. In the end the desk lets in what was given back.
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass

from server.models import Mutation, Record
from tests.simulator.deeds import AUTHORS, DEEDS
from tests.simulator.healing import heal
from tests.simulator.mutants_recover import RECOVER_MUTANTS
from tests.simulator.people import bury
from tests.simulator.recover_checks import Known, values
from tests.simulator.runner import Outcome, finish, sign_everybody_in
from tests.simulator.scenes_recover import let_in
from tests.simulator.server import Server
from tests.simulator.stage import talk_all
from tests.simulator.world import World

DEEDS_BEFORE, DEEDS_AFTER, DEAD = 100, 50, 3
ACTS = ("create", "edit", "note")


@dataclass
class Effect:
    """`orphans`: acts whose word stood on screens and which no phone and no server has any more.
    `lost`: those of which something that stood there can be read nowhere. `worlds`: how many.
    """

    worlds: int = 0
    orphans: int = 0
    lost: int = 0

    def __add__(self, other: "Effect") -> "Effect":
        return Effect(
            self.worlds + other.worlds, self.orphans + other.orphans, self.lost + other.lost
        )

    def line(self) -> str:
        """Give the figures for programs."""
        return f"worlds={self.worlds} orphans={self.orphans} lost={self.lost}"


def measure(server: Server, seed: int, *, is_given_back: bool) -> tuple[Effect, Outcome]:
    """Play one world; give what it lost, and its outcome under all checks."""
    world, effect = World(server, seed), Effect(worlds=1)
    mutant = RECOVER_MUTANTS["nothing_of_others_is_given_back"]

    def story(world: World) -> None:
        sign_everybody_in(world)
        _work(world, DEEDS_BEFORE)
        world.back_up()
        _work(world, DEEDS_AFTER)
        said = _said(world)
        authors = [one for one in world.handsets if one.who in AUTHORS]
        for handset in world.rng.sample(authors, DEAD):
            bury(world, handset)
        world.restore(is_marked=False, newest=True)
        heal(world)
        let_in(world)
        stored, known = world.server.known(Mutation), Known(world)
        for mutation_id, (record_id, parts) in said.items():
            if mutation_id in stored:
                continue
            effect.orphans += 1
            if mutation_id in parts:
                effect.lost += mutation_id not in known.ids[record_id]
            else:
                effect.lost += bool(parts - known.values[record_id])

    with nullcontext() if is_given_back else mutant.sabotage():
        outcome = finish(world, str(seed), story)
    return effect, outcome


def _work(world: World, deeds: int) -> None:
    acts, weights = list(DEEDS), list(DEEDS.values())
    for number in range(deeds):
        world.rng.choices(acts, weights)[0](world)
        world.exchange(world.rng.choice(world.handsets))
        world.server.advance(minutes=10)
        if number % 10 == 9:
            talk_all(world, times=1)
    talk_all(world)


def _said(world: World) -> dict[str, tuple[str, set[object]]]:
    """Give by act what of it stands on the screens now: values of the record, or the note."""
    heads = {row.id: json.loads(row.body) for row in world.server.rows(Record)}
    found: dict[str, tuple[str, set[object]]] = {}
    for row in world.server.rows(Mutation):
        head = heads.get(row.record_id or "")
        if row.person == "server" or row.verdict == "held" or row.act not in ACTS or not head:
            continue
        parts: set[object] = {row.id}
        if row.act != "note":
            parts = set[object](values(json.loads(row.body)["content"]) & values(head["content"]))
        if parts:
            found[row.id] = (head["id"], parts)
    return found
