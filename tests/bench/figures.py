"""How long the desk waits for the figures of a period, computed from rows that were read."""

import json
import subprocess

from pwa import node
from tests.bench.figure import Figure

SCRIPT = "test/support/figures-bench.ts"
MONTH_GOAL_MS = 100


def measure_figures() -> list[Figure]:
    """Measure the local copy's own code on a made-up year of a large commune, in Node."""
    found = node.find_node()
    if found is None:
        raise RuntimeError("the phone's tools are missing: python3 run.py check")
    command = [str(found.program), "--import", "tsx", SCRIPT]
    ran = subprocess.run(
        command, cwd=node.PWA, env=node.with_node(found), capture_output=True, check=True
    )
    taken_ms = json.loads(ran.stdout)
    return [
        Figure("figures of a month among 20,000 records", taken_ms["month"], "ms", MONTH_GOAL_MS),
        Figure("figures of a year of 20,000 records", taken_ms["year"], "ms"),
    ]
