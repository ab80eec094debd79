"""Scenes of the pull: page edges, moves, revocations, slow tabs, what lies over the copy."""

from tests.simulator.scene import scene
from tests.simulator.stage import (
    edit,
    leave,
    move,
    note,
    orphans,
    patrol,
    release,
    talk,
    talk_all,
)
from tests.simulator.world import World


@scene()
def a_page_is_cut(world: World) -> None:
    """In pages of one row nothing is passed over (R8)."""
    member, leader = world.hand("member"), world.hand("leader")
    for number in range(5):
        record_id = patrol(world, member)
        if number % 2:
            note(world, member, record_id)
    talk(world, member)
    leader.phone.page_size = 2
    talk(world, leader, times=2)
    edit(world, member, record_id, handover_text="giữa hai trang")
    talk(world, member)
    talk(world, leader, times=6)


@scene()
def rows_share_a_seq(world: World) -> None:
    """A move and a release write two rows at one seq: a page of one row takes both (R8)."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    other = patrol(world, member)
    _base, chain = orphans(world, member, 1)
    talk(world, member)
    talk(world, officer, times=2)
    officer.phone.page_size = 1
    move(world, officer, record_id, "chua")
    release(world, officer, chain[0]["id"])
    move(world, officer, other, "chua")
    talk(world, officer, times=9)
    talk_all(world, times=9)


@scene("officer", "leader", "member", "outsider")
def a_record_moves(world: World) -> None:
    """Who reads the old stream only loses it, who reads the new one only gets it (R9)."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    move(world, officer, record_id, "chua")
    talk(world, officer)
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def a_record_moves_there_and_back(world: World) -> None:
    """Some phones see the middle, some only the end (R9)."""
    member, officer, outsider = world.hand("member"), world.hand("officer"), world.hand("outsider")
    record_id = patrol(world, member)
    talk_all(world)
    move(world, officer, record_id, "chua")
    talk(world, officer, times=2)
    talk(world, outsider, times=2)
    move(world, officer, record_id, "dong")
    edit(world, member, record_id, handover_text="về lại")
    talk(world, officer, times=2)
    world.happened["moved_there_and_back"] += 1
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def a_departure_is_older_than_the_copy(world: World) -> None:
    """A phone that has the record where it went keeps it, whatever it is told of where it left."""
    officer, outsider = world.hand("officer"), world.hand("outsider")
    record_id = patrol(world, world.hand("member"))
    talk_all(world)
    move(world, officer, record_id, "chua")
    talk(world, officer)
    leave(world, officer, "outsider", group=world.cast.groups["dong"])
    talk(world, officer, times=2)
    talk(world, outsider, times=2)
    leave(world, officer, "outsider", group=world.cast.groups["chua"])
    talk(world, officer, times=2)
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def rights_change_between_two_pages(world: World) -> None:
    """A phone in the middle of a pull loses one stream and gains another."""
    member, officer = world.hand("member"), world.hand("officer")
    for _ in range(4):
        patrol(world, world.hand("leader"))
        patrol(world, world.hand("outsider"), "chua")
    talk(world, world.hand("leader"), world.hand("outsider"))
    member.phone.page_size = 1
    talk(world, member, times=2)
    leave(world, officer, "member", group=world.cast.groups["chua"])
    talk(world, officer, times=2)
    world.happened["rights_between_pages"] += 1
    talk(world, member, times=3)
    leave(world, officer, "member", group=world.cast.groups["dong"])
    talk(world, officer, times=2)
    talk(world, member, times=12)


@scene("officer", "leader", "member", "outsider")
def somebody_leaves_and_comes_back(world: World) -> None:
    """The copy goes with the rights, what is unsent stays, and all is whole when he is back."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    leave(world, officer, "member")
    talk(world, officer, times=2)
    note(world, member, record_id)
    talk(world, member, times=2)
    patrol(world, world.hand("leader"))
    talk(world, world.hand("leader"), member, times=2)
    leave(world, officer, "member", status="dang_tham_gia")
    talk(world, officer, times=2)
    talk_all(world)


@scene()
def a_verdict_comes_before_the_row(world: World) -> None:
    """Between verdict and pull the screen still shows what was written (R11)."""
    member, leader = world.hand("member"), world.hand("leader")
    for _ in range(3):
        patrol(world, leader)
    talk(world, leader)
    record_id = patrol(world, member, handover_text="yên")
    talk(world, member, fault="pull_failed")
    world.restart(member)
    edit(world, member, record_id, handover_text="có việc")
    member.phone.page_size = 1
    talk(world, member)
    talk(world, member)
    talk_all(world, times=6)


@scene()
def a_row_moves_on_while_it_is_pulled(world: World) -> None:
    """Somebody edits a row that its author has not pulled yet: it stands beyond the witness of
    the verdict then, and what was written stays on the screen until it comes (R11).
    """
    member, leader = world.hand("member"), world.hand("leader")
    for _ in range(3):
        patrol(world, leader)
    talk(world, leader)
    record_id = patrol(world, member, handover_text="yên")
    member.phone.page_size = 1
    talk(world, member)
    talk(world, leader)
    for _ in range(2):
        patrol(world, leader)
    edit(world, leader, record_id, extra_people_count=1)
    talk(world, leader)
    talk(world, member, times=8)


@scene()
def held_stays_on_the_screen(world: World) -> None:
    """A create that is held is still shown to its author."""
    member = world.hand("member")
    patrol(world, member, no_such_field=1)
    talk_all(world)


@scene("officer", "chief", "leader", "member", "mediator")
def the_desk_is_withdrawn_from_mediations(world: World) -> None:
    """Mediations go from the desk's copies when the commune withdraws it."""
    mediator, chief = world.hand("mediator"), world.hand("chief")
    record_id = world.new_id()
    stream = world.cast.mediation()
    content = {"received_on": "2026-11-15", "story": "yên"}
    parts = {"stream": stream, "kind": "mediation", "content": content}
    world.save(mediator, mediator.phone.mutation("create", record_id, **parts))
    talk(world, mediator, times=2)
    talk_all(world)
    edit(world, chief, world.cast.commune_id, desk_reads_mediations=False)
    talk(world, chief, times=2)
    edit(world, mediator, record_id, story="mưa to")
    talk_all(world)


@scene()
def tabs_overtake_each_other(world: World) -> None:
    """Replies to the requests of other turns are thrown away whole (R10)."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    world.ask_slowly(member)
    talk(world, leader, times=2)
    edit(world, leader, patrol(world, leader), handover_text="yên")
    talk(world, leader)
    world.ask_slowly(member)
    talk(world, member, times=2)
    note(world, member, record_id)
    world.happened["two_tabs"] += 1
    world.receive_slowly(member, 1)
    talk(world, member)
    world.receive_slowly(member)
    talk_all(world)


@scene()
def an_old_phone_keeps_stubs(world: World) -> None:
    """Rows from before the days that a phone keeps whole come as stubs, and digests agree."""
    member, leader = world.hand("member"), world.hand("leader")
    for day in (9, 12, 19):
        started = f"2026-11-{day:02}T22:00:00+07:00"
        record_id = patrol(world, member, started_at=started)
        edit(world, member, record_id, ended_at="2026-11-20T01:00:00+07:00")
    talk(world, member)
    with leader.disk.transaction() as to:
        to.put("meta", "full_from", "2026-11-15")
    leader.write_down("keep_from", day="2026-11-15")
    world.happened["app_upgraded"] += 1
    talk_all(world)
