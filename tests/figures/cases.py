"""The shared cases of figures: records, a period, and what must come out, as JSON for both sides.

Expected figures leave out what is zero or nothing; a level that a case does not tell is not asked.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.json"))
LEVELS = ("rows", "areas", "groups")


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


def without_zeros(figures: dict[str, Any], asked: Iterable[str]) -> dict[str, Any]:
    """Give the asked parts of figures with nothing in them that is zero or None."""
    return {name: _thin(name, figures[name]) for name in asked}


def _thin(name: str, part: Any) -> Any:
    if name in LEVELS:
        return [{**one, "figures": _numbers(one["figures"])} for one in part]
    return _numbers(part) if name == "totals" else part


def _numbers(kinds: dict[str, Any]) -> dict[str, Any]:
    thin = {kind: {name: one for name, one in of.items() if one} for kind, of in kinds.items()}
    return {kind: of for kind, of in thin.items() if of}
