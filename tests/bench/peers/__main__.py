"""python -m tests.bench.peers: our server beside its peers, in the harness of PEERS_HARNESS.

Every round runs each server once, one after the other, so that a busy minute of the machine falls
on all of them; a goal is judged by the middle of its rounds.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import Any

from tests.bench.peers.table import Rounds, tell

HARNESS = "PEERS_HARNESS"
SQLITE = ("flask-sqlite", "an-thon-sqlite", "pouchdb-server-sync")
POSTGRESQL = ("flask-pg", "an-thon-pg")
ONCE = ("kinto-pg",)
"""So slow that one round must do."""
PUSH_ONLY = ("an-thon-sqlite-8-communes", "an-thon-pg-8-communes")
FILLED = ("flask-sqlite", "an-thon-sqlite", "flask-pg", "an-thon-pg")
QUIET_WITHIN_S = 20


def main(arguments: list[str]) -> int:
    """Measure, print a line a run and the table at the end."""
    parser = argparse.ArgumentParser("peers", description=__doc__)
    names = (*SQLITE, *POSTGRESQL, *ONCE, *PUSH_ONLY)
    parser.add_argument("names", nargs="*", default=names, help=f"of {' '.join(names)}")
    parser.add_argument("--runs", type=int, default=3, help="rounds")
    parser.add_argument("--seconds", type=float, default=2.5, help="of each phase of pulls")
    parser.add_argument("--fill", type=int, default=200_000, help="records at the end; 0: no fill")
    parser.add_argument("--fill-seconds", type=float, default=150)
    parser.add_argument("--push-only", action="store_true")
    asked = parser.parse_args(arguments)
    bench = load_harness()
    rounds: Rounds = {}
    for number in range(asked.runs):
        for name in asked.names:
            if name in ONCE and number > 0:
                continue
            bench.await_quiet(QUIET_WITHIN_S)
            is_last = number == asked.runs - 1
            options = argparse.Namespace(**vars(asked))
            options.push_only = asked.push_only or name in PUSH_ONLY
            _, run = bench.one_run(name, number, options, is_last and name in FILLED)
            rounds.setdefault(name, []).append(run)
            sys.stdout.write(f"{name} {number}: {told(run)}\n")
            sys.stdout.flush()
    sys.stdout.write("\n" + tell(rounds) + "\n")
    return 0


def load_harness() -> Any:
    """Give the harness's own program, with our server among its adapters."""
    folder = Path(os.environ.get(HARNESS, ""))
    if not (folder / "bench.py").is_file():
        sys.exit(f"{HARNESS} must name the harness's folder, got {str(folder)!r}")
    sys.path.insert(0, str(folder))
    bench = importlib.import_module("bench")
    importlib.import_module("adapters").__path__.append(str(Path(__file__).parent))
    bench.ADAPTERS.update(importlib.import_module("adapters.an_thon").ADAPTERS)
    return bench


def told(run: dict[str, Any]) -> str:
    """Tell one run in a line."""
    pushed = f"push {run['push1']['per_s']:.0f} and {run['push8']['per_s']:.0f} records/s"
    if "at_10k" not in run:
        return pushed
    return (
        f"{pushed}, pull {run['pull_plain']['seconds']:.2f} s, gzip "
        f"{run['pull_gzip']['seconds']:.2f} s, nothing new {run['at_10k']['noop']['per_s']:.0f}/s, "
        f"other work {run['foreign_cores']:.2f} cores"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
