"""What must be true of every reply at the server's door, and probes: which rule was at work."""

from collections.abc import Iterator
from typing import Any

from server.models import Commune, Device
from server.sync.lineage import parse_cursor
from tests.simulator.handset import Handset
from tests.simulator.phone_checks import replay_of
from tests.simulator.world import World

WHILE_RESTORED = {
    "commune",
    "time",
    "poll_after_s",
    "results",
    "late_results",
    "witness",
    "reset",
    "restored",
    "more",
    "turn",
}


def watch(world: World, handset: Handset, request: dict[str, Any], reply: dict[str, Any]) -> None:
    """Check one reply, and note which rules it shows at work."""
    world.violations += _check(world, handset, request, reply)
    _probe(world, request, reply)


def _check(
    world: World, handset: Handset, request: dict[str, Any], reply: dict[str, Any]
) -> Iterator[str]:
    if world.server.rows(Commune)[0].restored:
        world.worked["R13"] += 1
        odd = sorted(reply.keys() - WHILE_RESTORED)
        if odd or not reply["restored"]:
            yield f"unconfirmed: a reply while rights are not confirmed has {odd}"
        return
    rows = [*reply.get("records", ()), *reply.get("departures", ())]
    if rows or reply.get("streams") or reply.get("digests"):
        granted = _granted(world, handset)
        named = {row["stream"] for row in rows} | set(reply.get("digests", ()))
        for name in sorted((named | set(reply.get("streams", ()))) - granted):
            yield f"scope: {handset.name} was sent something of {name}"
    yield from _check_cursor(request, reply)


def _granted(world: World, handset: Handset) -> set[str]:
    device = next((row for row in world.server.rows(Device) if row.id == handset.device), None)
    if device is None or device.state == "retired":
        return set()
    streams = replay_of(world).directory.streams(world.cast.people[handset.who])
    return set(streams)


def _check_cursor(request: dict[str, Any], reply: dict[str, Any]) -> Iterator[str]:
    """A cut page's cursor is the last seq sent, and no witness is below what it answers (R8)."""
    witness = parse_cursor(reply["witness"])
    if witness is None:
        yield f"skipped: a witness {reply['witness']!r} that is no place"
        return
    highest = max((one["seq"] for one in reply["results"]), default=0)
    if highest > witness.seq:
        yield f"skipped: a witness {witness} below a verdict at {highest}"
    rows = [*reply.get("records", ()), *reply.get("departures", ())]
    size = request.get("page_size", 500)
    seqs = {row["seq"] for row in rows}
    if len(rows) > size and len(seqs) > 1:
        yield f"skipped: a page of {len(rows)} rows where {size} were asked for"


def _probe(world: World, request: dict[str, Any], reply: dict[str, Any]) -> None:
    """Count the rules at work in this reply; they say nothing of whether they hold."""
    works = world.worked
    witness = parse_cursor(request["witness"]) if request["witness"] else None
    if reply["reset"] and witness is not None and witness.seq <= world.server.head()[0]:
        works["R2"] += 1
    for result in reply["results"]:
        works["R4"] += result["duplicate"]
    works["R4"] += len(reply["late_results"])
    rows = [*reply.get("records", ()), *reply.get("departures", ())]
    if rows and reply["more"] and request["since"]:
        works["R8"] += 1
    works["R9"] += len(reply.get("departures", ()))
    if reply.get("backup", "0") != "0":
        works["R12"] += 1


def probe_history(world: World) -> None:
    """Count the rules that show in the history."""
    replay = replay_of(world)
    for act in replay.acts.values():
        row, body = act.row, act.body or {}
        if row.verdict == "conflict":
            world.worked["R1"] += 1
        if row.verdict in ("merged", "conflict") and row.act in ("edit", "create", "resolve"):
            world.worked["R3"] += 1
        if row.act == "release" and row.person != "server" and row.verdict != "held":
            target = replay.rows.get(body.get("target"))
            released = target is not None and target.verdict_seq > row.verdict_seq
            if released and target is not None:
                waited = target.base is not None and target.act != "create"
                world.worked["R5"] += waited and target.verdict != "held"
                world.worked["R6"] += 1


def probe_phone(world: World, handset: Handset) -> None:
    """Count the rules that show on a phone: what is set aside, what lies over the copy."""
    stores = handset.stores
    world.worked["R7"] += any(entry["aside_at"] for entry in stores["outbox"].values())
    for kept in stores["retained"].values():
        copy = stores["shown"].get(kept["mutation"]["record_id"])
        if copy is None or copy["seq"] < kept["result"]["seq"]:
            world.worked["R11"] += 1
            return
