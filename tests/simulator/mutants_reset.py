"""Sabotages of what a phone does when the server was restored."""

from collections.abc import Iterator
from typing import Any

from reference import phone as phone_module
from reference import reply
from tests.simulator.mutant import Mutants, swapped

RESET_MUTANTS = Mutants()
mutant = RESET_MUTANTS.add


@mutant("P1 P8", "lost", "a_backup_is_restored", "what_is_unsent_outlives_a_reset")
def reset_drops_the_outbox() -> Iterator[None]:
    """A reset begins with nothing."""
    shipped = reply._reset

    def reset(to: Any, *parts: Any) -> None:
        shipped(to, *parts)
        to.clear("outbox")

    with swapped(reply, _reset=reset):
        yield


@mutant("P8", "lost", "the_access_log_is_given_back")
def reset_keeps_the_access_log() -> Iterator[None]:
    """A reset does not give the access log back."""
    shipped = reply._reset

    def reset(to: Any, *parts: Any) -> None:
        before = to.items("access_log")
        shipped(to, *parts)
        for key, entry in before:
            to.put("access_log", key, entry)

    with swapped(reply, _reset=reset):
        yield


@mutant("P8 P9", "diverged mismatch skipped", "new_writes_pass_the_old_head")
def reset_keeps_the_cursors() -> Iterator[None]:
    """The second copy begins where the first one stood."""
    shipped = reply._start_second_copy

    def start(to: Any) -> None:
        shipped(to)
        to.put("meta", "building_cursors", to.get("meta", "cursors", {}))

    with swapped(reply, _start_second_copy=start):
        yield


@mutant("P8 P9", "diverged mismatch", "a_second_restore_comes_while_pulling_anew")
def a_second_reset_keeps_the_half_copy() -> Iterator[None]:
    """Rows that another history gave stay in the second copy."""
    shipped = reply._start_second_copy

    def start(to: Any) -> None:
        before = to.items("building")
        shipped(to)
        for record_id, row in before:
            to.put("building", record_id, row)

    with swapped(reply, _start_second_copy=start):
        yield


@mutant("R13", "vanished", "a_restore_undoes_a_revocation")
def a_restored_reply_wipes_the_copies() -> Iterator[None]:
    """Until the rights are confirmed the phone shows nothing."""
    shipped = reply.apply_reply

    def apply(to: Any, request: Any, one: Any, *parts: Any) -> Any:
        done = shipped(to, request, one, *parts)
        if one.get("restored"):
            to.clear("shown")
        return done

    with swapped(phone_module, apply_reply=apply):
        yield
