"""Scenes of the dead phone: a server without what it held, and others who still show it."""

from server.models import Mutation, Record
from tests.simulator import people
from tests.simulator.handset import Handset
from tests.simulator.scene import scene
from tests.simulator.server_troubles import purge
from tests.simulator.stage import act, edit, leave, note, patrol, release, talk, talk_all
from tests.simulator.troubles import spoil
from tests.simulator.world import World


def at_the_desk(world: World) -> list[str]:
    """Give what phones gave back and the desk has not decided."""
    rows = world.server.rows(Mutation)
    return [row.id for row in sorted(rows, key=lambda one: one.seq) if row.code == "RECOVERED"]


def lose_the_author(world: World, author: Handset, *survivors: Handset) -> None:
    """The author's phone dies, and the server forgets what came after its backup."""
    people.bury(world, author)
    world.restore(is_marked=False)
    talk(world, *survivors, times=4)


def let_in(world: World) -> None:
    """The desk releases all that was given back."""
    officer = world.hand("officer")
    talk(world, officer, times=2)
    for one in at_the_desk(world):
        release(world, officer, one)
    talk_all(world)


def expect(world: World, is_so: bool, what: str) -> None:
    """Add a violation where a scene's own end is missed."""
    if not is_so:
        world.violations.append(f"buried: {what}")


@scene()
def the_author_is_dead(world: World) -> None:
    """Two phones give the same back; the desk sees it once, and releases it."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    talk_all(world)
    world.back_up()
    record_id = patrol(world, member, handover_text="còn trên máy khác")
    note(world, member, record_id)
    talk_all(world)
    lose_the_author(world, member, leader, officer)
    expect(world, len(at_the_desk(world)) == 1, "two phones' same one stands twice at the desk")
    let_in(world)
    row = leader.stores["shown"].get(record_id)
    expect(world, bool(row and row["content"].get("handover_text")), "what was released is away")


@scene()
def the_author_comes_after_all(world: World) -> None:
    """Phones that came first gave it back; the author's own ends that."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="của tác giả")
    patrol(world, member)
    talk_all(world)
    world.restore(is_marked=False)
    talk(world, leader, officer, times=4)
    expect(world, len(at_the_desk(world)) == 2, "nothing was given back")
    talk(world, member, times=3)
    talk_all(world)


@scene()
def the_author_comes_after_the_release(world: World) -> None:
    """What the desk let in was not lost at all: it takes effect once."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    talk_all(world)
    world.back_up()
    record_id = patrol(world, member, handover_text="một")
    note(world, member, record_id)
    talk_all(world)
    world.restore(is_marked=False)
    talk(world, leader, officer, times=4)
    for one in at_the_desk(world):
        release(world, officer, one)
    talk(world, officer, leader, times=2)
    edit(world, leader, record_id, extra_people_count=2)
    talk(world, leader, times=2)
    talk_all(world)


@scene()
def living_work_on_a_dead_ones(world: World) -> None:
    """An edit that builds on what only the dead phone retained waits for the desk; then both
    stand, also what was saved on the lost revision while the phone pulled anew.
    """
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    talk_all(world)
    world.back_up()
    first = patrol(world, member, handover_text="của người mất máy")
    second = patrol(world, member)
    talk_all(world)
    edit(world, leader, first, extra_people_count=3)
    talk_all(world)
    people.bury(world, member)
    world.restore(is_marked=False)
    talk(world, leader)
    edit(world, leader, second, handover_text="trên bản đã mất")
    talk(world, leader, officer, times=4)
    let_in(world)
    rows = world.server.known(Record)
    expect(world, {first, second} <= rows.keys(), "a record of the dead phone is away")


@scene()
def what_is_given_back_differs(world: World) -> None:
    """The record went on meanwhile: what differs stands beside it, what it lacks is set."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="cũ", extra_people_count=4)
    talk_all(world)
    people.bury(world, member)
    world.restore(is_marked=False)
    talk(world, officer, times=2)
    another = world.hand("member")
    talk(world, another, times=3)
    edit(world, another, record_id, handover_text="mới")
    talk(world, another, leader, officer, times=4)
    let_in(world)


@scene("officer", "chief", "leader", "member", "mate")
def what_others_removed_is_given_back(world: World) -> None:
    """A removal and a sibling of dead phones; the phone of one who left gives nothing back."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    mate = world.hand("mate")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="một")
    edit(world, mate, record_id, handover_text="hai")
    gone = patrol(world, member, handover_text="ghi nhầm")
    talk(world, member, mate, times=2)
    act(world, member, "remove", gone, content={"reason": "nhầm"})
    talk_all(world)
    people.bury(world, member)
    world.restore(is_marked=False)
    leave(world, officer, "mate")
    talk(world, officer, times=4)
    talk(world, mate, times=4)
    given = {row.person for row in world.server.rows(Mutation) if row.act == "recover"}
    expect(world, mate.phone.owner.person not in given, "one without rights gave something back")
    talk(world, leader, times=4)
    let_in(world)


@scene()
def retention_empties_what_is_given_back(world: World) -> None:
    """What waits at the desk is emptied with its record, and on the phone that gave it back."""
    member, leader, officer = world.hand("member"), world.hand("leader"), world.hand("officer")
    record_id = patrol(world, member)
    talk_all(world)
    world.back_up()
    edit(world, member, record_id, handover_text="tên ai đó")
    note(world, member, record_id)
    talk_all(world)
    lose_the_author(world, member, leader, officer)
    purge(world, record_id, "handover_text", "conversation")
    talk_all(world)
    kept = [row.body for row in world.server.rows(Mutation)]
    kept += [str(one) for one in (*leader.stores["retained"].values(), *officer.stores.values())]
    is_left = any("tên ai đó" in text or "t\\u00ean ai" in text for text in kept)
    expect(world, not is_left, "retention left what was given back")
    let_in(world)


@scene()
def a_copy_differs_without_a_restore(world: World) -> None:
    """A second copy that no restore asked for gives nothing back."""
    member, leader = world.hand("member"), world.hand("leader")
    record_id = patrol(world, member)
    other = patrol(world, member)
    talk_all(world)
    for spoilt in (other, world.cast.members["member"]):
        spoil(world, leader, spoilt, is_lost=False)
        talk(world, leader)
    expect(world, bool(leader.stores["meta"]["is_building"]), "no second copy was begun")
    edit(world, member, record_id, handover_text="sau đó")
    talk(world, member)
    talk_all(world)
