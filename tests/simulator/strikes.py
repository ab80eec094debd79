"""Each fault by its name, as it strikes one phone now: for the scenes that cross it with rules."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from tests.simulator import people
from tests.simulator.disk import DIES_AFTER, DIES_BEFORE, FULL
from tests.simulator.handset import Handset
from tests.simulator.network import FAULTS, SERVER_FAULTS
from tests.simulator.server_troubles import purge
from tests.simulator.stage import edit, leave, move, note, patrol, see, talk
from tests.simulator.troubles import copy_phone, lose_storage, put_back, spoil, upgrade
from tests.simulator.wake import FAULT_NAMES
from tests.simulator.world import World

Strike = Callable[[World, Handset], None]
TRIES = 12
BYSTANDER = "mate"  # whose phones are retired, stolen, and die


def _on_the_way(fault: str, world: World, handset: Handset) -> None:
    """Something befalls an exchange; what the server may or may not meet is tried until it does."""
    for _ in range(TRIES if fault in SERVER_FAULTS else 1):
        _write(world, handset)
        before = world.happened[fault]
        talk(world, handset, fault=fault)
        if world.happened[fault] > before:
            return


def _write(world: World, handset: Handset) -> None:
    """Let the phone have something to send."""
    shown = [row["id"] for row in handset.stores["shown"].values() if row["kind"] == "patrol"]
    if shown:
        note(world, handset, shown[0])
    else:
        patrol(world, handset)


def _arrive_late(world: World, handset: Handset) -> None:
    talk(world, handset, fault="request_reordered")
    talk(world, handset)
    for stray in handset.network.strays:
        stray()
    handset.network.strays = []
    world.happened["request_delivered_late"] += 1


def _delay_the_reply(world: World, handset: Handset) -> None:
    world.ask_slowly(handset)
    talk(world, world.hand("chief"))
    _receive(world, handset)


def _open_two_tabs(world: World, handset: Handset) -> None:
    world.ask_slowly(handset)
    world.happened["two_tabs"] += 1
    _write(world, handset)
    talk(world, handset)
    _receive(world, handset)


def _receive(world: World, handset: Handset) -> None:
    if handset.slow:
        world.receive_slowly(handset)


def _restore_prepared(world: World, handset: Handset) -> None:
    world.restore(is_marked=True, newest=True)
    talk(world, handset)
    world.confirm_rights()


def _restore(world: World, _handset: Handset) -> None:
    world.restore(is_marked=False, newest=True)


def _restore_twice(world: World, handset: Handset) -> None:
    world.restore(is_marked=False, newest=True)
    talk(world, handset)
    world.restore(is_marked=False, newest=True)
    world.happened["restored_twice"] += 1


def _overtake(world: World, handset: Handset) -> None:
    world.restore(is_marked=False, newest=True)
    chief = world.hand("chief")
    for _ in range(4):
        _write(world, chief)
    talk(world, chief, times=2)
    world.happened["old_head_overtaken"] += 1
    talk(world, handset)


def _change_rights(world: World, _handset: Handset) -> None:
    """Somebody leaves, or is taken back."""
    chief, member_id = world.hand("chief"), world.cast.members[BYSTANDER]
    see(world, member_id, chief)
    shown = chief.phone.view(member_id) or {"content": {}}
    has_left = shown["content"].get("status") == "da_nghi"
    leave(world, chief, BYSTANDER, status="dang_tham_gia" if has_left else "da_nghi")
    talk(world, chief)


def _change_rights_between_pages(world: World, handset: Handset) -> None:
    chief = world.hand("chief")
    for _ in range(3):
        _write(world, chief)
    talk(world, chief)
    handset.phone.page_size = 1
    talk(world, handset)
    _change_rights(world, handset)
    world.happened["rights_between_pages"] += 1
    talk(world, handset)
    handset.phone.page_size = 500


def _move(world: World, _handset: Handset) -> None:
    chief, leader = world.hand("chief"), world.hand("leader")
    record_id = patrol(world, leader)
    see(world, record_id, leader, chief)
    move(world, chief, record_id, "chua")
    talk(world, chief)


def _move_there_and_back(world: World, handset: Handset) -> None:
    chief, leader = world.hand("chief"), world.hand("leader")
    record_id = patrol(world, leader)
    see(world, record_id, leader, chief)
    move(world, chief, record_id, "chua")
    talk(world, chief)
    talk(world, handset)
    move(world, chief, record_id, "dong")
    talk(world, chief)
    world.happened["moved_there_and_back"] += 1


def _kill(world: World, handset: Handset) -> None:
    handset.disk.break_down(DIES_BEFORE)
    talk(world, handset)
    world.restart(handset)
    world.happened["phone_killed"] += 1


def _cut_power(world: World, handset: Handset) -> None:
    handset.disk.break_down(DIES_AFTER)
    talk(world, handset)
    world.happened["power_cut"] += 1


def _fill(world: World, handset: Handset) -> None:
    handset.disk.break_down(FULL)
    talk(world, handset)


def _clone(world: World, handset: Handset) -> None:
    """A copy goes on beside the original; an earlier copy is thrown away."""
    for twin in [one for one in world.handsets if "-" in one.name and one.who == handset.who]:
        world.handsets.remove(twin)
        world.ledger.phone_died()
    twin = copy_phone(world, handset)
    _write(world, twin)
    talk(world, twin)


def _roll_back(world: World, handset: Handset) -> None:
    handset.older = handset.disk.copy()
    handset.write_down("remember")
    _write(world, handset)
    talk(world, handset)
    put_back(world, handset)


def _upgrade(world: World, handset: Handset) -> None:
    upgrade(world, handset, 3)


def _set_clock(world: World, handset: Handset) -> None:
    years = -5 if handset.clock_skew >= timedelta() else 5
    handset.clock_skew += timedelta(days=365 * years)
    world.happened["clock_jumped"] += 1


def _rot(world: World, handset: Handset) -> None:
    rows = handset.stores["shown"].values()
    ids = sorted(row["id"] for row in rows if row["kind"] == "patrol")
    if ids and not handset.stores["meta"].get("is_building"):
        spoil(world, handset, ids[0], is_lost=len(ids) % 2 == 0)
        talk(world, handset)


def _lock(world: World, handset: Handset) -> None:
    people.lock_or_unlock(world, handset)
    talk(world, handset)
    people.unlock(world, handset)


def _retire(world: World, _handset: Handset) -> None:
    bystander = _newest(world, BYSTANDER)
    _write(world, bystander)
    people.retire(world, bystander)
    talk(world, bystander)


def _steal(world: World, _handset: Handset) -> None:
    bystander = _newest(world, BYSTANDER)
    people.report_stolen(world, bystander)
    talk(world, bystander)


def _bury(world: World, _handset: Handset) -> None:
    people.bury(world, _newest(world, BYSTANDER))


def _newest(world: World, who: str) -> Handset:
    return [one for one in world.handsets if one.who == who][-1]


def _write_badly(world: World, handset: Handset) -> None:
    record_id = patrol(world, world.hand("leader"))
    see(world, record_id, world.hand("leader"), handset)
    edit(world, handset, record_id, no_such_field=1)
    world.happened["bad_mutation"] += 1
    talk(world, handset)


def _use_an_id_twice(world: World, handset: Handset) -> None:
    chief, record_id = world.hand("chief"), patrol(world, world.hand("leader"))
    see(world, record_id, world.hand("leader"), chief, handset)
    first = note(world, chief, record_id)
    talk(world, chief)
    note(world, handset, record_id, id=first["id"])
    world.happened["id_reused"] += 1
    talk(world, handset)


def _purge(world: World, _handset: Handset) -> None:
    leader = world.hand("leader")
    record_id = patrol(world, leader, handover_text="tên ai đó")
    see(world, record_id, leader)
    purge(world, record_id, "handover_text")


def _upgrade_server(world: World, _handset: Handset) -> None:
    world.upgrade_server()


def _reopen(world: World, _handset: Handset) -> None:
    world.server.reopen()
    world.happened["database_reopened"] += 1


STRIKES: dict[str, Strike] = {
    **{fault: partial(_on_the_way, fault) for fault in sorted(FAULTS)},
    "request_delivered_late": _arrive_late,
    "reply_delayed": _delay_the_reply,
    "two_tabs": _open_two_tabs,
    "restore_marked": _restore_prepared,
    "restore_unmarked": _restore,
    "restored_twice": _restore_twice,
    "old_head_overtaken": _overtake,
    "rights_changed": _change_rights,
    "rights_between_pages": _change_rights_between_pages,
    "record_moved": _move,
    "moved_there_and_back": _move_there_and_back,
    "phone_killed": _kill,
    "power_cut": _cut_power,
    "storage_evicted": lose_storage,
    "quota_error": _fill,
    "phone_cloned": _clone,
    "phone_rolled_back": _roll_back,
    "app_upgraded": _upgrade,
    "clock_jumped": _set_clock,
    "row_spoilt": _rot,
    "device_locked": _lock,
    "device_retired": _retire,
    "device_stolen": _steal,
    "phone_dead": _bury,
    "bad_mutation": _write_badly,
    "id_reused": _use_an_id_twice,
    "record_purged": _purge,
    "server_upgraded": _upgrade_server,
    "database_reopened": _reopen,
}
assert STRIKES.keys() == set(FAULT_NAMES)
