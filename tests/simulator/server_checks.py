"""What must be true of the server once the world is healed, worked out apart from its code."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from server.ids import hash_id
from server.models import AccessEntry, Departure, Mutation, Record, Stream
from server.sync.canonical import body_hash
from tests.simulator.phone_checks import replay_of
from tests.simulator.replay import ITEMS, Standing
from tests.simulator.world import World

ENDED = ("CLOSED", "REPLACED", "ID_REUSED")


def check_server(world: World) -> Iterator[str]:
    """Check the kept, the history, the records, the rights, the waiting and the digests."""
    yield from _check_kept(world)
    yield from _check_history(world)
    yield from replay_of(world).faults
    yield from _check_records(world)
    yield from _check_siblings(world)
    yield from _check_waiting(world)
    yield from _check_digests(world)


def _check_kept(world: World) -> Iterator[str]:
    """Promises 1, 2 and 8: what was saved on a living phone is on the server, or set aside."""
    stored = world.server.known(Mutation)
    entries = {row.id for row in world.server.rows(AccessEntry)}
    aside = [
        entry["mutation"]
        for handset in world.handsets
        for entry in handset.stores["outbox"].values()
        if entry["aside_at"]
    ]
    for one in sorted(world.ledger.must):
        if one in world.ledger.entries:
            if one not in entries:
                yield f"lost: access entry {one}"
            continue
        sent = [
            body
            for body in world.ledger.bodies[one]
            if body not in aside and (one, body["person"]) not in world.ledger.excused
        ]
        if sent and one not in stored:
            yield f"lost: {one} {sent[0]['act']}"
        elif sent:
            is_shared = len(world.ledger.bodies[one]) > 1
            yield from _check_bodies(one, sent, stored, is_shared=is_shared)


def _check_bodies(
    one: str, bodies: list[Any], stored: dict[str, Any], *, is_shared: bool
) -> Iterator[str]:
    """What is stored is what was saved, but for what retention emptied; a second body beside it."""
    kept = json.loads(stored[one].body)
    for body in bodies:
        if body_hash(body) == stored[one].body_hash:
            if stored[one].purged_seq is None and kept != body:
                yield f"doubled: {one} is stored with another body"
        elif "purged" in kept:
            continue  # given back after a restore, as retention left it on the phone
        elif not is_shared:
            yield f"doubled: {one} is stored with another body"
        elif hash_id("reused", one, body_hash(body)) not in stored:
            yield f"lost: the other body under {one}"


def _check_history(world: World) -> Iterator[str]:
    """Seqs without a gap, each once; the lineage is the chain that it says it is."""
    rows = sorted(world.server.known(Mutation).values(), key=lambda row: row.seq)
    link = ""
    for number, row in enumerate(rows, 1):
        link = sha256(f"{link}|{row.id}|{row.salt}".encode()).hexdigest()
        if row.seq != number:
            yield f"doubled: seq {row.seq} stands where {number} should"
            return
        if row.lineage != link:
            yield f"lineage: broken at {number}"
            return
    if world.server.commune().seq != len(rows):
        yield f"lineage: another head after {len(rows)} mutations"
    for row in world.server.known(Record).values():
        ids = [entry["id"] for entry in json.loads(row.body)["conversation"]]
        if len(set(ids)) != len(ids):
            yield f"doubled: a note stands twice in {row.id}"


def _check_records(world: World) -> Iterator[str]:
    """Promises 2 and 3, R1: each record is what its accepted acts make, nothing more or less."""
    replayed = replay_of(world).records
    stored = world.server.known(Mutation)
    for row in world.server.known(Record).values():
        if row.kind == "held":
            continue
        made, wire = replayed.get(row.id), json.loads(row.body)
        if made is None:
            yield f"overwritten: {row.id} stands there and nobody made it"
            continue
        yield from _check_record(wire, made)
        for sibling in wire["siblings"]:
            if sibling["revision"] not in stored:
                yield f"overwritten: a sibling of {row.id} comes from nowhere"
    for record_id in replayed.keys() - world.server.known(Record).keys():
        yield f"lost: record {record_id} was made and is not there"


def _check_record(wire: dict[str, Any], made: Standing) -> Iterator[str]:
    revisions = (wire["revision"], wire["review_revision"])
    if revisions != (made.revision, made.review_revision):
        yield f"revision: {made.id} is not at its last accepted act"
    if not made.is_sure:
        return
    if wire["content"] != made.content or wire["removed"] != made.removed:
        yield f"overwritten: {made.id} is not what its mutations make"
    if wire["stream"] != made.stream:
        yield f"overwritten: {made.id} stands in another stream than it was moved to"


def _check_siblings(world: World) -> Iterator[str]:
    """Promise 3: what could not apply is visible until somebody who saw it closes it."""
    replay, records = replay_of(world), world.server.known(Record)
    for row in replay.rows.values():
        if row.verdict != "conflict" or row.record_id not in records:
            continue
        wire = json.loads(records[row.record_id].body)
        standing = {(one["revision"], one["field"]) for one in wire["siblings"]}
        for place in json.loads(row.siblings):
            if (row.id, place) not in standing and not _was_answered(replay, row, place):
                yield f"overwritten: {row.id} lost its sibling {place} unseen"


def _was_answered(replay: Any, row: Any, place: str) -> bool:
    """Say whether a later act closed the sibling: by seeing it, or on the author's own chain."""
    name = place.split("/")[0]
    for act in replay.acts.values():
        other = act.row
        if other.record_id != row.record_id or other.verdict in ("held", ""):
            continue
        if other.verdict_seq <= row.verdict_seq or other.person == "server":
            continue
        if act.body is None:
            return True
        names = {*act.body["content"], *(act.body.get("was") or {})}
        if _resolved(replay, act, row, place) or _decided_anew(other, place):
            return True
        if other.person == row.person and name in names and replay.builds_on(other, row.id):
            return True
    return False


def _resolved(replay: Any, act: Any, row: Any, place: str) -> bool:
    is_about = act.row.act == "resolve" and _names(act.body, place)
    return is_about and _saw(replay, act.row, act.body["target"], row)


def _decided_anew(other: Any, place: str) -> bool:
    """Say whether an act that took effect whole put an end to what was open of its sort."""
    is_of_its_sort = (other.act, place) in (("remove", "removed"), ("review", "review"))
    return is_of_its_sort and other.verdict != "conflict"


def _names(body: dict[str, Any], place: str) -> bool:
    """Say whether a resolve is about the place: a field, or an item that it names."""
    name, _, item_id = place.partition("/")
    content, was = body["content"], body.get("was") or {}
    if not item_id:
        return name in content or name in was
    items = {item[ITEMS[name]] for item in content.get(name) or ()} | set(was.get(name) or ())
    return item_id in items or (not items and (name in content or name in was))


def _saw(replay: Any, resolve: Any, target: Any, row: Any) -> bool:
    """Say whether a resolve named the sibling, or it stood there at its base."""
    if target is not None:
        return row.id in target
    base = replay.rows.get(replay.base_of(resolve))
    return base is not None and row.verdict_seq <= base.verdict_seq


def _check_waiting(world: World) -> Iterator[str]:
    """R5: nothing waits for what is judged, and what the desk released waits no more."""
    replay, records = replay_of(world), world.server.known(Record)
    for row in replay.rows.values():
        if row.code != "UNKNOWN_BASE":
            continue
        base = replay.base_of(row)
        if row.act in ("release", "close"):
            body = replay.acts[row.id].body or {}
            if body.get("target") in replay.rows:
                yield f"waiting: {row.id} waits for what is known"
        elif row.record_id in records and records[row.record_id].kind != "held":
            known = replay.rows.get(base)
            if base is None or (known is not None and known.verdict != "held"):
                yield f"waiting: {row.id} waits for {base}, which is judged"
    yield from _check_released(replay)


def _check_released(replay: Any) -> Iterator[str]:
    for act in replay.acts.values():
        row = act.row
        if row.act != "release" or row.verdict == "held" or act.body is None:
            continue
        if row.person == "server":
            continue
        step, seen = replay.rows.get(act.body.get("target")), set()
        while step is not None and step.id not in seen:
            if step.code in ENDED:  # what is below an end of the chain is not asked for
                break
            seen.add(step.id)
            if step.code == "UNKNOWN_BASE" and step.seq < row.verdict_seq:
                yield f"waiting: {step.id} was released at {row.verdict_seq} and still waits"
            step = replay.rows.get(replay.base_of(step))


def _check_digests(world: World) -> Iterator[str]:
    """Promise 9: the stored digests are those of the rows; no row stands in two places."""
    streams = world.server.rows(Stream)
    sums = {row.name: [0, 0] for row in streams}
    records = world.server.known(Record).values()
    for row in records:
        text = f"{row.id}|{row.seq}|{row.revision}|{row.review_revision or ''}"
        sums[row.stream][0] += 1
        sums[row.stream][1] ^= int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    for stream in streams:
        if [stream.count, int(stream.xor, 16)] != sums[stream.name]:
            yield f"digest: {stream.name} is not the sum of its rows"
    places = {(row.stream, row.id) for row in records}
    for gone in world.server.rows(Departure):
        if (gone.stream, gone.record_id) in places:
            yield f"digest: {gone.record_id} stands in {gone.stream} and left it"
