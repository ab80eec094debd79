"""The checks of the simulation: the nine promises, worked out apart from the server's own code."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from server.models import Commune, Departure, Mutation, Record, Stream
from server.sync.canonical import was_hash
from tests.simulator.world import Handset, World

ITEMS = {"participants": "member_id", "checkpoints": "id", "findings": "id", "sessions": "id"}
PSEUDO = {"removed", "review", "stream"}


def check_always(world: World, handset: Handset) -> Iterator[str]:
    """What must be true of a phone after every exchange."""
    stores = handset.phone.disk.stores
    granted = stores["meta"].get("streams", {})
    for store in ("shown", "building"):
        for row in stores[store].values():
            if row["stream"] not in granted:
                yield f"scope: {handset.name} holds a row of {row['stream']}"
    for kept in stores["retained"].values():
        mutation = kept["mutation"]
        if mutation["act"] != "create" or kept["result"]["verdict"] == "held":
            continue
        if mutation["stream"] in granted and not _is_gone(world, mutation, granted):
            if handset.phone.view(mutation["record_id"]) is None:
                yield f"vanished: {handset.name} shows nothing of {mutation['record_id']}"


def check_end(world: World, *, healed: bool) -> Iterator[str]:
    """What must be true of the whole world once it is healed."""
    if not healed:
        yield "stalled: phones still exchange after healing"
    mutations = {row.id: row for row in world.server.rows(Mutation)}
    yield from _check_kept(world, mutations)
    yield from _check_outboxes(world)
    yield from _check_copies(world)
    yield from _check_history(world, mutations)
    yield from _check_values(world, mutations)
    yield from _check_digests(world)
    yield from _check_quiet(world)
    if world.happened["reset"] and not _restores(world):
        yield "reset: a phone was reset and no server was restored"
    mismatches = world.happened["mismatch"] + world.happened["mismatch again"]
    if mismatches:
        yield f"mismatch: {mismatches} digests differed"


def _restores(world: World) -> int:
    return world.happened["restore_marked"] + world.happened["restore_unmarked"]


def _is_gone(world: World, mutation: dict[str, Any], granted: Any) -> bool:
    """Say whether the record rightly left this phone: moved away, or not on a restored server."""
    row = next((r for r in world.server.rows(Record) if r.id == mutation["record_id"]), None)
    return row is None or row.stream not in granted or row.stream != mutation["stream"]


def _check_kept(world: World, mutations: dict[str, Any]) -> Iterator[str]:
    """Promises 1 and 8: what was saved on a living phone is on the server, or set aside."""
    aside = {
        entry["mutation"]["id"]
        for handset in world.handsets
        for entry in handset.phone.disk.stores["outbox"].values()
        if entry["aside_at"]
    }
    for mutation_id, mutation in world.must.items():
        if mutation_id in mutations:
            stored = json.loads(mutations[mutation_id].body)
            if stored != mutation:
                yield f"doubled: {mutation_id} is stored with another body"
        elif mutation_id not in aside:
            yield f"lost: {mutation_id} {mutation['act']}"


def _check_outboxes(world: World) -> Iterator[str]:
    """Promise 6: nothing stays behind a bad one."""
    for handset in world.handsets:
        for entry in handset.phone.disk.stores["outbox"].values():
            if not entry["aside_at"]:
                yield f"stalled: {handset.name} still has {entry['mutation']['id']}"


def _check_copies(world: World) -> Iterator[str]:
    """Promises 4 and 5: every phone has all rows of its streams as the server has them."""
    rows = {row.id: row for row in world.server.rows(Record)}
    for handset in world.handsets:
        granted = granted_streams(world, handset.who)
        copy = handset.phone.disk.stores["shown"]
        if set(handset.phone.disk.stores["meta"].get("streams", {})) != granted:
            yield f"scope: {handset.name} knows other streams than he has"
        wanted = {record_id for record_id, row in rows.items() if row.stream in granted}
        for record_id in wanted ^ set(copy):
            yield f"diverged: {handset.name} {record_id} stands on one side only"
        for record_id in wanted & set(copy):
            if not _is_same_row(copy[record_id], json.loads(rows[record_id].body)):
                yield f"diverged: {handset.name} has {record_id} otherwise"


def _is_same_row(copy: dict[str, Any], row: dict[str, Any]) -> bool:
    if copy.get("stub"):
        return all(copy[name] == row[name] for name in ("id", "seq", "revision", "stream"))
    return copy == row


def granted_streams(world: World, who: str) -> set[str]:
    """Work out from the directory's own records what a person may read."""
    person, post = world.cast.people[who], who if who in ("chief", "viewer") else None
    post = "officer" if "officer" in who else post
    rows = [json.loads(row.body) for row in world.server.rows(Record)]
    groups = [row["id"] for row in rows if row["kind"] == "group"]
    setting = next(row for row in rows if row["kind"] == "setting")
    reads = setting["content"].get("desk_reads_mediations") is not False
    found = set()
    if post:
        found |= {"directory", "notices", "desk", *(f"log:{group}" for group in groups)}
        found |= {f"mediation:{group}" for group in groups if reads}
    for row in rows:
        content = row["content"]
        if row["kind"] != "member" or row["deleted"] or content.get("account") != person:
            continue
        if content.get("status") != "da_nghi" and content.get("group"):
            found |= {"directory", "notices", f"log:{content['group']}"}
            if content.get("role") in ("to_truong", "to_pho") or content.get("mediator"):
                found.add(f"mediation:{content['group']}")
    return found


def _check_history(world: World, mutations: dict[str, Any]) -> Iterator[str]:
    """Seqs without a gap, each once; the lineage is the chain that it says it is."""
    commune = world.server.rows(Commune)[0]
    rows = sorted(mutations.values(), key=lambda row: row.seq)
    link = ""
    for number, row in enumerate(rows, 1):
        link = sha256(f"{link}|{row.id}|{row.salt}".encode()).hexdigest()
        if row.seq != number:
            yield f"doubled: seq {row.seq} stands where {number} should"
            return
        if row.lineage != link:
            yield f"lineage: broken at {number}"
            return
    if commune.seq != len(rows):
        yield f"lineage: head {commune.seq} after {len(rows)} mutations"
    for row in world.server.rows(Record):
        ids = [entry["id"] for entry in json.loads(row.body)["conversation"]]
        if len(set(ids)) != len(ids):
            yield f"doubled: a note stands twice in {row.id}"


def _check_values(world: World, mutations: dict[str, Any]) -> Iterator[str]:
    """Promise 3: replay what was accepted; nothing that was unseen may have been overwritten."""
    contents: dict[str, dict[str, Any]] = {}
    accepted = [row for row in mutations.values() if row.verdict != "held"]
    for row in sorted(accepted, key=lambda one: one.verdict_seq):
        if row.act in ("create", "edit", "resolve") and row.person != "server":
            body = json.loads(row.body)
            kept = set(json.loads(row.siblings))
            _replay(contents.setdefault(row.record_id, {}), body, kept)
    for record in world.server.rows(Record):
        wire = json.loads(record.body)
        if record.kind != "held" and wire["content"] != _as_content(contents.get(record.id, {})):
            yield f"overwritten: {record.id} is not what its mutations make"
        for sibling in wire["siblings"]:
            if sibling["revision"] not in mutations:
                yield f"overwritten: a sibling of {record.id} comes from nowhere"
    yield from _check_siblings(world, mutations)


def _replay(content: dict[str, Any], body: dict[str, Any], kept: set[str]) -> None:
    """Write each value where its author saw what stands there; else it must be a sibling."""
    was = body.get("was") or {}
    for field in sorted(({*body["content"], *was}) - PSEUDO):
        value = body["content"].get(field)
        if field in ITEMS:
            for item in value or ():
                place = f"{field}/{item[ITEMS[field]]}"
                seen = (was.get(field) or {}).get(item[ITEMS[field]])
                _write(content, place, item, seen, kept)
        else:
            _write(content, field, value, was.get(field), kept)


def _write(content: dict[str, Any], place: str, value: Any, seen: Any, kept: set[str]) -> None:
    if was_hash(content.get(place)) == seen and place not in kept:
        content[place] = value


def _as_content(places: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for place, value in places.items():
        field, _, item_id = place.partition("/")
        if item_id:
            made.setdefault(field, []).append(value)
        elif value is not None:
            made[field] = value
    for field, key in ITEMS.items():
        if field in made:
            made[field] = sorted(made[field], key=lambda item, by=key: str(item[by]))
    return made


def _check_siblings(world: World, mutations: dict[str, Any]) -> Iterator[str]:
    """A value that could not apply is visible until somebody who saw it closes it."""
    rows = {row.id: json.loads(row.body) for row in world.server.rows(Record)}
    for row in mutations.values():
        if row.verdict != "conflict" or row.act == "review":
            continue
        standing = {(one["revision"], one["field"]) for one in rows[row.record_id]["siblings"]}
        for place in json.loads(row.siblings):
            if (row.id, place) not in standing and not _was_answered(row, place, mutations):
                yield f"overwritten: {row.id} lost its sibling {place} unseen"


def _was_answered(row: Any, place: str, mutations: dict[str, Any]) -> bool:
    """Say whether a later act closed the sibling: by naming it, or on the author's own chain."""
    field = place.split("/")[0]
    for other in mutations.values():
        if other.record_id != row.record_id or other.verdict == "held":
            continue
        if other.verdict_seq <= row.verdict_seq or other.person == "server":
            continue
        body = json.loads(other.body)
        names = {*body["content"], *(body.get("was") or {})}
        if other.act == "resolve" and (field in names or place in names):
            if body["target"] is None or row.id in body["target"]:
                return True
        if other.act == "remove" and place == "removed":
            return True
        if other.person == row.person and field in names and _builds_on(other, row, mutations):
            return True
    return False


def _builds_on(row: Any, ancestor: Any, mutations: dict[str, Any]) -> bool:
    step, steps = row.base, 0
    while step in mutations and steps <= len(mutations):
        step = mutations[step].replaced_by or step
        if step == ancestor.id:
            return True
        step, steps = mutations[step].base, steps + 1
    return False


def _check_digests(world: World) -> Iterator[str]:
    """Promise 9: the stored digests are those of the rows; no row stands in two places."""
    sums = {row.name: [0, 0] for row in world.server.rows(Stream)}
    records = world.server.rows(Record)
    for row in records:
        text = f"{row.id}|{row.seq}|{row.revision}|{row.review_revision or ''}"
        sums[row.stream][0] += 1
        sums[row.stream][1] ^= int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    for stream in world.server.rows(Stream):
        if [stream.count, int(stream.xor, 16)] != sums[stream.name]:
            yield f"digest: {stream.name} is not the sum of its rows"
    places = {(row.stream, row.id) for row in records}
    for gone in world.server.rows(Departure):
        if (gone.stream, gone.record_id) in places:
            yield f"digest: {gone.record_id} stands in {gone.stream} and left it"


def _check_quiet(world: World) -> Iterator[str]:
    """While nothing changes no phone asks more than 20 times an hour."""
    before = world.server.requests
    for handset in world.handsets:
        handset.phone.not_before = None
    for _ in range(12):
        world.server.advance(minutes=5)
        for handset in world.handsets:
            if handset.phone.is_due():
                handset.phone.sync(limit=30)
    busiest = (world.server.requests - before) / max(1, len(world.handsets))
    if busiest > 20:
        yield f"stalled: {busiest:.0f} requests a phone and hour while nothing changes"
