"""Scenes of the push: lost replies, bad ones, large ones, wrong ids, other versions."""

from server.ids import hash_id
from server.sync.canonical import body_hash
from tests.simulator import people
from tests.simulator.scene import scene
from tests.simulator.stage import act, edit, leave, note, orphans, patrol, release, talk, talk_all
from tests.simulator.troubles import MOST_HANDSETS, lose_storage
from tests.simulator.world import World


@scene()
def a_reply_is_lost(world: World) -> None:
    """The server has it, the phone does not know: sent again, it takes effect once (R4)."""
    member = world.hand("member")
    record_id = patrol(world, member)
    note(world, member, record_id)
    talk(world, member, fault="reply_dropped")
    edit(world, member, record_id, handover_text="yên")
    talk(world, member, fault="reply_truncated")
    talk(world, member, fault="request_duplicated")
    note(world, member, record_id)
    talk(world, member, fault="request_dropped")
    talk_all(world)


@scene()
def a_request_arrives_twice_and_late(world: World) -> None:
    """A request that seemed lost comes in after the same was sent again."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    note(world, member, record_id)
    talk(world, member, fault="request_reordered")
    talk(world, member)
    talk(world, leader, times=2)
    note(world, leader, record_id)
    talk(world, leader)
    member.network.strays.pop(0)()
    talk_all(world)


@scene()
def the_earlier_verdict_has_changed(world: World) -> None:
    """What was held when the reply got lost is answered with its verdict of now (R4), and so is
    what comes again after a restore.
    """
    member = world.hand("member")
    twin = world.open_handset("member-2", "member", member.disk.copy(), like=member)
    world.handsets.append(twin)
    base, _chain = orphans(world, member, 2)
    talk(world, member, fault="reply_dropped")
    world.save(twin, base)
    talk(world, twin, times=2)
    talk_all(world)
    world.back_up()
    patrol(world, member)
    talk_all(world)
    world.restore(is_marked=False)
    talk_all(world)


@scene()
def a_late_result_comes(world: World) -> None:
    """A verdict that changed later reaches the author, and so does it through a failed pull."""
    member = world.hand("member")
    twin = world.open_handset("member-2", "member", member.disk.copy(), like=member)
    world.handsets.append(twin)
    base, _chain = orphans(world, member, 2)
    talk(world, member, times=2)
    world.save(twin, base)
    talk(world, twin, times=2)
    patrol(world, member)
    talk(world, member, fault="pull_failed")
    talk_all(world)


@scene()
def one_is_too_large(world: World) -> None:
    """One mutation that no server takes is set aside; those behind it arrive (R7)."""
    member = world.hand("member")
    record_id = patrol(world, member)
    for number in range(7):
        text = "x" * 70_000 if number == 3 else f"lần {number}"
        edit(world, member, record_id, handover_text=text)
    world.happened["bad_mutation"] += 1
    talk(world, member, times=8)
    patrol(world, member)
    talk_all(world, times=3)


@scene()
def a_bad_one_is_replaced(world: World) -> None:
    """What is wrong inside is held, blocks nothing, and its author replaces it."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    bad = edit(world, member, record_id, no_such_field=1)
    edit(world, member, record_id, handover_text="trên cái sai")
    other = patrol(world, member)
    world.happened["bad_mutation"] += 1
    talk(world, member, leader, times=2)
    content = {"extra_people_count": 2}
    act(world, member, "edit", record_id, content=content, target=bad["id"], base=bad["base"])
    edit(world, member, other, handover_text="sau")
    talk_all(world)


@scene()
def a_version_of_tomorrow_is_held(world: World) -> None:
    """A kind's version that this server does not know is held, and judged again by upgrade."""
    member = world.hand("member")
    record_id = patrol(world, member)
    content = {"handover_text": "mai"}
    act(world, member, "edit", record_id, content=content, kind_version=99)
    world.happened["bad_mutation"] += 1
    talk(world, member, times=2)
    world.upgrade_server()
    talk_all(world)


@scene()
def an_id_is_used_twice(world: World) -> None:
    """Two people's acts under one id: the first stays, the other is kept for the engineer."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id, other = patrol(world, member), patrol(world, leader)
    first = note(world, member, record_id)
    talk(world, member, leader, times=2)
    content = {"type": "remark", "text": "cùng mã"}
    act(world, leader, "note", other, content=content, id=first["id"])
    world.happened["id_reused"] += 1
    talk(world, leader, fault="reply_dropped")
    talk_all(world)


@scene()
def one_of_two_under_an_id_is_too_large(world: World) -> None:
    """The first stays, the other stays on its phone, set aside, and blocks nothing there."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id, other = patrol(world, member), patrol(world, leader)
    first = note(world, member, record_id)
    talk(world, member, leader, times=2)
    content = {"handover_text": "x" * 70_000}
    act(world, leader, "edit", other, content=content, id=first["id"])
    world.happened["id_reused"] += 1
    world.happened["bad_mutation"] += 1
    note(world, leader, other)
    talk(world, leader, times=4)
    talk_all(world)


@scene()
def one_of_two_under_an_id_dies_with_its_phone(world: World) -> None:
    """What only a dead phone had is gone; its like under the same id is not."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id, other = patrol(world, member), patrol(world, leader)
    first = note(world, member, record_id)
    talk(world, member, leader, times=2)
    note(world, leader, other, id=first["id"])
    world.happened["id_reused"] += 1
    lose_storage(world, leader)
    talk_all(world)


@scene()
def a_release_waits_for_an_id_that_is_used_twice(world: World) -> None:
    """A release of what the server keeps under an id of its own, made before that came again."""
    _end_what_is_used_twice(world, "release")


@scene()
def what_the_desk_closed_comes_again_under_an_id_used_twice(world: World) -> None:
    """Closed under the server's id for it, it is answered so when a restore brings it again."""
    _end_what_is_used_twice(world, "close")


def _end_what_is_used_twice(world: World, word: str) -> None:
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id, other = patrol(world, member), patrol(world, leader)
    first = note(world, member, record_id)
    talk_all(world)
    world.back_up()
    content = {"type": "remark", "text": "cùng mã"}
    second = act(world, leader, "note", other, content=content, id=first["id"])
    world.happened["id_reused"] += 1
    talk(world, leader)
    talk(world, officer, times=2)
    release(world, officer, hash_id("reused", second["id"], body_hash(second)), word)
    talk(world, officer)
    world.restore(is_marked=False)
    talk(world, officer, times=2)
    talk_all(world)


@scene()
def the_base_is_of_another_record(world: World) -> None:
    """What builds on an act on another record is bad, not waiting for ever."""
    member = world.hand("member")
    record_id = patrol(world, member)
    base = note(world, member, record_id)
    stray = world.new_id()
    content, stream = {"handover_text": "lạc"}, world.cast.log()
    parts = {"content": content, "stream": stream, "kind": "patrol", "base": base["id"]}
    act(world, member, "edit", stray, **parts)
    talk_all(world)


@scene()
def a_phone_is_retired_locked_and_stolen(world: World) -> None:
    """A retired phone's acts are held, a locked one waits, a stolen one is wiped."""
    member, leader = world.hand("member"), world.hand("leader")
    twin = world.open_handset("leader-2", "leader", leader.disk.copy(), like=leader)
    world.handsets.append(twin)
    patrol(world, member)
    talk(world, member)
    patrol(world, member)
    people.retire(world, member)
    patrol(world, leader)
    people.lock_or_unlock(world, leader)
    talk(world, member, leader, twin, times=2)
    people.report_stolen(world, leader)
    talk(world, leader)
    assert len(world.handsets) < MOST_HANDSETS
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def rights_went_while_offline(world: World) -> None:
    """What was written before the rights went is held; what is written after too."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    talk(world, member, officer, times=2)
    edit(world, member, record_id, handover_text="chưa biết")
    leave(world, officer, "member", group=world.cast.groups["chua"])
    talk(world, officer)
    talk(world, member)
    content, stream = {"type": "remark", "text": "từ xa"}, world.cast.log()
    outsider = world.hand("outsider")
    parts = {"content": content, "stream": stream, "kind": "patrol"}
    act(world, outsider, "note", record_id, **parts)
    talk_all(world)
