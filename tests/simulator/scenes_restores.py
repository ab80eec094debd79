"""Scenes of several restores: one comes before the phones are done with the one before it."""

from tests.simulator.scene import scene
from tests.simulator.stage import edit, note, patrol, talk, talk_all
from tests.simulator.troubles import lose_storage
from tests.simulator.world import World


@scene()
def a_second_restore_comes_while_pulling_anew(world: World) -> None:
    """A second copy half pulled is discarded by the next reset; the first stays until then."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    patrol(world, leader)
    talk_all(world)
    world.back_up()
    patrol(world, officer, handover_text="giữ lại")
    patrol(world, member)
    talk_all(world)
    world.restore(is_marked=False)
    talk(world, leader, times=3)
    world.back_up()
    gone = patrol(world, leader)
    talk(world, leader)
    for _ in range(3):
        patrol(world, leader)
    talk(world, leader)
    member.phone.page_size = 1
    while gone not in member.stores["building"]:
        talk(world, member)
    world.restart(member)
    world.restore(is_marked=False, newest=True)
    world.happened["restored_twice"] += 1
    lose_storage(world, leader)
    talk(world, member, times=8)
    talk_all(world)


@scene()
def restores_reach_further_and_further_back(world: World) -> None:
    """Unprepared, prepared to the same backup, unprepared to an older one: each time some phones
    have given back what was lost and others never noticed.
    """
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    note(world, member, record_id)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="sau bản sao")
    patrol(world, leader)
    talk_all(world)
    world.restore(is_marked=False, newest=True)
    talk(world, member, times=2)
    note(world, member, record_id)
    talk(world, member)
    world.restore(is_marked=True, newest=True)
    patrol(world, leader)
    talk(world, leader, member)
    world.confirm_rights()
    talk(world, leader, times=2)
    world.backups = world.backups[:1]
    world.restore(is_marked=False)
    world.happened["restored_twice"] += 1
    talk_all(world)
    talk_all(world)


@scene()
def a_prepared_restore_is_undone_by_another(world: World) -> None:
    """Prepared, then unprepared before the rights were confirmed, then prepared again: the mark
    comes and goes with the restores, and the phones believe each server what it says.
    """
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    note(world, leader, record_id)
    edit(world, member, record_id, handover_text="sau bản sao")
    talk_all(world)
    for is_marked, handset in ((True, member), (False, leader), (True, officer), (True, member)):
        world.restore(is_marked=is_marked, newest=True)
        note(world, handset, record_id)
        talk(world, handset, times=2)
    world.happened["restored_twice"] += 1
    talk_all(world)
    world.confirm_rights()
    talk_all(world)


@scene("officer", "chief", "leader", "member", "outsider")
def backups_are_made_between_restores(world: World) -> None:
    """A backup of a server that has only half of what it lost is restored too; and again."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    for number, who in enumerate(("member", "leader", "outsider", "officer")):
        note(world, leader, record_id)
        edit(world, member, record_id, handover_text=f"lần {number}")
        talk(world, leader, member, times=2)
        world.restore(is_marked=number % 2 == 1, newest=True)
        talk(world, world.hand(who), times=2)
        world.confirm_rights()
        talk(world, world.hand(who))
        world.back_up()
    world.happened["restored_twice"] += 1
    talk_all(world)
