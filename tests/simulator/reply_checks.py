"""What must be true of every reply at the server's door, and probes: which rule was at work."""

from collections.abc import Iterator
from typing import Any

from reference.reply import KEEP_RETAINED
from server.models import Device, Mutation
from server.sync.lineage import parse_cursor
from tests.simulator.handset import Handset
from tests.simulator.phone_checks import replay_of
from tests.simulator.replay import RIGHTS
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
    _probe(world, handset, request, reply)


def _check(
    world: World, handset: Handset, request: dict[str, Any], reply: dict[str, Any]
) -> Iterator[str]:
    if world.server.commune().restored:
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


def _probe(world: World, handset: Handset, request: dict[str, Any], reply: dict[str, Any]) -> None:
    """Count the rules at work in this reply; they say nothing of whether they hold."""
    works = world.worked
    witness = parse_cursor(request["witness"]) if request["witness"] else None
    if reply["reset"] and witness is not None and witness.seq <= world.server.head()[0]:
        works["R2"] += 1
    rows = [*reply.get("records", ()), *reply.get("departures", ())]
    if rows and request["since"] and _is_cut(reply):
        works["R8"] += 1
    works["R9"] += len(reply.get("departures", ()))
    works["R12"] += reply.get("backup", "0") != "0" and _keeps_long(handset)
    works["R4"] += len(reply["late_results"])
    acts = {one["id"]: one for one in request["mutations"]}
    for result in reply["results"]:
        works["R4"] += result["duplicate"]
        if not result["duplicate"]:
            _probe_verdict(world, acts[result["id"]], result)
    world.codes.update((one["id"], one["code"]) for one in reply["results"])
    world.codes.update((one["id"], one["code"]) for one in reply["late_results"])


def _is_cut(reply: dict[str, Any]) -> bool:
    cursor, witness = parse_cursor(reply["cursor"]), parse_cursor(reply["witness"])
    return cursor is not None and witness is not None and cursor.seq < witness.seq


def _keeps_long(handset: Handset) -> bool:
    """Say whether the phone has to decide what of its retained ones may go."""
    now = handset.phone.around.now()
    retained = handset.stores["retained"].values()
    return any(now - kept["since"] >= KEEP_RETAINED for kept in retained)


def _probe_verdict(world: World, mutation: dict[str, Any], result: dict[str, Any]) -> None:
    works, act = world.worked, mutation["act"]
    if result["verdict"] == "conflict":
        works["R1"] += 1
    if result["verdict"] in ("merged", "conflict") and act in ("edit", "create", "resolve"):
        works["R3"] += 1
    if act == "release" and result["verdict"] != "held":
        target = world.server.known(Mutation).get(mutation["target"])
        if target is not None and target.verdict_seq > result["seq"]:
            before = world.codes.get(target.id)
            works["R5"] += before == "UNKNOWN_BASE"
            works["R6"] += before in RIGHTS


def probe_phone(world: World, handset: Handset) -> None:
    """Count the rules that show on a phone: what was set aside, what lies over the copy."""
    stores = handset.stores
    aside = sum(bool(entry["aside_at"]) for entry in stores["outbox"].values())
    world.worked["R7"] += aside > handset.aside
    handset.aside = aside
    for kept in stores["retained"].values():
        copy = stores["shown"].get(kept["mutation"]["record_id"])
        if copy is None or copy["seq"] < kept["result"]["seq"]:
            world.worked["R11"] += 1
            return
