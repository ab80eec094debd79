"""What befalls phones and server in the simulation, beside the network's faults."""

from datetime import timedelta

from reference.disk import DiskFullError
from reference.transport import NoAnswerError, Refusal, ask
from tests.simulator.network import FAULTS
from tests.simulator.world import Handset, Slow, World


def any_phone(world: World) -> Handset:
    return world.rng.choice(world.handsets)


def exchange(world: World) -> None:
    world.exchange(any_phone(world))


def exchange_in_full(world: World) -> None:
    handset = any_phone(world)
    for _ in range(4):
        world.exchange(handset)


def exchange_with_fault(world: World) -> None:
    world.exchange(any_phone(world), world.rng.choice(sorted(FAULTS)))


def second_tab(world: World) -> None:
    """A tab's request is answered, but its reply comes later than another tab's."""
    handset = any_phone(world)
    turn, request = handset.phone.build_request()
    owner = handset.phone.owner
    try:
        reply = ask(handset.network.send, owner.commune_id, owner.token, request)
    except NoAnswerError:
        return
    if not isinstance(reply, Refusal):
        world.slow.append(Slow(handset, turn, request, reply))
        world.happened["reply_delayed"] += 1
    if world.rng.random() < 0.6:
        world.happened["two_tabs"] += 1
        world.exchange(handset)


def slow_reply(world: World) -> None:
    """A reply arrives late: perhaps after a restore, perhaps after another tab's."""
    if world.slow:
        slow = world.slow.pop(world.rng.randrange(len(world.slow)))
        if slow.handset in world.handsets:
            try:
                taken = slow.handset.phone.receive(slow.turn, slow.request, slow.reply)
            except DiskFullError:
                taken = False
            world.happened["slow_reply_taken" if taken else "slow_reply_thrown_away"] += 1
            world.note("slow", slow.handset.name, taken)


def stray_request(world: World) -> None:
    """A request that seemed lost reaches the server."""
    handset = any_phone(world)
    if handset.network.strays:
        handset.network.strays.pop(0)()
        world.happened["request_delivered_late"] += 1


def kill(world: World) -> None:
    world.restart(any_phone(world))
    world.happened["phone_killed"] += 1


def upgrade_app(world: World) -> None:
    """A new version of the app starts over a full outbox; it also keeps fewer days whole."""
    handset = any_phone(world)
    world.restart(handset)
    with handset.phone.disk.transaction() as to:
        day = world.phone_time(handset).date() - timedelta(days=90)
        to.put("meta", "full_from", day.isoformat() if 2000 < day.year < 2100 else None)
    world.happened["app_upgraded"] += 1


def fill_disk(world: World) -> None:
    handset = any_phone(world)
    handset.is_broken = True
    world.exchange(handset)


def lose_storage(world: World) -> None:
    """The browser evicts everything: the phone starts as a new one."""
    handset = any_phone(world)
    handset.phone.disk.erase()
    world.restart(handset)
    world.lost_phone()
    world.happened["storage_evicted"] += 1


def remember_disk(world: World) -> None:
    """The phone's own backup is made: a copy that may be put back."""
    handset = any_phone(world)
    handset.older = handset.phone.disk.copy()


def roll_back(world: World) -> None:
    """The phone is restored from its own older copy: instead of the original."""
    handset = any_phone(world)
    if handset.older is not None:
        handset.phone.disk.stores = handset.older.copy().stores
        world.restart(handset)
        world.lost_phone()
        world.happened["phone_rolled_back"] += 1


def clone(world: World) -> None:
    """A copy of the phone goes on beside the original."""
    if len(world.handsets) >= 12:
        return
    handset = any_phone(world)
    name = f"{handset.who}-{len(world.handsets)}"
    world.handsets.append(world.open_handset(name, handset.who, handset.phone.disk.copy()))
    world.happened["phone_cloned"] += 1


def jump_clock(world: World) -> None:
    years = world.rng.choice((-5, -1, 1, 5))
    any_phone(world).clock_skew = timedelta(days=365 * years)
    world.happened["clock_jumped"] += 1


def wait(world: World) -> None:
    world.server.advance(hours=world.rng.choice((1, 6, 30)))


def wait_a_month(world: World) -> None:
    world.server.advance(days=31)


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
    world.restore(is_marked=False)
    handset = any_phone(world)
    for _ in range(world.rng.randrange(2, 8)):
        shown = next(
            (r for r in handset.phone.disk.stores["shown"].values() if r["kind"] == "patrol"), None
        )
        if shown is None:
            return
        content = {"type": "remark", "text": "sau khi khôi phục"}
        world.save(handset, handset.phone.mutation("note", shown["id"], content=content))
    world.exchange(handset)
    world.exchange(handset)
    world.happened["old_head_overtaken"] += 1


def confirm_rights(world: World) -> None:
    world.confirm_rights()


def reopen_database(world: World) -> None:
    world.server.reopen()
    world.happened["database_reopened"] += 1


TROUBLES = {
    exchange: 30,
    exchange_in_full: 20,
    exchange_with_fault: 24,
    second_tab: 6,
    slow_reply: 6,
    stray_request: 5,
    kill: 3,
    upgrade_app: 2,
    fill_disk: 2,
    lose_storage: 1,
    remember_disk: 2,
    roll_back: 1,
    clone: 1,
    jump_clock: 1,
    wait: 4,
    wait_a_month: 1,
    back_up: 5,
    verify_backup: 2,
    restore_marked: 1,
    restore_unmarked: 1,
    restore_and_overtake: 1,
    confirm_rights: 3,
    reopen_database: 1,
}
