"""Reads how a figure is computed: which keys each `how` needs and may have.

The meaning of every `how` stands in docs/KINDS.md; whether the fields exist is judged in
references.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from server.kinds.condition import read_condition
from server.kinds.kind import Measure, Window
from server.kinds.node import Node
from server.kinds.values import TIME

_SPAN: Final = frozenset({"starts", "ends"})
_SPAN_MAY: Final = frozenset({"of", "where", "item_starts", "item_ends", "without"})

HOWS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "count": (frozenset(), frozenset({"where", "once_per", "standing"})),
    "distinct": (frozenset({"of"}), frozenset({"where", "standing"})),
    "sum": (frozenset({"of"}), frozenset({"where", "standing"})),
    "items": (frozenset({"of"}), frozenset({"where", "standing"})),
    "turns": (frozenset({"of"}), frozenset({"where", "once_per"})),
    "hours": (_SPAN, _SPAN_MAY),
    "night_hours": (_SPAN | {"window"}, _SPAN_MAY),
    "share": (frozenset({"part", "whole"}), frozenset()),
}
KEYS: Final = frozenset().union(*(needs | may for needs, may in HOWS.values()))


def read_measure(node: Node) -> Measure:
    measure = Measure(
        id=node.name("id"),
        labels=node.labels("labels"),
        unit=node.labels("unit"),
        how=node.one_of("how", HOWS),
        of=node.text("of", None),
        where=read_condition(node, "where"),
        once_per=node.text("once_per", None),
        standing=node.flag("standing"),
        starts=node.text("starts", None),
        ends=node.text("ends", None),
        item_starts=node.text("item_starts", None),
        item_ends=node.text("item_ends", None),
        without=node.text("without", None),
        window=_read_window(node),
        part=node.names("part", []),
        whole=node.names("whole", []),
    )
    node.end()
    node.fits(measure, measure.how, *HOWS[measure.how], KEYS)
    return measure


def _read_window(node: Node) -> Window | None:
    inner = node.node("window", None)
    if inner is None:
        return None
    window = Window(starts=inner.name("starts", TIME), ends=inner.name("ends", TIME))
    inner.end()
    return window
