"""Marking a function as a scene, with the people whom it needs."""

from collections.abc import Callable
from typing import TypeVar

from tests.simulator.stage import Story

S = TypeVar("S", bound=Story)


def scene(*people: str) -> Callable[[S], S]:
    """Mark a story; nobody named: an officer, a leader and a member."""

    def mark(story: S) -> S:
        story.is_scene = True  # type: ignore[attr-defined]
        if people:
            story.people = people  # type: ignore[attr-defined]
        return story

    return mark
