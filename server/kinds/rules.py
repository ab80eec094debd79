"""Reads the rules across fields, which forms and the desk carry out.

The meaning of every `how` stands in docs/KINDS.md. The server keeps what breaks one: a record with
an odd end is worth more than no record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from server.kinds.condition import read_condition
from server.kinds.kind import Rule
from server.kinds.node import Node

HOWS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "not_before": (frozenset({"other"}), frozenset()),
    "at_most": (frozenset({"other"}), frozenset()),
    "span_at_most_h": (frozenset({"other", "limit"}), frozenset()),
    "required_when": (frozenset({"when"}), frozenset()),
    "refused_when": (frozenset({"when"}), frozenset({"unless"})),
    "stands_alone": (frozenset({"code"}), frozenset()),
}
KEYS: Final = frozenset().union(*(needs | may for needs, may in HOWS.values()))


def read_rule(node: Node) -> Rule:
    rule = Rule(
        id=node.name("id"),
        how=node.one_of("how", HOWS),
        field=node.text("field"),
        message=node.labels("message"),
        other=node.text("other", None),
        limit=node.number("limit", None, least=1),
        code=node.text("code", None),
        when=read_condition(node, "when"),
        unless=read_condition(node, "unless"),
    )
    node.end()
    node.fits(rule, rule.how, *HOWS[rule.how], KEYS)
    return rule
