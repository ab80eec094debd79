"""What must be true of a phone: after every exchange, and once the world is healed."""

import json
from collections.abc import Iterator
from typing import Any

from server.ids import hash_id
from server.models import Device, Mutation, Record
from server.sync.canonical import body_hash
from server.sync.lineage import parse_cursor
from tests.simulator.handset import Handset
from tests.simulator.replay import ITEMS
from tests.simulator.world import World

OVER = ("CLOSED", "REPLACED", "ID_REUSED")


def check_phone(world: World, handset: Handset) -> Iterator[str]:
    """What must be true after every exchange: scope, nothing vanished, nothing untrue."""
    stores = handset.stores
    granted = stores["meta"].get("streams", {})
    for store in ("shown", "building"):
        for row in stores[store].values():
            if row["stream"] not in granted:
                yield f"scope: {handset.name} holds a row of {row['stream']}"
    if not world.is_suspect:  # what rotted is not shown until the digest tells
        yield from _check_shown(world, handset, granted)
    if handset.epoch == world.epoch:
        known = world.server.known(Mutation)
        for mutation_id in stores["retained"].keys() - known.keys():
            yield f"truth: {handset.name} shows {mutation_id} as received, the server has it not"
    name = "building_cursors" if stores["meta"].get("is_building") else "cursors"
    witness = parse_cursor(stores["meta"].get("witness"))
    for cursor in map(parse_cursor, stores["meta"].get(name, {}).values()):
        if witness and cursor and cursor.seq > witness.seq:
            yield f"skipped: {handset.name} stands at {cursor}, beyond its witness {witness}"


def _check_shown(world: World, handset: Handset, granted: Any) -> Iterator[str]:
    """What a person did stays on his screen, also between verdict and pull (R11)."""
    stores = handset.stores
    outbox = [entry["mutation"] for entry in stores["outbox"].values()]
    for kept in stores["retained"].values():
        mutation, result = kept["mutation"], kept["result"]
        if mutation["act"] not in ("create", "edit") or result["code"] in OVER:
            continue
        copy = stores["shown"].get(mutation["record_id"])
        if result["verdict"] == "held":
            is_due = True
        else:
            is_due = handset.epoch == world.epoch and mutation["stream"] in granted
            is_due = is_due and not _is_gone(world, mutation, granted)
            is_due = is_due and not (copy and copy["seq"] >= result["seq"])
        if not is_due:
            continue
        shown = handset.phone.view(mutation["record_id"])
        if shown is None:
            yield f"vanished: {handset.name} shows nothing of {mutation['record_id']}"
        elif result["verdict"] in ("applied", "held") and not stores["meta"].get("is_building"):
            yield from _check_values(handset, mutation, kept["order"], shown, outbox)


def _check_values(
    handset: Handset, mutation: Any, order: int, shown: Any, outbox: list[Any]
) -> Iterator[str]:
    retained = handset.stores["retained"].values()
    later = [e["mutation"] for e in retained if e["order"] > order] + outbox
    names = {
        name
        for one in later
        if one["record_id"] == mutation["record_id"] and one["act"] in ("create", "edit", "resolve")
        for name in {*one["content"], *(one.get("was") or {})}
    }
    for name in mutation["content"].keys() - names - ITEMS.keys():
        value = mutation["content"][name]
        if value is not None and (shown.get("content") or {}).get(name) != value:
            yield f"vanished: {handset.name} does not show its {name} of {mutation['id']}"


def _is_gone(world: World, mutation: dict[str, Any], granted: Any) -> bool:
    """Say whether the record rightly left this phone: moved, or not on a restored server."""
    if mutation["record_id"] in world.server.derived("moved", lambda: _moved(world)):
        return True
    row = world.server.known(Record).get(mutation["record_id"])
    return row is None or row.stream not in granted or row.stream != mutation["stream"]


def _moved(world: World) -> set[str]:
    rows = world.server.known(Mutation).values()
    return {row.record_id for row in rows if row.act == "move" and row.verdict != "held"}


def check_healed_phones(world: World) -> Iterator[str]:
    """Once healed: outboxes empty, copies equal to the server, verdicts the present ones."""
    replay_streams = world.server.derived("streams", lambda: _streams_by_person(world))
    states = {row.id: row.state for row in world.server.rows(Device)}
    rows = world.server.known(Record)
    for handset in world.handsets:
        is_retired = states.get(handset.device) == "retired"
        granted = set() if is_retired else replay_streams[handset.who]
        yield from _check_outbox(handset)
        if set(handset.stores["meta"].get("streams", {})) != granted:
            yield f"scope: {handset.name} knows other streams than he has"
        yield from _check_copy(handset, rows, granted)
        yield from _check_verdicts(world, handset)


def _streams_by_person(world: World) -> dict[str, set[str]]:
    directory = replay_of(world).directory
    return {who: directory.streams(world.cast.people[who]) for who in world.people}


def replay_of(world: World) -> Any:
    """Give the replay of the history as it stands."""
    from tests.simulator.replay import Replay

    return world.server.derived("replay", lambda: Replay(world))


def _check_outbox(handset: Handset) -> Iterator[str]:
    """Promise 6: nothing stays behind a bad one, and only a bad one is set aside."""
    for entry in handset.stores["outbox"].values():
        size = len(json.dumps(entry["mutation"], ensure_ascii=False).encode())
        if not entry["aside_at"]:
            yield f"stalled: {handset.name} still has {entry['mutation']['id']}"
        elif size < 60_000:
            yield f"stalled: {handset.name} set {entry['mutation']['id']} aside for nothing"


def _check_copy(handset: Handset, rows: dict[str, Any], granted: set[str]) -> Iterator[str]:
    """Promises 4 and 5: every phone has all rows of its streams as the server has them."""
    copy = handset.stores["shown"]
    wanted = {record_id for record_id, row in rows.items() if row.stream in granted}
    for record_id in sorted(wanted ^ set(copy)):
        yield f"diverged: {handset.name} {record_id} stands on one side only"
    for record_id in sorted(wanted & set(copy)):
        if not _is_same_row(copy[record_id], json.loads(rows[record_id].body)):
            yield f"diverged: {handset.name} has {record_id} otherwise"


def _is_same_row(copy: dict[str, Any], row: dict[str, Any]) -> bool:
    if copy.get("stub"):
        return all(copy[name] == row[name] for name in ("id", "seq", "revision", "stream"))
    return copy == row


def _check_verdicts(world: World, handset: Handset) -> Iterator[str]:
    """A phone knows the present verdict of what it sent (R4).

    The second body under an id stands under an id of the server's, and it is that one's verdict.
    """
    known = world.server.known(Mutation)
    for mutation_id, kept in handset.stores["retained"].items():
        row, result = known.get(mutation_id), kept["result"]
        if len(world.ledger.bodies.get(mutation_id, ())) > 1:
            if result["code"] == "ID_REUSED":
                continue
            own_id = hash_id("reused", mutation_id, body_hash(kept["mutation"]))
            row = known.get(own_id, row)
        if row is None:
            yield f"verdict: {handset.name} has one for {mutation_id}, which the server has not"
        elif (result["verdict"], result["code"], result["seq"]) != (
            row.verdict,
            row.code,
            row.verdict_seq,
        ):
            yield f"verdict: {handset.name} shows an old one for {mutation_id}"


def check_quiet(world: World) -> Iterator[str]:
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
