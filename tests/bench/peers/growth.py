"""python -m tests.bench.peers.growth [adapter]: what a push costs with little and with much stored.

The harness compares rates that lie minutes of full load apart, in which a machine may change more
than the store does. Here each rate stands beside what a batch of 50 cost: the server's CPU, and
how often its processes read from and wrote to files.
"""

import sys
from pathlib import Path
from typing import Any

from tests.bench.peers.__main__ import load_harness

PHONES, PUSHED, CHUNK, FULL = 8, 5_000, 20_000, 200_000
PUSH_LIMIT_S = 600


def main(arguments: list[str]) -> int:
    """Push to a new store, fill it, push again; print a line a push."""
    bench = load_harness()
    server = bench.adapter(arguments[0] if arguments else "an-thon-sqlite")
    server.push_limit_s = PUSH_LIMIT_S
    server.start(f"{bench.WORK}/run/growth")
    try:
        stored = 0
        for upto in (3 * PUSHED, FULL):
            while stored + 3 * PUSHED < upto:
                bench.push(server, bench.records(CHUNK, seed=stored), PHONES)
                stored += CHUNK
            for _ in range(3):
                sys.stdout.write(f"{stored:7,} stored: {measured(bench, server, stored)}\n")
                sys.stdout.flush()
                stored += PUSHED
    finally:
        server.stop()
    return 0


def measured(bench: Any, server: Any, seed: int) -> str:
    """Push, and tell the rate and what a batch cost."""
    records = bench.records(PUSHED, seed=seed)
    before = cost(bench, server)
    ran = bench.push(server, records, PHONES)
    after = cost(bench, server)
    cpu_s, reads, writes = (
        (now - then) / (PUSHED / bench.BATCH) for now, then in zip(after, before, strict=True)
    )
    rate = f"{ran['per_s']:6,.0f} pushes/s"
    return f"{rate}; a batch: {cpu_s * 1e3:.1f} ms of CPU, {reads:.0f} reads, {writes:.0f} writes"


def cost(bench: Any, server: Any) -> tuple[float, int, int]:
    """Give the CPU seconds, reads and writes of the server's processes so far."""
    reads = writes = 0
    for roots in server.groups().values():
        for pid in {pid for root in roots for pid in bench.children(root)}:
            lines = Path(f"/proc/{pid}/io").read_text(encoding="ascii").splitlines()
            told = dict(line.split(": ") for line in lines)
            reads, writes = reads + int(told["syscr"]), writes + int(told["syscw"])
    return bench.own_cpu(server.groups()) - bench.busy(), reads, writes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
