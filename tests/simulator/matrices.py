"""The two tables: rule x fault (the rule at work in its wake) and rule x mutant."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tests.simulator.runner import Outcome
from tests.simulator.wake import FAULT_NAMES, PROMISES, RULES

if TYPE_CHECKING:
    from tests.simulator.hunt import Caught

Say = Callable[[str], None]


class Matrix:
    """Rule x fault: in how many worlds the rule was at work in the wake of the fault."""

    def __init__(self) -> None:
        self._cells: Counter[tuple[str, str]] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Take in one world."""
        self._cells.update(outcome.pairs)

    def rows(self) -> list[tuple[str, list[int]]]:
        """Give a row for each fault: a figure for each rule."""
        return [(fault, [self._cells[rule, fault] for rule in RULES]) for fault in FAULT_NAMES]

    def empty(self) -> int:
        """Count the cells without a world."""
        return sum(figure == 0 for _, figures in self.rows() for figure in figures)

    def print(self, say: Say) -> int:
        """Print the table; give how many cells are empty."""
        say(f"{'worlds: fault x rule':<24}" + "".join(f"{rule:>5}" for rule in RULES))
        for fault, figures in self.rows():
            say(f"{fault:<24}" + "".join(f"{figure or '-':>5}" for figure in figures))
        say(f"empty cells: {self.empty()}")
        return self.empty()


def print_mutants(caught: Sequence["Caught"], say: Say) -> dict[str, int]:
    """Print rule x mutant; give how many were caught, of how many.

    Every rule and promise has a mutant (`mutants_test.py`), so once all are caught none is bare.
    """
    columns = (*RULES, *PROMISES)
    say(f"{'caught by: mutant x rule':<34}" + "".join(f"{name:>4}" for name in columns))
    for one in sorted(caught, key=lambda one: one.mutant):
        marks = ("x" if name in one.breaks and one.is_caught else "" for name in columns)
        say(f"{one.mutant:<34}" + "".join(f"{mark:>4}" for mark in marks))
    found = [one for one in caught if one.is_caught]
    bare = [name for name in columns if all(name not in one.breaks for one in found)]
    say(f"rules and promises without a caught mutant: {', '.join(bare) or 'none'}")
    return {"caught": len(found), "of": len(caught)}
