"""What the desk does with phones: sign in again, lock, retire, report stolen."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from server.models import Device
from server.services import devices
from server.services.devices import ACTIVE, LOCKED, RETIRED, STOLEN, Install
from server.services.tokens import Caller, issue_token

if TYPE_CHECKING:
    from tests.simulator.handset import Handset
    from tests.simulator.world import World


def sign_in(world: "World", handset: "Handset") -> None:
    """Give the phone a token again: a restored server may not know the old one."""
    outside = world.cast.parts.outside
    person = world.cast.people[handset.who]

    def work(session: Any, _commune_id: str) -> tuple[str, str]:
        device = devices.register(session, outside, person, Install(handset.install))
        token = issue_token(session, device, outside.random_bytes(32), outside.now())
        return device.id, token

    handset.device, token = world.server.operate(work)
    handset.phone.owner = replace(handset.phone.owner, token=token)
    handset.phone.paused = None
    world.happened["signed_in_again"] += 1


def state_of(world: "World", handset: "Handset") -> str:
    """Give the state of the phone's device; empty where a restored server does not know it."""
    rows = world.server.rows(Device)
    return next((row.state for row in rows if row.id == handset.device), "")


def change_state(world: "World", handset: "Handset", state: str) -> bool:
    """Let the chief lock, unlock, retire or report a phone; false where it can't be any more."""
    if state_of(world, handset) not in devices.BECOMES[state]:
        return False
    outside, cast = world.cast.parts.outside, world.cast
    chief = Caller(cast.people["chief"], cast.devices["chief"], "office", ACTIVE, False, "")
    world.server.operate(
        lambda session, commune_id: devices.change_state(
            session, outside, commune_id, chief, handset.device, state=state, reason="thử"
        )
    )
    return True


def lock_or_unlock(world: "World", handset: "Handset") -> None:
    """Lock a phone, or let it in again."""
    wanted = ACTIVE if state_of(world, handset) == LOCKED else LOCKED
    if change_state(world, handset, wanted) and wanted == LOCKED:
        world.happened["device_locked"] += 1


def unlock(world: "World", handset: "Handset") -> None:
    """Let a locked phone in again."""
    if state_of(world, handset) == LOCKED:
        change_state(world, handset, ACTIVE)


def retire(world: "World", handset: "Handset") -> None:
    """Retire a phone; its owner gets another."""
    if change_state(world, handset, RETIRED):
        world.happened["device_retired"] += 1
        give_another(world, handset)


def report_stolen(world: "World", handset: "Handset") -> None:
    """Report a phone as stolen; it wipes itself at its next exchange. Its owner gets another."""
    if change_state(world, handset, STOLEN):
        world.happened["device_stolen"] += 1
        give_another(world, handset)


def give_another(world: "World", handset: "Handset") -> None:
    """Give the owner a new phone, signed in."""
    name = f"{handset.who}-{world.new_id()[:4]}"
    another = world.open_handset(name, handset.who)
    world.handsets.append(another)
    sign_in(world, another)
    world.devices[handset.who] = (another.device, another.phone.owner.token)


def take_away(world: "World", handset: "Handset") -> None:
    """The phone wiped itself: what only it had is gone, and nobody promised that."""
    world.happened["phone_wiped"] += 1
    _remove(world, handset)


def bury(world: "World", handset: "Handset") -> None:
    """The phone is dead for good, with all that it retained. Its owner gets another."""
    world.happened["phone_dead"] += 1
    _remove(world, handset)


def _remove(world: "World", handset: "Handset") -> None:
    world.handsets.remove(handset)
    world.taken_away.append(handset)
    world.ledger.phone_died()
    if all(one.who != handset.who for one in world.handsets):
        give_another(world, handset)
