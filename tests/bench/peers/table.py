"""What the rounds say: a row a server, and each goal with the ratio that was reached."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Any

Run = dict[str, Any]
Rounds = dict[str, list[Run]]
Reading = Callable[[Run], float]
MEMORY_GOAL_MIB = 150
WORKERS = 2
SLOWEST_PULL = 1.5
HEADS = (
    *("server", "push, 1 phone", "8 phones", "first pull, s", "gzip, s", "gzip, MiB"),
    *("nothing new/s", "10 new/s", "MiB a worker", "other cores"),
)
GOAL_HEADS = ("goal", "wanted", "reached", "rounds")
READINGS: tuple[tuple[Reading, str], ...] = (
    (lambda run: run["push1"]["per_s"], ",.0f"),
    (lambda run: run["push8"]["per_s"], ",.0f"),
    (lambda run: run["pull_plain"]["seconds"], ".2f"),
    (lambda run: run["pull_gzip"]["seconds"], ".2f"),
    (lambda run: run["pull_gzip"]["received"] / 2**20, ".2f"),
    (lambda run: run["at_10k"]["noop"]["per_s"], ",.0f"),
    (lambda run: run["at_10k"]["ten"]["per_s"], ",.0f"),
    (lambda run: run["mem_peak"]["app"]["pss_mib"] / WORKERS, ".0f"),
    (lambda run: run["foreign_cores"], ".2f"),
)


def tell(rounds: Rounds) -> str:
    """Give both tables as Markdown."""
    lines = [line(HEADS), line(["---"] * len(HEADS))]
    lines += [row(name, runs) for name, runs in rounds.items()]
    return "\n".join(
        [
            *lines,
            "",
            line(("goal", "wanted", "reached", "rounds")),
            line(["---"] * 4),
            *goals(rounds),
        ]
    )


def line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def row(name: str, runs: list[Run]) -> str:
    """Tell the middle of the rounds; a dash where a server was not measured."""
    return line([name, *(cell(runs, reading, form) for reading, form in READINGS)])


def cell(runs: list[Run], reading: Reading, form: str) -> str:
    try:
        return format(median(map(reading, runs)), form)
    except KeyError:
        return "–"


def goals(rounds: Rounds) -> Iterator[str]:
    """Judge each goal whose servers were measured."""
    for ours in [name for name in rounds if name.startswith("an-thon")]:
        flask = "flask-pg" if ours.startswith("an-thon-pg") else "flask-sqlite"
        for phones, phase in (("1 phone", "push1"), ("8 phones", "push8")):
            name = f"{ours}: push, {phones}, beside"
            for peer, least in (("pouchdb-server-sync", 1.0), (flask, 0.25)):
                yield from least_goal(rounds, name, ours, peer, least, phase, "per_s")
        name = f"{ours}: nothing new, beside"
        for peer, least in (("pouchdb-server-sync", 1.0), (flask, 0.4)):
            yield from least_goal(rounds, name, ours, peer, least, "at_10k", "noop", "per_s")
        yield from pull_goal(rounds, ours, flask)
        yield from growth(ours, rounds[ours][-1], wanted=0.9)
        yield from growth(flask, rounds.get(flask, [{}])[-1], wanted=None)
        used = [run["mem_peak"]["app"]["pss_mib"] / WORKERS for run in rounds[ours]]
        yield judged(f"{ours}: memory of a worker, MiB", MEMORY_GOAL_MIB, used, is_least=False)


def least_goal(
    rounds: Rounds, name: str, ours: str, peer: str, least: float, *path: str
) -> Iterator[str]:
    """Compare a rate with a peer's, round by round."""
    try:
        pairs = zip(rounds[ours], rounds.get(peer, ()), strict=False)
        ratios = [at(run, path) / at(other, path) for run, other in pairs]
    except KeyError:
        return
    if ratios:
        yield judged(f"{name} {peer}", least, ratios, is_least=True)


def pull_goal(rounds: Rounds, ours: str, flask: str) -> Iterator[str]:
    try:
        pairs = zip(rounds[ours], rounds.get(flask, ()), strict=False)
        path = ("pull_gzip", "seconds")
        ratios = [at(run, path) / at(other, path) for run, other in pairs]
    except KeyError:
        return
    if ratios:
        name = f"{ours}: first pull with gzip, beside {flask}"
        yield judged(name, SLOWEST_PULL, ratios, is_least=False)


def growth(name: str, run: Run, wanted: float | None) -> Iterator[str]:
    """Compare the full store with the small one; a peer, without a goal, shows what others lose."""
    if "at_full" not in run:
        return
    stored = f"{run['stored']:,} stored"
    last, first = run["fill"][-1]["per_s"], run["push8"]["per_s"]
    yield judged(f"{name}: push at {stored}", wanted, [last / first], is_least=True)
    rates = [one["noop"]["per_s"] / run["at_10k"]["noop"]["per_s"] for one in run["at_full"]]
    yield judged(f"{name}: nothing new at {stored}", wanted, rates, is_least=True)


def at(run: Run, path: Sequence[str]) -> float:
    found: Any = run
    for name in path:
        found = found[name]
    return float(found)


def judged(name: str, wanted: float | None, seen: Sequence[float], *, is_least: bool) -> str:
    """Tell a goal: at least or at most this, in the middle of the rounds; None: no goal."""
    middle = median(seen)
    if wanted is None:
        return line((name, "–", f"{middle:.2f}", " ".join(f"{one:.2f}" for one in seen)))
    is_met = middle >= wanted if is_least else middle <= wanted
    sign = "≥" if is_least else "≤"
    reached = f"{middle:.2f}{'' if is_met else ' **missed**'}"
    return line((name, f"{sign} {wanted:g}", reached, " ".join(f"{one:.2f}" for one in seen)))
