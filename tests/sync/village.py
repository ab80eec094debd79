"""Authors who write without a network, and a world in memory that judges what they send.

Pure: no database, no clock, no chance but the one that is handed in. Ids are counted, so that a
failing example reads the same each time.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.kinds import load_kinds
from server.sync.canonical import was_hash
from server.sync.docket import receive, settle
from server.sync.head import HELD, Head
from server.sync.mutation import read
from server.sync.world import World

KINDS = load_kinds()
AT = "2026-11-20T20:00:00+07:00"
FIELDS = ("handover_text", "extra_people_count", "route")
ITEM_LIST, ITEM_KEY = "checkpoints", "id"
ITEMS = tuple(f"00000000-0000-4000-8000-0000000000{n:02x}" for n in range(3))
PLACES = (*FIELDS, *(f"{ITEM_LIST}/{item}" for item in ITEMS))


def id_of(number: int) -> str:
    """Give the id with this number."""
    return f"00000000-0000-7000-8000-{number:012x}"


RECORD, GROUP, COMMUNE = id_of(1), id_of(2), id_of(3)
LOG = f"log:{GROUP}"


def value_at(place: str, number: int) -> Any:
    """Give the value with this number in the form that the place takes."""
    if place.startswith(ITEM_LIST):
        return {ITEM_KEY: place.split("/")[1], "checkpoint": id_of(1000 + number)}
    return {"handover_text": f"giao lại {number}", "extra_people_count": number}.get(
        place, id_of(2000 + number)
    )


def at_place(content: Mapping[str, Any], place: str) -> Any:
    """Read a field or an item of a content."""
    name, _, item_id = place.partition("/")
    if not item_id:
        return content.get(name)
    return next((item for item in content.get(name, ()) if item[ITEM_KEY] == item_id), None)


@dataclass
class Author:
    """A phone without a network: it shows its last copy with its own edits laid over."""

    person: str
    copy: Mapping[str, Any]
    base: str
    own: dict[str, Any] = field(default_factory=dict)

    def sees(self, place: str) -> Any:
        return self.own[place] if place in self.own else at_place(self.copy, place)

    def edit(self, mutation_id: str, place: str, value: Any, act: str = "edit") -> dict[str, Any]:
        """Write a value, on top of what this author has written before."""
        name, _, item_id = place.partition("/")
        seen = was_hash(self.sees(place))
        content = {name: [value] if item_id else value}
        was = {name: {item_id: seen} if item_id else seen}
        made = mutation(mutation_id, self.person, act, base=self.base, content=content, was=was)
        self.own[place], self.base = value, mutation_id
        return made

    def note(self, mutation_id: str) -> dict[str, Any]:
        content = {"type": "remark", "text": mutation_id}
        return mutation(mutation_id, self.person, "note", content=content)

    def remove(self, mutation_id: str) -> dict[str, Any]:
        made = mutation(
            mutation_id, self.person, "remove", base=self.base, content={"reason": "nhầm"}
        )
        self.base = mutation_id
        return made

    def pull(self, head: Head, unsent: Iterable[dict[str, Any]]) -> None:
        """Take the server's copy; what is not sent yet stays laid over it."""
        waiting = [one for one in unsent if one["act"] != "note"]
        kept = {place for one in waiting for place in places_of(one)}
        self.copy, self.own = head.content, {p: v for p, v in self.own.items() if p in kept}
        self.base = waiting[-1]["id"] if waiting else head.revision


def mutation(mutation_id: str, person: str, act: str, **parts: Any) -> dict[str, Any]:
    """Make a mutation of the one patrol."""
    whole: dict[str, Any] = {"id": mutation_id, "person": person, "act": act}
    whole |= {"record_id": RECORD, "stream": LOG, "kind": "patrol", "kind_version": 1}
    whole |= {"base": None, "target": None, "at": AT, "clock_offset_ms": 0}
    whole |= {"content": {}, "was": {}, "blobs": []}
    return {**whole, **parts}


def places_of(raw: dict[str, Any]) -> list[str]:
    """Name the places that an edit writes."""
    places = []
    for name, value in raw["content"].items():
        is_list = name == ITEM_LIST
        places += [f"{name}/{item[ITEM_KEY]}" for item in value] if is_list else [name]
    return places


def first_create(person: str) -> dict[str, Any]:
    """Make the patrol that everybody has seen before the network went."""
    content = {place: value_at(place, 0) for place in FIELDS}
    content[ITEM_LIST] = [value_at(f"{ITEM_LIST}/{item}", 0) for item in ITEMS]
    content["started_at"] = "2026-11-19T22:00:00+07:00"
    return mutation(id_of(10), person, "create", content=content)


@dataclass
class WatchedWorld(World):
    """A world that keeps each step of each record: before and after."""

    steps: list[tuple[Head | None, Head]] = field(default_factory=list)

    def put(self, head: Head) -> None:
        if head.kind != HELD:
            self.steps.append((self.heads.get(head.id), head))
        super().put(head)


def empty_world(*persons: str) -> WatchedWorld:
    """Begin a commune of one group, whose members all write its log."""
    return WatchedWorld(
        commune_id=COMMUNE,
        kinds=KINDS,
        random_bytes=bytes,
        seq=0,
        link="",
        closed_until=None,
        desk_reads_mediations=True,
        grants={person: {person: [(LOG, "write")]} for person in persons},
        streams={LOG, "directory", "notices", "desk"},
    )


def deliver(world: World, raws: Iterable[dict[str, Any]]) -> None:
    """Let mutations arrive one after another, each through the wire's own form."""
    for raw in raws:
        receive(world, read(json.loads(json.dumps(raw)), json.dumps(raw), world.kinds))
        settle(world)
