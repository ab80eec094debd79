"""One measured figure, and how figures are told."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """What was measured. `goal`: the most that it may be; None where nothing was set."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    def line(self) -> str:
        """Tell it with its goal in one line."""
        goal = "" if self.goal is None else f"goal {self.goal:g} {self.unit}"
        mark = "" if self.goal is None or self.value <= self.goal else "  OVER"
        return f"{self.name:<58} {self.value:>9,.1f} {self.unit:<5} {goal}{mark}"


def middle(values: Sequence[float], share: float = 0.5) -> float:
    """Give the value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def machine() -> str:
    """Say what was measured on."""
    said = Path("/proc/cpuinfo")
    lines = said.read_text(encoding="utf-8").splitlines() if said.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    python = platform.python_version()
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, Python {python}"


def tell(figures: Sequence[Figure]) -> str:
    """Give the table, then one line of JSON for programs."""
    table = [machine(), *(figure.line() for figure in figures)]
    body = {"machine": machine(), "figures": [asdict(figure) for figure in figures]}
    return "\n".join([*table, json.dumps(body)])
