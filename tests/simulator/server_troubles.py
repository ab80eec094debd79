"""What befalls the server in the simulation: backups, restores, retention, upgrades, pages."""

from typing import Any

from server.models import Record
from server.services.retention import Due, carry_out
from server.sync.emptying import CONVERSATION
from server.sync.push import Push
from tests.simulator.deeds import change_member, officer, write
from tests.simulator.troubles import any_phone
from tests.simulator.world import World

PURGEABLE = ("handover_text", "extra_people_count", CONVERSATION)


def back_up(world: World) -> None:
    world.back_up()


def verify_backup(world: World) -> None:
    world.announce_backup()


def restore_marked(world: World) -> None:
    world.restore(is_marked=True)


def restore_unmarked(world: World) -> None:
    world.restore(is_marked=False)


def restore_and_overtake(world: World) -> None:
    """New writes pass the old head before the other phones return."""
    if not world.restore(is_marked=False):
        return
    handset = any_phone(world)
    patrols = [r for r in handset.stores["shown"].values() if r["kind"] == "patrol"]
    if not patrols:
        return
    for _ in range(world.rng.randrange(2, 8)):
        content = {"type": "remark", "text": "sau khi khôi phục"}
        write(world, handset, "note", patrols[0]["id"], content=content)
    world.exchange(handset)
    if handset in world.handsets:
        world.exchange(handset)
    world.happened["old_head_overtaken"] += 1


def restore_again(world: World) -> None:
    """Two restores, one after the other, before most phones have spoken."""
    if world.restore(is_marked=False):
        world.exchange(any_phone(world))
        world.restore(is_marked=world.rng.random() < 0.5)
        world.happened["restored_twice"] += 1


def confirm_rights(world: World) -> None:
    world.confirm_rights()


def reopen_database(world: World) -> None:
    world.server.reopen()
    world.happened["database_reopened"] += 1


def upgrade_server(world: World) -> None:
    world.upgrade_server()


def purge_record(world: World) -> None:
    """Retention empties a field or the talk of some record."""
    rows = world.server.known(Record).values()
    patrols = sorted(row.id for row in rows if row.kind == "patrol")
    if patrols:
        purge(world, world.rng.choice(patrols), world.rng.choice(PURGEABLE))


def purge(world: World, record_id: str, *fields: str) -> None:
    """Let retention empty these fields of a record."""
    parts = world.cast.parts

    def work(session: Any, commune_id: str) -> None:
        outside = parts.outside
        to = Push(session, commune_id, parts.kinds, outside.random_bytes, outside.now())
        carry_out(to, Due(record_id, "patrol", fields))

    world.server.operate(work)
    world.happened["record_purged"] += 1


def change_rights_between_pages(world: World) -> None:
    """A phone pulls in pages of one or two rows; between two of them somebody's rights change."""
    handset, desk = any_phone(world), officer(world)
    size, handset.phone.page_size = handset.phone.page_size, world.rng.choice((1, 2))
    world.exchange(handset)
    if handset.phone.wants_more and handset in world.handsets:
        change_member(world)
        world.exchange(desk)
        world.happened["rights_between_pages"] += 1
    for _ in range(4):
        if handset in world.handsets:
            world.exchange(handset)
    handset.phone.page_size = size


def move_there_and_back(world: World) -> None:
    """A record goes from one stream to the other and back; some phones see the middle."""
    desk = officer(world)
    here, there = world.cast.log("dong"), world.cast.log("chua")
    rows = sorted(
        (r["id"], r["stream"])
        for r in desk.stores["shown"].values()
        if r["kind"] == "patrol" and not r.get("stub") and r["stream"] in (here, there)
    )
    if not rows:
        return
    record_id, stream = world.rng.choice(rows)
    for to in (there if stream == here else here, stream):
        shown = desk.phone.view(record_id)
        if shown is None or shown.get("stub") or desk not in world.handsets:
            return
        write(world, desk, "move", record_id, content={"stream": to})
        world.exchange(desk)
        for _ in range(world.rng.randrange(3)):
            world.exchange(any_phone(world))
    world.happened["moved_there_and_back"] += 1


SERVER_TROUBLES = {
    back_up: 5,
    verify_backup: 2,
    restore_marked: 1,
    restore_unmarked: 1,
    restore_and_overtake: 1,
    restore_again: 1,
    confirm_rights: 3,
    reopen_database: 1,
    upgrade_server: 1,
    purge_record: 2,
    change_rights_between_pages: 3,
    move_there_and_back: 2,
}
