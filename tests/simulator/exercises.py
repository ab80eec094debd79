"""Each rule at work once, with a place in the middle where a fault strikes."""

from collections.abc import Callable
from typing import Any

from tests.simulator.handset import Handset
from tests.simulator.stage import (
    act,
    edit,
    move,
    note,
    orphans,
    patrol,
    release,
    see,
    talk,
)
from tests.simulator.world import World

Struck = Callable[[Handset], None]
Exercise = Callable[[World, Struck], None]
LARGE = "x" * 70_000


def two_write_the_same_field(world: World, strike: Struck) -> None:
    """A value that its author did not see stays a sibling, and makes a revision (R1, R3)."""
    leader, member = world.hand("leader"), world.hand("member")
    record_id = patrol(world, leader)
    see(world, record_id, leader, member)
    edit(world, leader, record_id, handover_text="của tổ trưởng")
    edit(world, member, record_id, handover_text="của tổ viên")
    talk(world, leader)
    strike(member)
    talk(world, member, times=2)


def new_writes_pass_the_old_head(world: World, strike: Struck) -> None:
    """Only the chance in the lineage tells that the history is another one (R2)."""
    member, chief = world.hand("member"), world.hand("chief")
    record_id = patrol(world, member)
    see(world, record_id, member, chief)
    world.back_up()
    note(world, member, record_id)
    talk(world, member)
    world.restore(is_marked=False, newest=True)
    for _ in range(4):
        note(world, chief, record_id)
    talk(world, chief, times=2)
    strike(member)
    talk(world, member, world.hand("leader"), world.hand("officer"), times=2)


def a_reply_is_lost(world: World, strike: Struck) -> None:
    """What is sent again is answered with its present verdict (R4)."""
    member = world.hand("member")
    note(world, member, _seen(world, member))
    talk(world, member, fault="reply_dropped")
    strike(member)
    talk(world, member, times=2)


def a_chain_without_its_base_is_released(world: World, strike: Struck) -> None:
    """The desk releases what waited for a base that never came (R5)."""
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 2)
    _release(world, member, officer, chain[-1], strike)


def somebody_without_rights_is_released(world: World, strike: Struck) -> None:
    """The desk releases what its author may not do (R6)."""
    outsider, officer = world.hand("outsider"), world.hand("officer")
    parts = {"stream": world.cast.log(), "kind": "patrol"}
    content = {"started_at": "2026-11-18T22:00:00+07:00"}
    made = act(world, outsider, "create", world.new_id(), content=content, **parts)
    _release(world, outsider, officer, made, strike)


def _release(
    world: World, author: Handset, officer: Handset, held: dict[str, Any], strike: Struck
) -> None:
    see(world, held["id"], author, officer, rounds=2)
    release(world, officer, held["id"])
    strike(officer)
    talk(world, officer, times=3)


def one_is_too_large(world: World, strike: Struck) -> None:
    """What no server takes is found by halving and set aside (R7)."""
    member = world.hand("member")
    record_id = _seen(world, member)
    for text in ("trước", LARGE, "sau"):
        edit(world, member, record_id, handover_text=text)
    strike(member)
    talk(world, member, times=6)


def a_page_is_cut(world: World, strike: Struck) -> None:
    """Nothing is passed over between two pages (R8)."""
    leader, member = world.hand("leader"), world.hand("member")
    for _ in range(3):
        patrol(world, leader)
    talk(world, leader, times=2)
    member.phone.page_size = 1
    strike(member)
    member.phone.page_size = 1
    talk(world, member, times=3)
    member.phone.page_size = 500


def a_record_moves(world: World, strike: Struck) -> None:
    """Who reads the old stream only is told that it left (R9)."""
    leader, member, officer = world.hand("leader"), world.hand("member"), world.hand("officer")
    record_id = patrol(world, leader)
    see(world, record_id, leader, member, officer)
    move(world, officer, record_id, "chua")
    talk(world, officer)
    strike(member)
    talk(world, member, times=3)


def a_tab_is_overtaken(world: World, strike: Struck) -> None:
    """A reply to the request of another turn is thrown away (R10)."""
    member = world.hand("member")
    world.ask_slowly(member)
    strike(member)
    talk(world, member)
    if member.slow:
        world.receive_slowly(member)
        talk(world, member)


def a_verdict_comes_before_the_row(world: World, strike: Struck) -> None:
    """Between verdict and pull the screen still shows what was written (R11)."""
    member = world.hand("member")
    patrol(world, member)
    strike(member)
    patrol(world, member)
    talk(world, member, fault="pull_failed")
    talk(world, member)


def a_month_passes(world: World, strike: Struck) -> None:
    """Only what a verified backup has may go (R12)."""
    member = world.hand("member")
    note(world, member, _seen(world, member))
    talk(world, member, times=2)
    world.back_up()
    world.announce_backup()
    patrol(world, member)
    talk(world, member)
    world.server.advance(days=31)
    strike(member)
    for who in ("member", "leader", "officer", "chief"):
        talk(world, world.hand(who))


def a_prepared_restore(world: World, strike: Struck) -> None:
    """Until the rights are confirmed there are verdicts only (R13)."""
    member = world.hand("member")
    record_id = _seen(world, member)
    world.back_up()
    note(world, member, record_id)
    talk(world, member)
    world.restore(is_marked=True, newest=True)
    strike(member)
    talk(world, member, world.hand("leader"))
    world.confirm_rights()
    talk(world, member, world.hand("leader"), times=2)


def _seen(world: World, handset: Handset) -> str:
    """Give a patrol that the phone shows; a new one of its own where there is none."""
    record_id = patrol(world, handset)
    see(world, record_id, handset)
    return record_id


EXERCISES: dict[Exercise, tuple[str, ...]] = {
    two_write_the_same_field: ("R1", "R3"),
    a_reply_is_lost: ("R4",),
    a_chain_without_its_base_is_released: ("R5",),
    somebody_without_rights_is_released: ("R6",),
    one_is_too_large: ("R7",),
    a_page_is_cut: ("R8",),
    a_record_moves: ("R9",),
    a_tab_is_overtaken: ("R10",),
    a_verdict_comes_before_the_row: ("R11",),
    a_month_passes: ("R12",),
    a_prepared_restore: ("R13",),
    new_writes_pass_the_old_head: ("R2",),
}
