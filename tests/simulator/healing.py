"""The healing: all faults end, and every phone talks until nothing is left."""

from tests.simulator.people import sign_in, unlock
from tests.simulator.world import HEALING_ROUNDS, World


def heal(world: World) -> bool:
    """End all faults and let the phones come to rest; say whether they did."""
    for handset in list(world.handsets):
        while handset.slow and handset in world.handsets:
            world.receive_slowly(handset)
        for stray in handset.network.strays:
            stray()
        handset.network.strays, handset.disk.fault = [], None
        handset.phone.page_size = 500
        unlock(world, handset)
    world.confirm_rights()
    world.upgrade_server()
    return any(_round(world) for _ in range(HEALING_ROUNDS))


def _round(world: World) -> bool:
    """Let each phone exchange once or more; say whether nothing changed any more."""
    before = _state(world)
    for handset in list(world.handsets):
        world.server.advance(minutes=20)
        for _ in range(8):
            handset.phone.not_before = None
            if handset.phone.paused == "sign_in.needed":
                sign_in(world, handset)
            world.exchange(handset)
            if handset.phone.paused is None and not handset.phone.wants_more:
                break
            if handset not in world.handsets:
                break
    return before == _state(world)


def _state(world: World) -> tuple[object, ...]:
    metas = [handset.stores["meta"] for handset in world.handsets]
    return (
        world.server.head(),
        *((m.get("witness"), str(m.get("cursors")), m.get("is_building")) for m in metas),
    )
