"""What people do in the simulation: members write, officers judge, the chief closes periods."""

from typing import Any

from server.sync.canonical import was_hash
from tests.simulator.handset import Handset
from tests.simulator.world import World

AUTHORS = ("leader", "member", "mate", "mediator", "outsider")
OFFICERS = ("officer", "second_officer", "chief")
WORDS = ("yên", "có việc", "mưa to", "đèn hỏng", "hẹn mai", "đã báo")
DAYS, LATE = range(8, 21), "2026-11-21T01:00:00+07:00"


def write(world: World, handset: Handset, act: str, record_id: str, **parts: Any) -> None:
    """Save one act of the handset's person on what his screen shows."""
    world.save(handset, handset.phone.mutation(act, record_id, **parts))


def some_record(world: World, handset: Handset, *kinds: str) -> dict[str, Any] | None:
    """Pick a record that the screen shows whole."""
    stores = handset.stores
    ids = {row["id"] for row in stores["shown"].values() if row["kind"] in kinds}
    ids |= {
        entry["mutation"]["record_id"]
        for entry in stores["outbox"].values()
        if entry["mutation"]["kind"] in kinds
    }
    if not ids:
        return None
    # Often the same few, so that people get into each other's way.
    picked = sorted(ids)[:3] if world.rng.random() < 0.6 else sorted(ids)
    shown = handset.phone.view(world.rng.choice(picked))
    return shown if shown is not None and not shown.get("stub") else None


def author(world: World) -> Handset:
    """Pick a member's phone."""
    return world.rng.choice([one for one in world.handsets if one.who in AUTHORS])


def officer(world: World) -> Handset:
    """Pick a phone of the desk."""
    return world.rng.choice([one for one in world.handsets if one.who in OFFICERS])


def start_patrol(world: World) -> None:
    handset, rng = author(world), world.rng
    group = world.cast.groups["chua" if handset.who == "outsider" else "dong"]
    day = rng.choice(DAYS)
    content = {
        "started_at": f"2026-11-{day:02}T22:00:00+07:00",
        "participants": [{"member_id": world.cast.members[handset.who], "present": True}],
    }
    if rng.random() < 0.3:
        content |= {"area": handset.phone.around.new_id()}
    record_id = handset.phone.around.new_id()
    stream = f"log:{group}"
    write(world, handset, "create", record_id, kind="patrol", stream=stream, content=content)


def start_mediation(world: World) -> None:
    handset = world.rng.choice([h for h in world.handsets if h.who in ("leader", "mediator")])
    stream = f"mediation:{world.cast.groups['dong']}"
    content = {"received_on": "2026-11-15", "story": world.rng.choice(WORDS)}
    record_id = handset.phone.around.new_id()
    write(world, handset, "create", record_id, kind="mediation", stream=stream, content=content)


def edit_text(world: World) -> None:
    handset = author(world)
    shown = some_record(world, handset, "patrol")
    if shown:
        content: dict[str, Any] = {"handover_text": world.rng.choice((*WORDS, None))}
        if world.rng.random() < 0.3:
            content["extra_people_count"] = world.rng.randrange(4)
        if world.rng.random() < 0.1:
            content["started_at"] = f"2026-11-{world.rng.choice(DAYS):02}T21:00:00+07:00"
        write(world, handset, "edit", shown["id"], content=content)


def edit_items(world: World) -> None:
    handset = author(world)
    shown = some_record(world, handset, "patrol")
    if not shown:
        return
    member = world.cast.members[world.rng.choice(AUTHORS)]
    item = {"member_id": member, "present": world.rng.random() < 0.7}
    if world.rng.random() < 0.2:
        item = {"member_id": member, "removed": True}
    write(world, handset, "edit", shown["id"], content={"participants": [item]})


def finish_patrol(world: World) -> None:
    handset = author(world)
    shown = some_record(world, handset, "patrol")
    if shown:
        write(world, handset, "edit", shown["id"], content={"ended_at": LATE})


def note(world: World) -> None:
    handset = world.rng.choice(world.handsets)
    shown = some_record(world, handset, "patrol", "mediation")
    if shown:
        content = {"type": "remark", "text": world.rng.choice(WORDS)}
        write(world, handset, "note", shown["id"], content=content)


def remove(world: World) -> None:
    handset = author(world)
    shown = some_record(world, handset, "patrol")
    if shown:
        write(world, handset, "remove", shown["id"], content={"reason": "ghi nhầm"})


def resolve(world: World) -> None:
    handset = world.rng.choice(world.handsets)
    shown = some_record(world, handset, "patrol")
    siblings = (shown or {}).get("siblings") or []
    if not shown or not siblings:
        return
    picked = world.rng.choice(siblings)
    content, was = _settled(shown, picked)
    names_it = world.rng.random() < 0.7  # else: what stood at the base
    base, target = shown["revision"], [picked["revision"]] if names_it else None
    parts: dict[str, Any] = {"content": content, "target": target, "base": base}
    if was is not None:
        parts["was"] = was
    write(world, handset, "resolve", shown["id"], **parts)


def _settled(shown: dict[str, Any], picked: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Take the sibling's value for fields; only close the others."""
    name = picked["field"]
    if name in ("removed", "review", "stream"):
        return {}, {name: None}
    if "/" in name:
        return {name.split("/")[0]: [picked["value"]]}, None
    return {name: picked["value"]}, None


def review(world: World) -> None:
    handset = officer(world)
    shown = some_record(world, handset, "patrol", "mediation")
    if not shown or not shown["revision"]:
        return
    content: dict[str, Any] = {"decision": world.rng.choice(("accepted", "seen"))}
    if world.rng.random() < 0.3:
        content = {"decision": "returned", "question": "Ai đi cùng?"}
    write(world, handset, "review", shown["id"], target=shown["revision"], content=content)


def move_record(world: World) -> None:
    handset = officer(world)
    shown = some_record(world, handset, "patrol")
    if shown:
        here = shown["stream"]
        there = world.cast.log("chua" if here == world.cast.log("dong") else "dong")
        write(world, handset, "move", shown["id"], content={"stream": there})
        world.happened["record_moved"] += 1


def release_or_close(world: World) -> None:
    handset = officer(world)
    rows = [
        row
        for row in handset.stores["shown"].values()
        if row["kind"] == "held" and not row["deleted"]
    ]
    if not rows:
        return
    waiting = [row for row in rows if row["content"]["code"] == "UNKNOWN_BASE"]
    chosen = waiting if waiting and world.rng.random() < 0.6 else rows
    row = world.rng.choice(sorted(chosen, key=lambda one: str(one["id"])))
    act = world.rng.choice(("release", "release", "release", "close"))
    content = {"reason": "không rõ"} if act == "close" else {}
    write(world, handset, act, row["id"], target=row["id"], content=content)


def change_member(world: World) -> None:
    """Move a member to the other group, let him leave, or take him back."""
    handset = officer(world)
    shown = some_record(world, handset, "member")
    if not shown:
        return
    content = world.rng.choice(
        (
            {"group": world.cast.groups[world.rng.choice(("dong", "chua"))]},
            {"status": world.rng.choice(("da_nghi", "dang_tham_gia"))},
            {"mediator": world.rng.random() < 0.5},
        )
    )
    write(world, handset, "edit", shown["id"], content=content)
    world.happened["rights_changed"] += 1


def close_period(world: World) -> None:
    handset = next(one for one in world.handsets if one.who == "chief")
    if handset.phone.view(world.cast.commune_id) is None:
        return
    content: dict[str, Any] = {"closed_until": f"2026-11-{world.rng.choice((9, 11, 13)):02}"}
    if world.rng.random() < 0.3:
        content = {"desk_reads_mediations": world.rng.random() < 0.5}
    write(world, handset, "edit", world.cast.commune_id, content=content)


def send_bad(world: World) -> None:
    """Write what no server can take: wrong inside, a version of tomorrow, or far too large."""
    handset = author(world)
    shown = some_record(world, handset, "patrol")
    if not shown:
        return
    content, parts = world.rng.choice(
        (
            ({"no_such_field": 1}, {}),
            ({"extra_people_count": "nhiều"}, {}),
            ({"handover_text": "yên"}, {"kind_version": 99}),
            ({"handover_text": "x" * 70_000}, {}),
        )
    )
    write(world, handset, "edit", shown["id"], content=content, **parts)
    world.happened["bad_mutation"] += 1


def reuse_id(world: World) -> None:
    """Two phones happen to give the same id to two different acts."""
    one, other = world.rng.sample([h for h in world.handsets if h.who in AUTHORS], 2)
    shown = some_record(world, other, "patrol")
    taken = [entry["mutation"]["id"] for entry in one.stores["outbox"].values()]
    taken += sorted(one.stores["retained"])
    if shown and taken and one.who != other.who:
        content = {"type": "remark", "text": "cùng mã"}
        write(world, other, "note", shown["id"], content=content, id=world.rng.choice(taken))
        world.happened["id_reused"] += 1


def bring_back(world: World) -> None:
    """Somebody puts a removed record back by resolving `removed`."""
    handset = world.rng.choice(world.handsets)
    removed = [
        row
        for row in handset.stores["shown"].values()
        if row["kind"] == "patrol" and row.get("removed") is not None
    ]
    if removed:
        row = world.rng.choice(sorted(removed, key=lambda one: str(one["id"])))
        content, was = {"removed": None}, {"removed": was_hash(row["removed"])}
        write(world, handset, "resolve", row["id"], content=content, was=was)


def open_record(world: World) -> None:
    """An officer opens a mediation: a line for the access log, which the phone sends itself."""
    handset = officer(world)
    entry_id = world.new_id()
    entry = {"id": entry_id, "at": world.server.time.isoformat(), "action": "xem"}
    entry |= {"object_type": "mediation", "object_id": entry_id}
    handset.disk.fault = None
    with handset.disk.transaction() as to:
        to.put("access_log", entry_id, {"entry": entry, "acknowledged": False})
    handset.write_down("opened", entry=entry)
    world.ledger.opened(entry_id)


def replace_bad(world: World) -> None:
    """The author mends what was held as bad."""
    handset = author(world)
    held = [
        kept["mutation"]
        for _, kept in sorted(handset.stores["retained"].items())
        if kept["result"]["code"] in ("BAD_DATA", "BAD_VERSION")
    ]
    if held:
        old = world.rng.choice(held)
        content = {"handover_text": "đã sửa"}
        write(world, handset, "edit", old["record_id"], content=content, target=old["id"])


DEEDS = {
    start_patrol: 8,
    start_mediation: 3,
    edit_text: 34,
    edit_items: 20,
    finish_patrol: 4,
    note: 6,
    remove: 3,
    resolve: 14,
    review: 14,
    move_record: 5,
    release_or_close: 12,
    reuse_id: 1,
    bring_back: 3,
    open_record: 3,
    change_member: 5,
    close_period: 2,
    send_bad: 4,
    replace_bad: 3,
}
