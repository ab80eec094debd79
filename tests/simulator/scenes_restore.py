"""Scenes of the restore: what the phones notice and give back."""

from reference.transport import Refusal, ask
from server.services.devices import RETIRED
from tests.simulator import people
from tests.simulator.handset import Slow
from tests.simulator.scene import scene
from tests.simulator.server_troubles import purge
from tests.simulator.stage import (
    edit,
    leave,
    note,
    orphans,
    patrol,
    release,
    talk,
    talk_all,
)
from tests.simulator.world import World


@scene()
def a_backup_is_restored(world: World) -> None:
    """Every phone notices, and gives back what the backup lacks, what it only retains too."""
    member, leader = world.hand("member"), world.hand("leader")
    first = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, first, handover_text="sau bản sao")
    patrol(world, leader)
    talk_all(world)
    patrol(world, member)
    world.restore(is_marked=False)
    talk_all(world)


@scene()
def new_writes_pass_the_old_head(world: World) -> None:
    """The restored server is ahead again before the others return (case 85)."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    note(world, leader, record_id)
    edit(world, member, record_id, handover_text="sau bản sao")
    talk(world, leader, member, times=2)
    world.restore(is_marked=False)
    for _ in range(4):
        note(world, officer, record_id)
    talk(world, officer, times=2)
    world.happened["old_head_overtaken"] += 1
    talk_all(world)


@scene("officer", "chief", "leader", "member")
def the_same_again_with_another_verdict(world: World) -> None:
    """The same acts in the same order after a restore, judged otherwise: only chance in the
    lineage tells the two histories apart (R2).
    """
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="một")
    note(world, member, record_id)
    talk(world, member)
    talk(world, leader, times=2)
    world.restore(is_marked=False)
    people.change_state(world, member, RETIRED)
    world.happened["device_retired"] += 1
    talk(world, member, times=2)
    talk_all(world)


@scene()
def the_witness_is_ahead_of_all_cursors(world: World) -> None:
    """Verdicts came and the pull did not: only the witness tells of the restore."""
    member = world.hand("member")
    patrol(world, member)
    talk_all(world)
    world.back_up()
    patrol(world, member)
    talk(world, member, fault="pull_failed")
    world.restore(is_marked=False)
    talk_all(world)


@scene()
def two_replies_cross_a_restore(world: World) -> None:
    """Two tabs ask at one turn, one before and one after a restore; only one reply counts (R10)."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    turn, early = member.phone.build_request()
    note(world, member, record_id)
    world.ask_slowly(member)
    world.restore(is_marked=False)
    note(world, officer, record_id)
    note(world, officer, record_id)
    talk(world, officer)
    owner = member.phone.owner
    member.network.begin(None, 0.5)
    reply = ask(member.network.send, owner.commune_id, owner.token, early)
    assert not isinstance(reply, Refusal)
    member.slow.append(Slow(turn, early, reply, world.epoch))
    member.write_down("ask_slowly", request=early, reply=reply)
    world.happened["two_tabs"] += 1
    world.receive_slowly(member)
    world.receive_slowly(member)
    talk_all(world)


@scene("officer", "leader", "member")
def a_restore_undoes_a_revocation(world: World) -> None:
    """Until the rights are confirmed nobody gets a row, and phones keep what they have (R13)."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, leader)
    talk_all(world)
    world.back_up()
    leave(world, officer, "member")
    talk(world, officer, member, leader, times=2)
    world.restore(is_marked=True)
    note(world, leader, record_id)
    before = set(leader.stores["shown"])
    talk(world, member, leader, officer, times=2)
    patrol(world, leader)
    talk(world, leader, fault="pull_failed")
    talk(world, leader)
    if set(leader.stores["shown"]) != before:
        world.violations.append("vanished: a phone lost copies while rights are not confirmed")
    world.confirm_rights()
    talk_all(world)


@scene()
def only_what_a_backup_has_is_dropped(world: World) -> None:
    """What is younger than the verified backup stays on the phone, however long (R12)."""
    member = world.hand("member")
    patrol(world, member)
    talk_all(world)
    world.back_up()
    world.announce_backup()
    record_id = patrol(world, member)
    note(world, member, record_id)
    talk_all(world)
    world.server.advance(days=31)
    talk_all(world)
    world.restore(is_marked=False)
    talk_all(world)


@scene()
def the_access_log_is_given_back(world: World) -> None:
    """Lines of the access log that a backup lacks come again from the phones."""
    officer = world.hand("officer")
    record_id = patrol(world, world.hand("member"))
    talk_all(world)
    world.back_up()
    for number in range(3):
        entry_id = world.new_id()
        at = world.server.time.isoformat()
        entry = {"id": entry_id, "at": at, "action": "xem", "object_type": "patrol"}
        with officer.disk.transaction() as to:
            to.put("access_log", entry_id, {"entry": entry, "acknowledged": False})
        officer.write_down("opened", entry=entry)
        world.ledger.opened(entry_id)
        talk(world, officer, fault="reply_dropped" if number == 1 else None)
    talk(world, officer)
    world.restore(is_marked=False)
    note(world, officer, record_id)
    talk_all(world)
    world.back_up()
    world.announce_backup()
    talk_all(world)


@scene()
def what_is_unsent_outlives_a_reset(world: World) -> None:
    """What was saved while the reset was on its way stays in the outbox with what comes back."""
    member = world.hand("member")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    note(world, member, record_id)
    talk(world, member, times=2)
    world.restore(is_marked=False)
    world.ask_slowly(member)
    note(world, member, record_id)
    world.receive_slowly(member)
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def a_record_moved_after_the_backup(world: World) -> None:
    """In one stream before the restore, in another after (case 99)."""
    officer = world.hand("officer")
    record_id = patrol(world, world.hand("member"))
    talk_all(world)
    world.back_up()
    stream = {"content": {"stream": world.cast.log("chua")}}
    world.save(officer, officer.phone.mutation("move", record_id, **stream))
    talk(world, officer)
    talk_all(world)
    world.happened["record_moved"] += 1
    world.restore(is_marked=False)
    talk(world, world.hand("outsider"), world.hand("member"), times=2)
    talk_all(world)


@scene()
def a_clone_continues_first(world: World) -> None:
    """A copy of the phone goes on after a restore; the original returns with nothing to send."""
    member = world.hand("member")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    note(world, member, record_id)
    talk(world, member, times=2)
    twin = world.open_handset("member-2", "member", member.disk.copy(), like=member)
    twin.epoch = member.epoch
    world.handsets.append(twin)
    world.happened["phone_cloned"] += 1
    world.restore(is_marked=False)
    talk(world, twin, times=3)
    note(world, twin, record_id)
    talk(world, twin, times=2)
    talk_all(world)


@scene()
def a_release_is_undone_by_a_restore(world: World) -> None:
    """Verdicts are of their history: after a restore the desk's release comes again from its
    phone, and the author learns the verdict of now.
    """
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 2)
    talk(world, member)
    talk(world, officer, times=2)
    world.back_up()
    release(world, officer, chain[-1]["id"])
    talk_all(world)
    world.restore(is_marked=False)
    talk(world, member, times=2)
    talk_all(world)


@scene()
def retention_empties_a_record(world: World) -> None:
    """What retention emptied goes from every copy."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member, handover_text="tên ai đó")
    note(world, member, record_id)
    talk_all(world)
    purge(world, record_id, "handover_text", "conversation")
    talk(world, leader, fault="reply_dropped")
    talk_all(world)


@scene()
def retention_comes_between(world: World) -> None:
    """What retention emptied stays known, also when a backup from before it is restored."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member, handover_text="tên ai đó")
    edit(world, member, record_id, handover_text="tên người khác")
    note(world, leader, record_id)
    talk(world, member, leader, times=2)
    edit(world, leader, record_id, handover_text="nữa")
    talk(world, leader, times=2)
    world.back_up()
    purge(world, record_id, "handover_text", "conversation")
    edit(world, member, record_id, handover_text="sau khi xoá")
    talk_all(world)
    purge(world, record_id, "handover_text")
    talk_all(world)
    world.restore(is_marked=False)
    talk_all(world)
