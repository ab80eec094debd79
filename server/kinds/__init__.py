"""Record kinds as data: one JSON file a kind, read strictly at start. See docs/KINDS.md.

Hand `load_kinds()` to whoever judges content; nothing else of this package is needed outside.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from server.kinds import references
from server.kinds.catalog import Kinds
from server.kinds.fault import Fault
from server.kinds.kind import Choice, Field, Kind, Labels, Measure
from server.kinds.loader import read_kind
from server.kinds.node import BadKind

HERE: Final = Path(__file__).parent

__all__ = [
    "HERE",
    "BadKind",
    "Choice",
    "Fault",
    "Field",
    "Kind",
    "Kinds",
    "Labels",
    "Measure",
    "load_kinds",
    "read_kind",
]


@cache
def load_kinds(folder: Path = HERE) -> Kinds:
    """Every `<kind>.json` of the folder; the first that is odd raises BadKind.

    A folder is read once in a process: the files are part of the program, and reading them with
    all their checks takes about 0.1 s.
    """
    kinds = {kind.id: kind for kind in map(read_kind, sorted(folder.glob("*.json")))}
    references.check_between(kinds)
    return Kinds(kinds)
