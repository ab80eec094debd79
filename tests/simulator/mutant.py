"""A mutant: a named sabotage of shipped functions, and which checks may catch it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

Sabotage = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Mutant:
    """`breaks`: rules (R1-R13) and promises (P1-P9). `caught_by`: names of checks, one of which
    must find it. `scenes`: where to look first.
    """

    sabotage: Sabotage
    breaks: tuple[str, ...]
    caught_by: tuple[str, ...]
    scenes: tuple[str, ...]


class Mutants(dict[str, Mutant]):
    """The mutants of one part, by name."""

    def add(self, breaks: str, caught_by: str, *scenes: str) -> Callable[[Any], Any]:
        """Take in a sabotage under its own name."""

        def mark(make: Callable[[], Iterator[None]]) -> Callable[[], Iterator[None]]:
            name = make.__name__
            parts = (tuple(breaks.split()), tuple(caught_by.split()), scenes)
            self[name] = Mutant(contextmanager(make), *parts)
            return make

        return mark


@contextmanager
def swapped(owner: Any, **replaced: Any) -> Iterator[None]:
    """Put other functions in the places of shipped ones, for a while."""
    shipped = {name: getattr(owner, name) for name in replaced}
    for name, function in replaced.items():
        setattr(owner, name, function)
    try:
        yield
    finally:
        for name, function in shipped.items():
            setattr(owner, name, function)
