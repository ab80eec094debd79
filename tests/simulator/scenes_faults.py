"""Scenes of the faults: every statement, every commit, every lost row in turn."""

from tests.simulator.disk import DIES_AFTER, DIES_BEFORE, FULL
from tests.simulator.scene import scene
from tests.simulator.server import BROKEN, BUSY, DROPPED
from tests.simulator.stage import act, edit, note, orphans, patrol, talk, talk_all
from tests.simulator.troubles import lose_storage, put_back, spoil
from tests.simulator.world import World

STATEMENTS = range(1, 80)
NAMES = {BROKEN: "database_error", BUSY: "database_busy", DROPPED: "connection_dropped"}


def _sweep(
    world: World, failure: str, numbers: range = STATEMENTS, also_after: int | None = None
) -> None:
    """Let each statement of an exchange fail in turn, until one passes without a fault."""
    member = world.hand("member")
    record_id = patrol(world, member)
    talk(world, member)
    for number in numbers:
        edit(world, member, record_id, handover_text=f"lần {number}")
        note(world, member, record_id)
        again = [number + also_after] if also_after else []
        world.server.fail_at(number, *again, failure=failure)
        talk(world, member)
        if not world.server.heal():
            return
        world.happened[NAMES[failure]] += 1
        talk(world, member)


@scene()
def every_statement_breaks(world: World) -> None:
    """Whatever statement fails: all of it took effect, or nothing."""
    _sweep(world, BROKEN)


@scene()
def every_statement_breaks_twice(world: World) -> None:
    """Also when trying one by one fails once: that one is held for the engineer, then judged."""
    _sweep(world, BROKEN, range(12, 40, 2), also_after=5)
    world.upgrade_server()


@scene()
def every_statement_meets_a_busy_database(world: World) -> None:
    """A busy database is asked again."""
    _sweep(world, BUSY)


@scene()
def every_statement_loses_its_connection(world: World) -> None:
    """A dropped connection is as if nothing had been asked."""
    _sweep(world, DROPPED)
    world.server.reopen()
    world.happened["database_reopened"] += 1


@scene()
def a_phone_dies_at_every_commit(world: World) -> None:
    """Before or right after: only what was committed is left, and it is enough."""
    member, leader = world.hand("member"), world.hand("leader")
    for fault in (DIES_BEFORE, DIES_AFTER):
        for number in range(3):
            record_id = patrol(world, leader)
            note(world, leader, record_id)
            talk(world, leader)
            member.phone.page_size = number + 1
            member.disk.break_down(fault, number)
            patrol(world, member)
            talk(world, member, times=3)
            world.happened["power_cut"] += 1
    talk_all(world)


@scene()
def a_disk_is_full_at_every_commit(world: World) -> None:
    """What can be pulled again makes room; what was written here stays."""
    member, leader = world.hand("member"), world.hand("leader")
    for number in range(4):
        record_id = patrol(world, leader)
        edit(world, leader, record_id, handover_text="đầy")
        talk(world, leader)
        patrol(world, member)
        member.disk.break_down(FULL, number % 2)
        talk(world, member, times=2)
        world.ask_slowly(member)
        member.disk.break_down(FULL)
        patrol(world, member)
        world.receive_slowly(member)
        talk(world, member)
    talk_all(world)


@scene()
def rows_rot_on_a_phone(world: World) -> None:
    """A row lost or spoilt on a phone is noticed by the digest and healed."""
    ids = [patrol(world, world.hand("leader")) for _ in range(3)]
    talk_all(world)
    for handset in world.handsets:
        spoil(world, handset, ids[0], is_lost=True)
        spoil(world, handset, ids[1], is_lost=False)
    talk_all(world)


@scene()
def storage_is_evicted(world: World) -> None:
    """A phone that lost everything fills again from the server (case 49)."""
    member = world.hand("member")
    record_id = patrol(world, member)
    note(world, member, record_id)
    talk(world, member, times=2)
    lose_storage(world, member)
    talk(world, member, times=3)
    edit(world, member, record_id, handover_text="lại từ đầu")
    talk_all(world)


@scene()
def an_old_copy_of_a_phone_is_put_back(world: World) -> None:
    """A phone restored from its own backup sends again what it had sent (R4)."""
    member = world.hand("member")
    record_id = patrol(world, member)
    for handset in world.handsets:
        handset.older = handset.disk.copy()
        handset.write_down("remember")
    talk_all(world)
    for handset in world.handsets:
        note(world, handset, record_id)
    talk_all(world)
    for handset in world.handsets:
        put_back(world, handset)
    edit(world, member, record_id, handover_text="từ bản cũ")
    talk_all(world)


@scene()
def strangers_answer(world: World) -> None:
    """Portals, proxies and refusals change nothing on the phone."""
    member = world.hand("member")
    record_id = patrol(world, member)
    orphans(world, member, 1)
    for fault in (
        "portal_page",
        "portal_403",
        "wrong_gzip",
        "status_429",
        "status_502",
        "status_503",
        "stale_cache",
    ):
        note(world, member, record_id)
        talk(world, member, fault=fault)
    talk_all(world)


@scene()
def phones_come_to_rest(world: World) -> None:
    """While nothing changes nobody asks more than 20 times an hour."""
    from tests.simulator.healing import heal
    from tests.simulator.phone_checks import check_quiet

    member = world.hand("member")
    text = "x" * 70_000
    act(world, member, "edit", patrol(world, member), content={"handover_text": text})
    heal(world)
    world.violations += check_quiet(world)
