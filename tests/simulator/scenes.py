"""The scenes: short scripted worlds for what chance rarely meets, each under all checks."""

from dataclasses import dataclass
from hashlib import sha256

from tests.simulator import (
    scenes_desk,
    scenes_faults,
    scenes_merge,
    scenes_pull,
    scenes_push,
    scenes_recover,
    scenes_restore,
    scenes_restores,
)
from tests.simulator.crossings import CROSSINGS, PEOPLE
from tests.simulator.reply_checks import watch
from tests.simulator.runner import Outcome, finish, sign_everybody_in
from tests.simulator.server import Server
from tests.simulator.stage import Story
from tests.simulator.world import World

USUAL = ("officer", "leader", "member")


@dataclass(frozen=True)
class Scene:
    """A story, and the people whom it needs."""

    story: Story
    people: tuple[str, ...] = USUAL


def run_scene(server: Server, name: str) -> Outcome:
    """Play one scene and check its world."""
    return play(server, name, ALL_SCENES[name])[1]


def play(
    server: Server, name: str, scene: Scene, *, is_recording: bool = False
) -> tuple[World, Outcome]:
    """Play a scene; give its world too."""
    seed = int.from_bytes(sha256(name.encode()).digest()[:4], "big")
    world = World(server, seed, people=scene.people, observers=(watch,), is_recording=is_recording)

    def story(world: World) -> None:
        sign_everybody_in(world)
        scene.story(world)

    return world, finish(world, name, story)


def _all() -> dict[str, Scene]:
    parts = (
        scenes_push,
        scenes_pull,
        scenes_merge,
        scenes_desk,
        scenes_restore,
        scenes_restores,
        scenes_recover,
        scenes_faults,
    )
    return {
        name: Scene(story, tuple(getattr(story, "people", USUAL)))
        for part in parts
        for name, story in sorted(vars(part).items())
        if getattr(story, "is_scene", False)
    }


SCENES = _all()
ALL_SCENES = {**SCENES, **{name: Scene(story, PEOPLE) for name, story in CROSSINGS.items()}}
