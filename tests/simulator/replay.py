"""The history replayed apart from the server's own code: what every accepted act makes.

Rights, contents, removals, streams and revisions are worked out again from the mutations alone,
in the order of their verdicts; what comes out must be what the server has.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from server.models import Mutation
from server.sync.canonical import body_hash, was_hash
from tests.simulator.rights import Directory

if TYPE_CHECKING:
    from tests.simulator.world import World

ITEMS = {"participants": "member_id", "checkpoints": "id", "findings": "id", "sessions": "id"}
PSEUDO = frozenset({"removed", "review", "stream"})
AUTHORED = ("create", "edit", "resolve")
REVISING = frozenset({"create", "edit", "remove", "resolve", "move", "recover"})
RIGHTS = ("OUT_OF_SCOPE", "READ_ONLY")


@dataclass
class Act:
    """A mutation of the server's table, with the body that was judged; None: it can't be had."""

    row: Any
    body: dict[str, Any] | None


@dataclass
class Standing:
    """A record as the replay has it. `places`: field or field/item_id -> value."""

    id: str
    kind: str
    stream: str
    places: dict[str, Any] = field(default_factory=dict)
    removed: str | None = None
    revision: str | None = None
    review_revision: str | None = None
    is_sure: bool = True

    @property
    def content(self) -> dict[str, Any]:
        """Give the content as it goes over the wire."""
        made: dict[str, Any] = {}
        for place, value in self.places.items():
            name, _, item_id = place.partition("/")
            if item_id:
                made.setdefault(name, []).append(value)
            elif value is not None:
                made[name] = value
        for name, key in ITEMS.items():
            if name in made:
                made[name].sort(key=partial(_id_text, key))
        return made


def _id_text(key: str, item: dict[str, Any]) -> str:
    return str(item[key])


class Replay:
    """The whole history once more. `faults`: what in it nobody may have done."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.directory = Directory(world)
        self.records: dict[str, Standing] = {}
        self.faults: list[str] = []
        self.rows: dict[str, Any] = world.server.known(Mutation)
        self.acts = {row.id: Act(row, _judged_body(world, row)) for row in self.rows.values()}
        self._stand_ins = {
            act.body["target"]: row.id
            for row, act in ((act.row, act) for act in self.acts.values())
            if row.act == "recover" and row.verdict != "held" and row.person != "server"
            if act.body is not None
        }
        self._by_seq = sorted(self.acts.values(), key=lambda act: act.row.seq)
        order = sorted(self.acts.values(), key=lambda act: (act.row.verdict_seq, act.row.seq))
        for act in order:
            self.faults += self._play(act)

    def base_of(self, row: Any) -> str | None:
        """Give its base; where that was replaced by its author, what took its place."""
        base, steps = row.base, 0
        if base is not None and base not in self.rows:
            base = self._stand_ins.get(base, base)
        while base in self.rows and self.rows[base].replaced_by and steps < len(self.rows):
            base, steps = self.rows[base].replaced_by, steps + 1
        return str(base) if base else None

    def builds_on(self, row: Any, ancestor_id: str) -> bool:
        """Say whether the ancestor is among those that it builds on by base."""
        step, steps = self.base_of(row), 0
        while step in self.rows and steps <= len(self.rows):
            if step == ancestor_id:
                return True
            step, steps = self.base_of(self.rows[step]), steps + 1
        return step == ancestor_id

    def given_back(self, row: Any) -> Any:
        """Give the act that is released with a recover of it, where that waits here; or None."""
        body = self.acts[row.id].body
        return self.rows.get(body["target"]) if row.act == "recover" and body else None

    def _play(self, act: Act) -> Iterator[str]:
        row, body = act.row, act.body
        if row.person == "server":
            self._purge(row)
            return
        if row.code in RIGHTS:
            if body is not None and self._may(act):
                yield f"rights: {row.id} is held {row.code} and had the right"
            return
        if row.verdict == "held":
            return
        if body is None:
            self._lose(row)
            return
        if not self._may(act):
            yield f"rights: {row.id} {row.act} was accepted and had no right"
        if row.act not in ("release", "close"):
            yield from self._carry_out(row, body)

    def _may(self, act: Act) -> bool:
        """Say whether the author had the right then, or who released it at the desk (R6)."""
        row, body = act.row, act.body or {}
        if row.act in ("release", "close"):
            return "desk" in self.directory.roles(row.person, "desk")
        record = self.records.get(row.record_id)
        streams = [record.stream if record else body["stream"]]
        streams += [body["content"]["stream"]] if row.act == "move" else []
        word = "edit" if row.act == "recover" else row.act
        word = word if record else "create"
        if row.act == "recover" and next(self._releasers(row), None) is None:
            return False  # whoever sent it, the desk alone lets it in
        chiefs = self.directory.is_chiefs(body)
        is_his_to_do = not chiefs or self.directory.is_chief(row.person)
        if is_his_to_do and all(self.directory.may(row.person, s, word, body) for s in streams):
            return True
        return any(self._vouches(one, streams, chiefs, row) for one in self._releasers(row))

    def _vouches(self, releaser: str, streams: list[str], chiefs: bool, row: Any) -> bool:
        has_role = all("desk" in self.directory.roles(releaser, stream) for stream in streams)
        one_is = self.directory.is_chief(releaser) or self.directory.is_chief(row.person)
        return has_role and (not chiefs or one_is)

    def _releasers(self, row: Any) -> Iterator[str]:
        """Give who released it, or what builds on it, in the push that judged it."""
        if row.verdict_seq == row.seq:
            return
        start = row.verdict_seq
        while start > 1 and self._by_seq[start - 1].row.person == "server":
            start -= 1
        for act in self.acts.values():
            one = act.row
            if one.act != "release" or one.person == "server" or one.verdict == "held":
                continue
            if not start <= one.verdict_seq < row.verdict_seq or act.body is None:
                continue
            target = self.rows.get(act.body["target"])
            while target is not None:
                if target.id == row.id or self.builds_on(target, row.id):
                    yield one.person
                target = self.given_back(target)

    def _carry_out(self, row: Any, body: dict[str, Any]) -> Iterator[str]:
        record = self.records.get(row.record_id)
        is_new = record is None
        if record is None:
            record = Standing(row.record_id, body["kind"], body["stream"])
            self.records[row.record_id] = record
            record.revision = row.id
        kept = set(json.loads(row.siblings))
        if row.act == "recover":
            _give_back(record, body["content"], is_new=is_new)
        elif row.act in AUTHORED:
            _write_all(record, body, kept, is_new=is_new)
        if row.act == "resolve" and "removed" in {*body["content"], *(body.get("was") or {})}:
            if "removed" not in kept and not is_new:
                record.removed = body["content"].get("removed")
        elif row.act == "remove" and "removed" not in kept and record.removed is None:
            if not is_new and self.base_of(row) != record.revision:
                yield f"overwritten: {row.id} removed {record.id} without seeing its last revision"
            record.removed = body["content"].get("reason") or ""
        elif row.act == "move" and "stream" not in kept:
            record.stream = body["content"]["stream"]
        _step(record, row)
        self.directory.learn(record)

    def _lose(self, row: Any) -> None:
        """Go on without a body that can't be had any more: of the record little is sure then."""
        record = self.records.get(row.record_id)
        if record is not None:
            record.is_sure = False
            _step(record, row)

    def _purge(self, row: Any) -> None:
        record = self.records.get(row.record_id)
        if row.act != "purge" or record is None:
            return
        fields = set(json.loads(row.body)["fields"])
        record.places = {
            place: value
            for place, value in record.places.items()
            if place.split("/")[0] not in fields
        }


def _step(record: Standing, row: Any) -> None:
    if row.act in REVISING:
        record.revision = row.id
    elif row.act == "review":
        record.review_revision = row.id


def _judged_body(world: "World", row: Any) -> dict[str, Any] | None:
    """Give the body as it was when it was judged: retention may have emptied it since."""
    body: dict[str, Any] = json.loads(row.body)
    if row.purged_seq is None or row.verdict_seq >= row.purged_seq:
        return body
    for original in world.ledger.bodies.get(row.id, ()):
        if body_hash(original) == row.body_hash:
            return original
    return None


def _give_back(record: Standing, said: dict[str, Any], *, is_new: bool) -> None:
    """Write what the record lacks, whatever stands beside; a removed one takes nothing in."""
    if record.removed is None:
        _write_all(record, {"content": said["content"]}, set(), is_new=is_new)
    if is_new:
        record.removed = said.get("removed")


def _write_all(record: Standing, body: dict[str, Any], kept: set[str], *, is_new: bool) -> None:
    """Write each value where its author saw what stands there; else it must be a sibling."""
    was = body.get("was") or {}
    for name in sorted({*body["content"], *was} - PSEUDO):
        value = body["content"].get(name)
        if name not in ITEMS:
            _write(record, name, value, was.get(name), kept, is_new)
            continue
        for item in value or ():
            seen = (was.get(name) or {}).get(item[ITEMS[name]])
            _write(record, f"{name}/{item[ITEMS[name]]}", item, seen, kept, is_new)


def _write(
    record: Standing, place: str, value: Any, seen: Any, kept: set[str], is_new: bool
) -> None:
    if is_new or (was_hash(record.places.get(place)) == seen and place not in kept):
        record.places[place] = value
