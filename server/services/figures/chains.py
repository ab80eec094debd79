"""Records that continue one another are one chain: a patrol that went on in another phone.

A removed record still holds its chain together, and so does one that is not there; the direction
of a link says nothing, so that a circle or a fork is one chain too.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from server.services.figures.facts import Fact


class Chains:
    """Which chain each record is in, and which of its records comes first."""

    def __init__(self, links: Iterable[tuple[str, Any]]) -> None:
        """`links`: record id and what its ref to the record before it holds."""
        self._above: dict[str, str] = {}
        for record_id, before in links:
            if isinstance(before, str):
                self._join(record_id, before)

    def __contains__(self, record_id: str) -> bool:
        """Say whether the record is linked with another, or said to be."""
        return record_id in self._above

    def of(self, record_id: str) -> str:
        """Name the chain of a record; one without links is a chain by itself."""
        root = record_id
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(record_id, root)) != root:
            self._above[record_id] = root
            record_id = above
        return root

    def firsts(self, facts: Iterable[Fact]) -> Iterable[Fact]:
        """Give of each chain the record that counts first."""
        first: dict[str, Fact] = {}
        for fact in facts:
            known = first.setdefault(self.of(fact.id), fact)
            if fact.order < known.order:
                first[self.of(fact.id)] = fact
        return first.values()

    def _join(self, one: str, other: str) -> None:
        root = self.of(other)
        self._above[root] = root
        self._above[self.of(one)] = root


def links_of(rows: Iterable[Mapping[str, Any]], name: str) -> Iterable[tuple[str, Any]]:
    """Give the links of records, removed ones included."""
    return ((row["id"], row["content"].get(name)) for row in rows)
