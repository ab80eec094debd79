"""Scenes of the merge: two write the same, somebody resolves, removes, reviews."""

from server.sync.canonical import was_hash
from tests.simulator.handset import Handset
from tests.simulator.scene import scene
from tests.simulator.stage import act, edit, note, patrol, talk, talk_all
from tests.simulator.world import World


def _shared(world: World) -> str:
    """Let a patrol stand on everybody's phone."""
    member = world.hand("member")
    record_id = patrol(world, member, handover_text="lúc đầu")
    talk(world, member, times=2)
    talk_all(world)
    return record_id


@scene("officer", "leader", "member", "mate")
def two_write_the_same_field(world: World) -> None:
    """The first stands, the second is a sibling; equal values and other fields are no conflict."""
    member, leader, mate = world.hand("member"), world.hand("leader"), world.hand("mate")
    record_id = _shared(world)
    edit(world, member, record_id, handover_text="của tổ viên")
    edit(world, leader, record_id, handover_text="của tổ trưởng", extra_people_count=2)
    edit(world, mate, record_id, extra_people_count=2)
    edit(world, mate, record_id, situation="yen_on")
    talk(world, leader, member, mate)
    talk_all(world)
    edit(world, member, record_id, handover_text="lần nữa")
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def the_older_clock_comes_last(world: World) -> None:
    """No clock decides: what came first stands, however old its time says it is."""
    leader, member = world.hand("leader"), world.hand("member")
    record_id = _shared(world)
    leader.clock_skew = -10 * (world.server.time - world._began_at)
    edit(world, leader, record_id, handover_text="đồng hồ chậm")
    world.server.advance(hours=1)
    edit(world, member, record_id, handover_text="đồng hồ đúng")
    world.happened["clock_jumped"] += 1
    talk(world, leader, member)
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def a_resolve_closes_what_was_seen(world: World) -> None:
    """A sibling that came while somebody resolved stays open."""
    leader, member, mate = world.hand("leader"), world.hand("member"), world.hand("mate")
    record_id = _shared(world)
    edit(world, leader, record_id, handover_text="một")
    edit(world, member, record_id, handover_text="hai")
    edit(world, mate, record_id, handover_text="ba")
    talk(world, leader, member)
    talk(world, leader, times=2)
    shown = leader.phone.view(record_id)
    assert shown is not None
    _resolve(world, leader, record_id, target=None)
    talk(world, mate)
    talk(world, leader)
    talk_all(world)
    _resolve(world, leader, record_id, target=None)
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def a_resolve_names_one_of_two(world: World) -> None:
    """The sibling that a resolve does not name stays open."""
    leader, member, mate = world.hand("leader"), world.hand("member"), world.hand("mate")
    record_id = _shared(world)
    for handset, text in ((leader, "một"), (member, "hai"), (mate, "ba")):
        edit(world, handset, record_id, handover_text=text)
    talk(world, leader, member, mate)
    talk_all(world)
    shown = leader.phone.view(record_id) or {}
    _resolve(world, leader, record_id, target=[shown["siblings"][0]["revision"]])
    talk_all(world)


def _resolve(world: World, handset: Handset, record_id: str, target: list[str] | None) -> None:
    shown = handset.phone.view(record_id) or {}
    content = {"handover_text": shown["content"].get("handover_text")}
    act(world, handset, "resolve", record_id, content=content, target=target)


@scene("officer", "leader", "member", "mate")
def a_stale_remove_is_a_sibling(world: World) -> None:
    """Who removes without the last revision removes nothing; who saw it does (R1)."""
    leader, member = world.hand("leader"), world.hand("member")
    record_id = _shared(world)
    edit(world, member, record_id, handover_text="chưa xong")
    act(world, leader, "remove", record_id, content={"reason": "ghi nhầm"})
    talk(world, member, leader)
    talk_all(world)
    act(world, leader, "remove", record_id, content={"reason": "ghi nhầm thật"})
    talk(world, leader, times=2)
    edit(world, member, record_id, handover_text="vẫn ghi")
    talk(world, member)
    talk_all(world)
    parts = {"content": {"removed": None}, "was": {"removed": was_hash("ghi nhầm thật")}}
    act(world, leader, "resolve", record_id, **parts)
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def only_a_sibling_makes_a_revision_too(world: World) -> None:
    """Who saw only the head before the sibling came removes nothing (R1)."""
    leader, member, mate = world.hand("leader"), world.hand("member"), world.hand("mate")
    record_id = _shared(world)
    edit(world, leader, record_id, handover_text="một")
    talk(world, leader, times=2)
    talk(world, mate, times=2)
    edit(world, member, record_id, handover_text="hai")
    act(world, mate, "remove", record_id, content={"reason": "ghi nhầm"})
    talk(world, member, mate)
    talk_all(world)


@scene("officer", "second_officer", "leader", "member")
def two_officers_review(world: World) -> None:
    """The second decision is a sibling, and he decides again."""
    officer, second = world.hand("officer"), world.hand("second_officer")
    record_id = _shared(world)
    for desk, decision in ((officer, "accepted"), (second, "seen")):
        shown = desk.phone.view(record_id) or {}
        parts = {"target": shown["revision"], "content": {"decision": decision}}
        act(world, desk, "review", record_id, **parts)
    talk(world, officer, second)
    talk_all(world)
    shown = second.phone.view(record_id) or {}
    content = {"decision": "returned", "question": "Ai đi cùng?"}
    act(world, second, "review", record_id, target=shown["revision"], content=content)
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def items_merge_one_by_one(world: World) -> None:
    """Two people of one list meet only where they touch the same person."""
    leader, member, mate = world.hand("leader"), world.hand("member"), world.hand("mate")
    record_id = _shared(world)
    ids = world.cast.members
    for handset, who, present in (
        (leader, "leader", True),
        (member, "leader", False),
        (mate, "mate", True),
        (member, "member", True),
    ):
        item = {"member_id": ids[who], "present": present}
        edit(world, handset, record_id, participants=[item])
    talk(world, leader, member, mate)
    talk_all(world)
    gone = {"member_id": ids["mate"], "removed": True}
    edit(world, mate, record_id, participants=[gone])
    talk_all(world)


@scene("officer", "leader", "member", "mate")
def notes_always_apply(world: World) -> None:
    """Remarks of several people offline all stand, each once."""
    record_id = _shared(world)
    for handset in world.handsets:
        note(world, handset, record_id)
        note(world, handset, record_id)
    talk_all(world)
