"""What befalls phones in the simulation, beside the network's faults."""

from datetime import timedelta

from tests.simulator import people
from tests.simulator.disk import DIES_AFTER, DIES_BEFORE, FULL
from tests.simulator.handset import Handset
from tests.simulator.network import FAULTS
from tests.simulator.world import World

MOST_HANDSETS = 13
PAGE_SIZES = (1, 2, 3, 500, 500, 500)


def any_phone(world: World) -> Handset:
    return world.rng.choice(world.handsets)


def exchange(world: World) -> None:
    world.exchange(any_phone(world))


def exchange_in_full(world: World) -> None:
    handset = any_phone(world)
    for _ in range(4):
        if handset in world.handsets:
            world.exchange(handset)


def exchange_with_fault(world: World) -> None:
    world.exchange(any_phone(world), world.rng.choice(sorted(FAULTS)))


def change_page_size(world: World) -> None:
    """From now on the phone asks for pages of another size."""
    any_phone(world).phone.page_size = world.rng.choice(PAGE_SIZES)


def second_tab(world: World) -> None:
    """A tab's request is answered, but its reply comes later than another tab's."""
    handset = any_phone(world)
    world.ask_slowly(handset)
    if world.rng.random() < 0.6:
        world.happened["two_tabs"] += 1
        world.exchange(handset)


def slow_reply(world: World) -> None:
    """A reply arrives late: perhaps after a restore, perhaps after another tab's."""
    waiting = [handset for handset in world.handsets if handset.slow]
    if waiting:
        handset = world.rng.choice(waiting)
        world.receive_slowly(handset, world.rng.randrange(len(handset.slow)))


def stray_request(world: World) -> None:
    """A request that seemed lost reaches the server."""
    waiting = [handset for handset in world.handsets if handset.network.strays]
    if waiting:
        world.rng.choice(waiting).network.strays.pop(0)()
        world.happened["request_delivered_late"] += 1


def kill(world: World) -> None:
    """The app is killed between two transactions."""
    world.restart(any_phone(world))
    world.happened["phone_killed"] += 1


def cut_power(world: World) -> None:
    """The phone dies at its next commit, or right after it: only what was committed is left."""
    handset, rng = any_phone(world), world.rng
    handset.disk.break_down(rng.choice((DIES_BEFORE, DIES_AFTER)), rng.choice((0, 0, 1, 2)))
    world.exchange(handset)
    world.happened["power_cut"] += 1


def upgrade_app(world: World) -> None:
    upgrade(world, any_phone(world), world.rng.choice((3, 90)))


def upgrade(world: World, handset: Handset, days: int) -> None:
    """A new version of the app starts over a full outbox; it also keeps other days whole."""
    handset.disk.fault = None
    world.restart(handset)
    day = (world.server.time - timedelta(days=days)).date().isoformat()
    with handset.disk.transaction() as to:
        to.put("meta", "full_from", day)
    handset.write_down("keep_from", day=day)
    world.happened["app_upgraded"] += 1


def fill_disk(world: World) -> None:
    handset = any_phone(world)
    handset.disk.break_down(FULL)
    world.exchange(handset)


def evict_storage(world: World) -> None:
    lose_storage(world, any_phone(world))


def lose_storage(world: World, handset: Handset) -> None:
    """The browser evicts everything: the phone starts as a new one."""
    handset.disk.erase()
    handset.forget_the_line()
    handset.write_down("erase")
    world.restart(handset)
    world.ledger.phone_died()
    world.happened["storage_evicted"] += 1


def remember_disk(world: World) -> None:
    """The phone's own backup is made: a copy that may be put back."""
    handset = any_phone(world)
    handset.older = handset.disk.copy()
    handset.write_down("remember")


def roll_back(world: World) -> None:
    kept = [handset for handset in world.handsets if handset.older is not None]
    if kept:
        put_back(world, world.rng.choice(kept))


def put_back(world: World, handset: Handset) -> None:
    """The phone is restored from its own older copy: instead of the original."""
    assert handset.older is not None
    handset.disk.stores = handset.older.copy().stores
    handset.forget_the_line()
    handset.write_down("roll_back")
    world.restart(handset)
    handset.epoch = 0
    world.ledger.showed.pop(handset.name, None)
    world.ledger.phone_died()
    world.happened["phone_rolled_back"] += 1


def clone(world: World) -> None:
    """A copy of the phone goes on beside the original."""
    if len(world.handsets) < MOST_HANDSETS:
        copy_phone(world, any_phone(world))


def copy_phone(world: World, handset: Handset) -> Handset:
    """Open a copy of the phone beside the original."""
    name = f"{handset.who}-{len(world.handsets)}-{world.new_id()[:4]}"
    twin = world.open_handset(name, handset.who, handset.disk.copy(), like=handset)
    twin.epoch = handset.epoch
    world.handsets.append(twin)
    world.happened["phone_cloned"] += 1
    return twin


def spoil_row(world: World) -> None:
    handset = any_phone(world)
    if world.rng.random() < 0.6 or handset.stores["meta"].get("is_building"):
        return
    shown = handset.stores["shown"]
    ids = sorted(record_id for record_id, row in shown.items() if row["kind"] != "held")
    if ids:
        spoil(world, handset, world.rng.choice(ids), is_lost=world.rng.random() < 0.5)


def spoil(world: World, handset: Handset, record_id: str, *, is_lost: bool) -> None:
    """A row of the copy rots; only the digest can notice."""
    handset.disk.fault = None
    with handset.disk.transaction() as to:
        row = to.get("shown", record_id)
        if is_lost:
            to.delete("shown", record_id)
        else:
            to.put("shown", record_id, {**row, "seq": row["seq"] + 7})
    handset.write_down("spoil", record_id=record_id, is_lost=is_lost)
    world.is_suspect = True
    world.happened["row_spoilt"] += 1


def jump_clock(world: World) -> None:
    years = world.rng.choice((-5, -1, 1, 5))
    any_phone(world).clock_skew = timedelta(days=365 * years)
    world.happened["clock_jumped"] += 1


def wait(world: World) -> None:
    world.server.advance(hours=world.rng.choice((1, 6, 30)))


def wait_a_month(world: World) -> None:
    world.server.advance(days=31)


def lock_device(world: World) -> None:
    people.lock_or_unlock(world, any_phone(world))


def retire_device(world: World) -> None:
    if len(world.handsets) < MOST_HANDSETS and world.rng.random() < 0.4:
        people.retire(world, any_phone(world))


def lose_device(world: World) -> None:
    if len(world.handsets) < MOST_HANDSETS and world.rng.random() < 0.4:
        people.report_stolen(world, any_phone(world))


PHONE_TROUBLES = {
    exchange: 30,
    exchange_in_full: 26,
    exchange_with_fault: 20,
    change_page_size: 5,
    second_tab: 6,
    slow_reply: 6,
    stray_request: 5,
    kill: 2,
    cut_power: 3,
    upgrade_app: 2,
    fill_disk: 2,
    evict_storage: 1,
    remember_disk: 2,
    roll_back: 1,
    clone: 1,
    spoil_row: 1,
    jump_clock: 1,
    wait: 4,
    wait_a_month: 1,
    lock_device: 1,
    retire_device: 1,
    lose_device: 1,
}
