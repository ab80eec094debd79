"""Sabotages of retention and of the access log."""

from collections.abc import Iterator
from typing import Any

from server.sync import docket, exchange, purge, push
from tests.simulator.mutant import Mutants, swapped

RETENTION_MUTANTS = Mutants()
mutant = RETENTION_MUTANTS.add


@mutant("P9", "diverged mismatch digest", "retention_empties_a_record")
def a_purge_moves_no_seq() -> Iterator[None]:
    """Retention empties a record where it stands."""
    shipped = purge._emptied_head

    def emptied(head: Any, fields: Any, _seq: int) -> Any:
        return shipped(head, fields, _seq)._replace(seq=head.seq)

    with swapped(purge, _emptied_head=emptied):
        yield


@mutant("R4 P2", "verdict doubled", "retention_comes_between")
def a_purge_changes_hashes() -> Iterator[None]:
    """What retention emptied is another body, so a resend is one too."""
    shipped = docket.receive

    def receive(to: Any, mutation: Any, **parts: Any) -> Any:
        earlier = to.known.get(mutation.id)
        if earlier is not None and earlier.hash != mutation.hash:
            return docket._keep_reused(to, mutation)
        return shipped(to, mutation, **parts)

    with swapped(push, receive=receive):
        yield


@mutant("P8", "lost", "the_access_log_is_given_back")
def access_entries_take_no_seq() -> Iterator[None]:
    """A server without the newest lines of the access log has the same lineage."""
    with swapped(exchange, note_access=lambda _to: None):
        yield
