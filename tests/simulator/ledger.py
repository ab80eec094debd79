"""The ledger: what was saved on phones, and so may not be lost while one of them lives."""

from typing import TYPE_CHECKING, Any

from server.models import AccessEntry, Mutation

if TYPE_CHECKING:
    from tests.simulator.handset import Handset
    from tests.simulator.world import World

PLACES = ("outbox", "retained")


class Ledger:
    """`must`: ids that may not be lost. `fragile`: those whose phone died after the server had
    them, so that a later restore may lose them. `bodies`: every mutation as it was saved; where
    two persons' are under one id, `excused` names (id, person) whose phone died. `showed`: by
    phone, the rows that it showed when a second copy took their place after a restore.
    """

    def __init__(self, world: "World") -> None:
        self._world = world
        self.bodies: dict[str, list[dict[str, Any]]] = {}
        self.must: set[str] = set()
        self.fragile: set[str] = set()
        self.entries: set[str] = set()
        self.excused: set[tuple[str, str]] = set()
        self.showed: dict[str, list[dict[str, Any]]] = {}

    def saved(self, handset: "Handset", mutation: dict[str, Any]) -> None:
        """Note that the screen said "saved on this phone"."""
        self.bodies.setdefault(mutation["id"], []).append(mutation)
        self.must.add(mutation["id"])

    def opened(self, entry_id: str) -> None:
        """Note a line that a phone wrote into its access log."""
        self.must.add(entry_id)
        self.entries.add(entry_id)

    def on_server(self) -> set[str]:
        """Give the ids of all mutations and access entries that the server has."""
        server = self._world.server
        return set(server.known(Mutation)) | {row.id for row in server.rows(AccessEntry)}

    def on_disks(self) -> set[str]:
        """Give the ids that some living phone still has."""
        found = {one for one, _person in self._acts_on_disks()}
        for handset in self._world.handsets:
            found |= set(handset.stores["access_log"])
        return found

    def _acts_on_disks(self) -> set[tuple[str, str]]:
        stores = [handset.stores for handset in self._world.handsets]
        kept = [entry for one in stores for name in PLACES for entry in one[name].values()]
        return {(entry["mutation"]["id"], entry["mutation"]["person"]) for entry in kept}

    def replaced(self, handset: "Handset", rows: list[dict[str, Any]]) -> None:
        """Note what a phone showed until a second copy took its place: it gave that back."""
        granted = handset.stores["meta"].get("streams", {})
        kept = [row for row in rows if row["stream"] in granted]
        self.showed.setdefault(handset.name, []).extend(kept)

    def phone_died(self) -> None:
        """Forget what only a dead phone had; what the server has of it is fragile."""
        whole = {one.name for one in self._world.handsets if one.stores["meta"]}
        self.showed = {name: rows for name, rows in self.showed.items() if name in whole}
        living, stored = self.on_disks(), self.on_server()
        shared = [bodies for bodies in self.bodies.values() if len(bodies) > 1]
        saved = {(body["id"], body["person"]) for bodies in shared for body in bodies}
        self.excused |= saved - self._acts_on_disks()
        for one in sorted(self.must - living):
            if one in stored and len(self.bodies.get(one, ())) < 2:
                self.fragile.add(one)
            else:
                self.must.discard(one)

    def restored(self) -> None:
        """Forget what was fragile and is now gone."""
        stored = self.on_server()
        self.must -= self.fragile - stored
        self.fragile &= stored
