"""Scenes of the desk: releases with and without a base, with and without rights, closings."""

from tests.simulator.scene import scene
from tests.simulator.stage import (
    act,
    edit,
    leave,
    note,
    orphans,
    patrol,
    release,
    settle,
    talk,
    talk_all,
)
from tests.simulator.world import World


@scene()
def a_chain_without_its_base_is_released(world: World) -> None:
    """The held ones below come first, and an unknown record is made from them (R5)."""
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 3)
    talk(world, member)
    talk(world, officer, times=2)
    release(world, officer, chain[-1]["id"])
    talk_all(world)
    edit(world, member, chain[0]["record_id"], handover_text="tiếp")
    talk_all(world)


@scene()
def the_middle_of_a_chain_is_released(world: World) -> None:
    """What waited for the released one is judged at once (R5)."""
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 4)
    talk(world, member)
    talk(world, officer, times=2)
    release(world, officer, chain[1]["id"])
    talk_all(world)


@scene()
def the_lost_base_comes_after_all(world: World) -> None:
    """The create that came after its edits were released is an edit with no base."""
    member, officer = world.hand("member"), world.hand("officer")
    base, chain = orphans(world, member, 2)
    talk(world, member)
    talk(world, officer, times=2)
    release(world, officer, chain[-1]["id"])
    talk(world, officer)
    world.save(member, base)
    talk_all(world)


@scene()
def what_waits_is_released_by_itself(world: World) -> None:
    """Once the base is judged, all that waited is, in its order."""
    member = world.hand("member")
    base, _chain = orphans(world, member, 3)
    note(world, member, base["record_id"])
    talk(world, member)
    world.save(member, base)
    talk_all(world)


@scene()
def a_release_is_made_before_its_target_is_known(world: World) -> None:
    """A release that waits for its target takes effect when that arrives."""
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 1)
    release(world, officer, chain[0]["id"])
    talk(world, officer)
    talk(world, member)
    talk_all(world)


@scene()
def a_desk_closes_what_others_wait_for(world: World) -> None:
    """Closed is for ever; what waits for it stays held until the desk looks at it too."""
    member, officer = world.hand("member"), world.hand("officer")
    _base, chain = orphans(world, member, 2)
    talk(world, member)
    talk(world, officer, times=2)
    release(world, officer, chain[0]["id"], "close")
    talk(world, officer)
    release(world, officer, chain[1]["id"])
    talk_all(world)


@scene("officer", "leader", "member", "outsider")
def a_release_lends_the_rights_of_the_desk(world: World) -> None:
    """What a stranger to the stream wrote is taken when the desk releases it (R6)."""
    outsider, officer = world.hand("outsider"), world.hand("officer")
    record_id = world.new_id()
    parts = {"stream": world.cast.log(), "kind": "patrol"}
    content = {"started_at": "2026-11-18T22:00:00+07:00"}
    made = act(world, outsider, "create", record_id, content=content, **parts)
    more = act(world, outsider, "edit", record_id, content={"handover_text": "hộ"}, **parts)
    talk(world, outsider)
    talk(world, officer, times=2)
    release(world, officer, more["id"])
    talk_all(world)
    release(world, officer, made["id"])
    talk_all(world)


@scene("officer", "chief", "leader", "member", "mediator")
def a_desk_without_mediations_lends_nothing(world: World) -> None:
    """Withdrawn from mediations, the desk's release of one helps nobody (R6)."""
    member, officer = world.hand("member"), world.hand("officer")
    parts = {"stream": world.cast.mediation(), "kind": "mediation"}
    content = {"received_on": "2026-11-15", "story": "yên"}
    made = act(world, member, "create", world.new_id(), content=content, **parts)
    talk(world, member)
    talk(world, officer, times=2)
    settle(world, desk_reads_mediations=False)
    release(world, officer, made["id"])
    talk(world, officer, times=2)
    talk_all(world)
    settle(world, desk_reads_mediations=True)
    release(world, officer, made["id"])
    talk_all(world)


@scene("officer", "chief", "leader", "member")
def nobody_but_the_chief_closes_a_period(world: World) -> None:
    """An officer's closing is held; the chief's counts; a record of the period is locked then."""
    officer, member = world.hand("officer"), world.hand("member")
    record_id = patrol(world, member, started_at="2026-11-10T22:00:00+07:00")
    talk(world, member, times=2)
    edit(world, officer, world.cast.commune_id, closed_until="2026-11-12")
    talk(world, officer)
    settle(world, closed_until="2026-11-11")
    edit(world, member, record_id, handover_text="muộn rồi")
    patrol(world, member, started_at="2026-11-09T22:00:00+07:00")
    talk_all(world)


@scene("officer", "leader", "member")
def somebody_released_who_has_left(world: World) -> None:
    """An act of somebody who left meanwhile is held, and taken when the desk releases it."""
    member, officer = world.hand("member"), world.hand("officer")
    record_id = patrol(world, member)
    talk(world, member, officer, times=2)
    late = edit(world, member, record_id, handover_text="trước khi nghỉ")
    note(world, member, record_id)
    leave(world, officer, "member")
    talk(world, officer)
    talk(world, member)
    talk(world, officer, times=2)
    release(world, officer, late["id"])
    talk_all(world)
