"""Reads a condition on one field: `{"field": …, "in": […]}` or `{"field": …, "filled": true}`."""

from __future__ import annotations

from server.kinds.kind import Condition
from server.kinds.node import Node


def read_condition(node: Node, key: str) -> Condition | None:
    inner = node.node(key, None)
    if inner is None:
        return None
    condition = Condition(
        field=inner.text("field"), any_of=inner.values("in"), filled=_read_filled(inner)
    )
    inner.end()
    if bool(condition.any_of) == (condition.filled is not None):
        inner.refuse("needs either in (one value or more) or filled, not both")
    return condition


def _read_filled(node: Node) -> bool | None:
    return node.flag("filled") if node.has("filled") else None
