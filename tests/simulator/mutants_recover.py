"""Sabotages of giving back what others wrote."""

from collections.abc import Iterator
from typing import Any

from reference import reply
from server.sync import docket, effects, judge, recover
from tests.simulator.mutant import Mutants, swapped

RECOVER_MUTANTS = Mutants()
mutant = RECOVER_MUTANTS.add


@mutant("P8", "buried", "the_author_is_dead")
def nothing_of_others_is_given_back() -> Iterator[None]:
    """A phone gives back what its own person wrote, and no more."""
    with swapped(reply, give_back=lambda *_parts: []):
        yield


@mutant("P8", "buried", "a_copy_differs_without_a_restore")
def given_back_after_a_mismatch_too() -> Iterator[None]:
    """Every second copy gives back what differs."""
    shipped = reply._start_second_copy

    def start(to: Any) -> None:
        shipped(to)
        to.put("meta", "is_reset", True)

    with swapped(reply, _start_second_copy=start):
        yield


@mutant("P2 P8", "doubled", "the_author_comes_after_all")
def given_back_for_ever() -> Iterator[None]:
    """What was given back stays at the desk when the original comes."""
    with swapped(docket, waiting_for=_but_recovers(docket.waiting_for)):
        yield


@mutant("P2", "buried doubled", "the_author_is_dead")
def each_phones_copy_is_shown() -> Iterator[None]:
    """The desk sees the same as often as phones give it back."""
    shipped = recover.is_here

    def is_here(to: Any, one: Any) -> bool:
        whole = to.written
        to.written = {
            record_id: {key: said for key, said in acts.items() if said.act != "recover"}
            for record_id, acts in whole.items()
        }
        try:
            return shipped(to, one)
        finally:
            to.written = whole

    with swapped(judge, is_here=is_here):
        yield


@mutant("R6 P5", "rights", "the_author_comes_after_the_release")
def let_in_without_the_desk() -> Iterator[None]:
    """What a phone gives back applies by itself."""
    shipped = judge._decide_recover

    def decide(to: Any, one: Any, voucher: Any) -> Any:
        decision = shipped(to, one, voucher)
        if decision.code != recover.RECOVERED:
            return decision
        return judge._decide(to, one, None, baseless=True)

    with swapped(judge, _decide_recover=decide):
        yield


@mutant("R5", "waiting", "living_work_on_a_dead_ones")
def nothing_is_freed_by_a_release() -> Iterator[None]:
    """What builds on a lost revision waits on when the desk let that in."""
    with swapped(docket, _stand_in=lambda *_parts: None):
        yield


@mutant("R3 P3", "overwritten", "what_is_given_back_differs")
def given_back_over_what_stands() -> Iterator[None]:
    """What was given back takes the place of what the record says now."""
    shipped = recover.given_back

    def given_back(to: Any, one: Any, head: Any) -> Any:
        changed, _ = shipped(to, one, head._replace(content={}))
        return changed._replace(siblings=head.siblings), []

    with swapped(effects, given_back=given_back):
        yield


def _but_recovers(shipped: Any) -> Any:
    def waiting_for(to: Any, awaited: str) -> Any:
        return [known for known in shipped(to, awaited) if known.act != "recover"]

    return waiting_for
