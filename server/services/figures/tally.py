"""Figures of a period: every measure per village and group, and what they add up to.

All that is added is whole numbers with one place each, so every total is the sum of its rows. A
share is made last, at each level from that level's own sums.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from server.kinds import Kind, Kinds, Measure
from server.services.figures.chains import Chains, links_of
from server.services.figures.facts import Wire, day_of, only_areas, read_fact
from server.services.figures.period import Period
from server.services.figures.ways import WAYS, Counted

SHARE = "share"
Place = tuple[str | None, str | None]
Sums = dict[tuple[str, str], int]


def make_figures(kinds: Kinds, rows: Sequence[Wire], period: Period) -> dict[str, Any]:
    """Compute every figure of the kinds that have a day, from records as they go over the wire.

    Hours come in minutes, shares in tenths of a percent (None of nothing), the rest as counted.
    `open`: records of the period that still go on, whose hours are not in it yet; `outlines`:
    records of the period that are not whole here, so that figures may be too small.
    """
    dated = [kind for kind in kinds.values() if kind.day is not None]
    areas = only_areas(rows)
    places: dict[Place, Sums] = {}
    counts = {"open": 0, "outlines": 0}
    for kind in dated:
        own = [row for row in rows if row["kind"] == kind.id]
        whole = [row for row in own if isinstance(row.get("content"), Mapping)]
        counts["open"] += sum(_is_open(kinds, row, period) for row in whole)
        counts["outlines"] += sum(_is_missed(kinds, kind, row, period) for row in own)
        _tally(kinds, kind, whole, areas, period, places)
    return {"from": period.start, "to": period.end, **_levels(dated, places), **counts}


def _tally(
    kinds: Kinds,
    kind: Kind,
    rows: Sequence[Wire],
    areas: Mapping[str, str | None],
    period: Period,
    places: dict[Place, Sums],
) -> None:
    names = {one.once_per for one in kind.measures if one.once_per is not None}
    chains = {name: Chains(links_of(rows, name)) for name in names}
    standing = [row for row in rows if not row.get("deleted")]
    days = {row["id"]: day_of(kinds, row) for row in standing}
    linked = {row["id"] for row in standing if any(row["id"] in one for one in chains.values())}
    for is_register, counts in ((False, period.holds), (True, _by_its_end(period))):
        measures = [one for one in kind.measures if one.standing is is_register]
        # The others tell nothing of these days: no year is read for a month.
        wanted = [row for row in standing if counts(days[row["id"]]) or row["id"] in linked]
        facts = [read_fact(kinds, kind, areas, row) for row in wanted] if measures else []
        _add(measures, Counted(kind, facts, counts, chains), places)


def _add(measures: Iterable[Measure], among: Counted, places: dict[Place, Sums]) -> None:
    for measure in measures:
        if measure.how == SHARE:
            continue
        for fact, amount in WAYS[measure.how](measure, among):
            if amount:
                sums = places.setdefault((fact.area, fact.group), {})
                at = (among.kind.id, measure.id)
                sums[at] = sums.get(at, 0) + amount


def _by_its_end(period: Period) -> Callable[[str | None], bool]:
    """Give what says whether a record stands at the end; what has no day stands too."""
    return lambda day: day is None or day < period.end


def _is_open(kinds: Kinds, row: Wire, period: Period) -> bool:
    is_gone = row.get("deleted") or not kinds.is_open(row["kind"], row["content"])
    return not is_gone and period.holds(day_of(kinds, row))


def _is_missed(kinds: Kinds, kind: Kind, row: Wire, period: Period) -> bool:
    """Say whether an outline would count: a register's also from before the period."""
    if isinstance(row.get("content"), Mapping) or row.get("state") == "removed":
        return False
    day = day_of(kinds, row)
    is_register = any(one.standing for one in kind.measures)
    return period.holds(day) or (is_register and (day is None or day < period.end))


def _levels(dated: Sequence[Kind], places: Mapping[Place, Sums]) -> dict[str, Any]:
    """Give the rows and their sums: by village, by group, and over all."""
    listed = sorted(places.items(), key=lambda one: _order(*one[0]))
    rows = [
        {"area": area, "group": group, "figures": _figures(dated, [sums])}
        for (area, group), sums in listed
    ]
    return {
        "rows": rows,
        "areas": _by("area", dated, [(area, sums) for (area, _), sums in listed]),
        "groups": _by("group", dated, [(group, sums) for (_, group), sums in listed]),
        "totals": _figures(dated, places.values()),
    }


def _by(
    name: str, dated: Sequence[Kind], listed: Iterable[tuple[str | None, Sums]]
) -> list[dict[str, Any]]:
    found: dict[str | None, list[Sums]] = {}
    for one, sums in listed:
        found.setdefault(one, []).append(sums)
    return [
        {name: one, "figures": _figures(dated, found[one])}
        for one in sorted(found, key=lambda one: _order(one))
    ]


def _order(*ids: str | None) -> list[tuple[bool, str]]:
    """Sort by id, what has none last."""
    return [(one is None, one or "") for one in ids]


def _figures(dated: Sequence[Kind], sums: Iterable[Sums]) -> dict[str, dict[str, int | None]]:
    added: Sums = {}
    for one in sums:
        for at, amount in one.items():
            added[at] = added.get(at, 0) + amount
    return {kind.id: {one.id: _figure(kind, one, added) for one in kind.measures} for kind in dated}


def _figure(kind: Kind, measure: Measure, added: Sums) -> int | None:
    if measure.how != SHARE:
        return added.get((kind.id, measure.id), 0)
    part, whole = (
        sum(added.get((kind.id, name), 0) for name in names)
        for names in (measure.part, measure.whole)
    )
    return None if whole == 0 else (2000 * part + whole) // (2 * whole)
