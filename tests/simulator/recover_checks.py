"""What phones gave back of others' work after a restore, worked out apart from both sides' code."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from server.models import Mutation, Record
from server.sync.canonical import was_hash
from tests.simulator.replay import ITEMS
from tests.simulator.world import World

Said = set[tuple[str, str | None]]


def values(content: dict[str, Any]) -> Said:
    """Give the values of a content by their places."""
    found: Said = set()
    for name, value in content.items():
        if name in ITEMS and isinstance(value, list):
            key = ITEMS[name]
            found |= {(f"{name}/{one.get(key)}", was_hash(one)) for one in value}
        else:
            found.add((name, was_hash(value)))
    return found


class Known:
    """What the server has of each record, in whatever state: acts, values, what was emptied."""

    def __init__(self, world: World, *, recovers: bool = True) -> None:
        self.ids: dict[str, set[str]] = defaultdict(set)
        self.values: dict[str, Said] = defaultdict(set)
        self.emptied: dict[str, set[str]] = defaultdict(set)
        for row in world.server.known(Mutation).values():
            if row.person == "server" or (row.act == "recover" and not recovers):
                continue
            body = json.loads(row.body)
            content = body["content"] if isinstance(body.get("content"), dict) else {}
            self.ids[row.record_id].add(row.id)
            self.emptied[row.record_id] |= set(body.get("purged") or ())
            if row.act == "recover":
                self.ids[row.record_id] |= {body["target"], *_talk(content)}
                content = content["content"]
            self.values[row.record_id] |= values(content)

    def lacks(self, row: dict[str, Any]) -> bool:
        """Say whether something that this row says can nowhere be read any more."""
        record_id, emptied = row["id"], self.emptied[row["id"]]
        missing = values(row["content"]) - self.values[record_id]
        is_talk_gone = not emptied & {"conversation"} and (
            _talk(row) - self.ids[record_id] != set()
        )
        is_value_gone = any(place.split("/")[0] not in emptied for place, _ in missing)
        return is_value_gone or is_talk_gone or row["revision"] not in self.ids[record_id]


def _talk(content: dict[str, Any]) -> set[str]:
    return {entry["id"] for entry in content.get("conversation") or ()}


def check_given_back(world: World) -> Iterator[str]:
    """What living phones showed is on the server or at the desk, once; and nothing for nothing."""
    rows, records = world.server.known(Mutation).values(), world.server.known(Record)
    known = Known(world)
    for name, shown in sorted(world.ledger.showed.items()):
        for row in shown:
            is_left_out = row.get("stub") or row["stream"] == "desk"
            if not is_left_out and known.lacks(row):
                yield f"buried: {name} showed {row['revision']} of {row['id']}, and it is nowhere"
    recovers = [row for row in rows if row.act == "recover" and row.person != "server"]
    if recovers and not world.epoch:
        yield "buried: something was given back and no server was restored"
    without, seen = Known(world, recovers=False), set[str]()
    for one in sorted(recovers, key=lambda row: int(row.seq)):
        if one.code != "RECOVERED":
            continue
        said = json.loads(one.body)
        row = {**said["content"], "id": one.record_id, "revision": said["target"]}
        if not (said["content"].get("siblings") or without.lacks(row)):
            yield f"doubled: {one.id} is at the desk, and all that it says came by itself"
        text = json.dumps([one.record_id, said["target"], said["content"]], sort_keys=True)
        if text in seen:
            yield f"doubled: {one.id} is at the desk a second time"
        seen.add(text)
        if one.id not in records:
            yield f"buried: {one.id} is held, and the desk does not see it"
