"""The checks of the simulation by name: the nine promises and what hangs on them."""

from collections.abc import Iterator

from tests.simulator.phone_checks import check_healed_phones, check_phone, check_quiet
from tests.simulator.recover_checks import check_given_back
from tests.simulator.server_checks import check_server
from tests.simulator.world import World

CHECKS = {
    "lost": "what a phone called saved is on the server while a phone or the server lives",
    "doubled": "every mutation takes effect once, under one seq, with the body that was saved",
    "diverged": "every phone has all rows of its streams as the server has them",
    "stalled": "outboxes drain, phones come to rest, nothing is set aside for nothing",
    "mismatch": "with nothing spoilt no digest differs",
    "scope": "nobody is sent or keeps a row outside his streams of that moment",
    "unconfirmed": "until the rights are confirmed a restored server gives verdicts only",
    "overwritten": "each record is what its acts make; nothing unseen is overwritten or closed",
    "vanished": "what a person did stays on his screen until the copy has it",
    "revision": "a record stands at its last accepted act, also where only a sibling was added",
    "verdict": "a phone knows the present verdict of what it sent",
    "waiting": "nothing waits for what is judged, and what the desk released waits no more",
    "rights": "whoever was taken had the right then, and whoever was refused had not",
    "lineage": "the lineage is the chain that it says it is",
    "digest": "the stored digests are those of the rows; no row stands in two places",
    "reset": "no phone is reset unless a server was restored",
    "truth": "what a phone shows as received is on the server that answered it last",
    "skipped": "no cursor or witness passes over what was not sent",
    "buried": "what living phones still show of others after a restore is kept or at the desk",
    "raised": "neither phone nor server stumbles",
}


def check_touched(world: World) -> None:
    """Check every phone that something has happened to since the last time."""
    for handset in world.handsets:
        if handset.is_touched:
            handset.is_touched = False
            world.violations += check_phone(world, handset)


def check_end(world: World, *, healed: bool, quietly: bool = False) -> Iterator[str]:
    """What must be true of the whole world once it is healed."""
    if not healed:
        yield "stalled: phones still exchange after healing"
    yield from check_server(world)
    yield from check_healed_phones(world)
    yield from check_given_back(world)
    if world.happened["reset"] and not world.epoch:
        yield "reset: a phone was reset and no server was restored"
    mismatches = world.happened["mismatch"] + world.happened["mismatch again"]
    if mismatches and not world.is_suspect:
        yield f"mismatch: {mismatches} digests differed"
    if quietly:
        yield from check_quiet(world)


def name_of(violation: str) -> str:
    """Give the name of the check that a violation belongs to."""
    return violation.split(":")[0]
