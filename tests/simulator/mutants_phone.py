"""Sabotages of the phone: what it drops too early, keeps too long, or believes too easily."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reference import disk, overlay, reply
from reference import phone as phone_module
from reference.disk import Disk, DiskFullError, Transaction
from reference.phone import Phone
from tests.simulator.disk import KilledError
from tests.simulator.mutant import Mutants, swapped

PHONE_MUTANTS = Mutants()
mutant = PHONE_MUTANTS.add


@mutant("P1", "lost", "a_disk_is_full_at_every_commit")
def saved_is_said_too_early() -> Iterator[None]:
    """The screen says "saved" though the disk had no room."""
    shipped = Phone.save

    def save(self: Any, *mutations: Any) -> None:
        try:
            shipped(self, *mutations)
        except DiskFullError:
            return

    with swapped(Phone, save=save):
        yield


@mutant("P1", "lost", "a_reply_is_lost")
def drop_on_send() -> Iterator[None]:
    """What is sent leaves the outbox."""
    shipped = Phone.build_request

    def build_request(self: Any) -> Any:
        turn, request = shipped(self)
        sent = {one["id"] for one in request["mutations"]}
        with self.disk.transaction() as to:
            for order, entry in to.items("outbox"):
                if entry["mutation"]["id"] in sent:
                    to.delete("outbox", order)
        return turn, request

    with swapped(Phone, build_request=build_request):
        yield


@mutant("R12 P8", "lost", "a_backup_is_restored")
def drop_on_answer() -> Iterator[None]:
    """What has a verdict is forgotten."""
    shipped = reply._take_results

    def take_results(to: Any, *parts: Any) -> None:
        shipped(to, *parts)
        to.clear("retained")

    with swapped(reply, _take_results=take_results):
        yield


@mutant("R12 P8", "lost", "only_what_a_backup_has_is_dropped")
def drop_beyond_the_backup() -> Iterator[None]:
    """After thirty days everything with a verdict is dropped."""
    shipped = reply._drop_backed_up

    def drop(to: Any, _backup: str, now: Any) -> None:
        shipped(to, "999999.00000000", now)

    with swapped(reply, _drop_backed_up=drop):
        yield


@mutant("R7 P6", "stalled", "one_is_too_large")
def no_halving() -> Iterator[None]:
    """A refused batch is sent again as it is."""

    def halve(self: Any, _request: Any) -> bool:
        self._back_off(None)
        return False

    with swapped(Phone, _halve=halve):
        yield


@mutant("R7 P6", "stalled", "one_is_too_large")
def the_whole_batch_is_set_aside() -> Iterator[None]:
    """All that was refused together is set aside together."""

    def halve(self: Any, request: Any) -> bool:
        sent = {one["id"] for one in request["mutations"]}
        with self.disk.transaction() as to:
            for order, entry in to.items("outbox"):
                if entry["mutation"]["id"] in sent:
                    to.put("outbox", order, {**entry, "aside_at": self.around.now()})
        return bool(self._has_unsent())

    with swapped(Phone, _halve=halve):
        yield


@mutant("R4", "verdict", "a_late_result_comes")
def late_results_ignored() -> Iterator[None]:
    """The first verdict stays on the screen."""
    with swapped(reply, _take_late_result=lambda *_parts: None):
        yield


@mutant("P5", "scope", "somebody_leaves_and_comes_back")
def revoked_copy_kept() -> Iterator[None]:
    """Whoever loses a stream keeps what he has of it."""
    shipped = reply._take_streams

    def take_streams(to: Any, one: Any) -> None:
        before = to.items("shown")
        shipped(to, one)
        for record_id, row in before:
            to.put("shown", record_id, row)

    with swapped(reply, _take_streams=take_streams):
        yield


@mutant("R9 P4", "diverged mismatch", "a_record_moves")
def departure_ignored() -> Iterator[None]:
    """A record that went stays in the copy."""
    shipped = reply._take_rows

    def take_rows(to: Any, store: str, one: Any) -> None:
        shipped(to, store, {**one, "departures": []})

    with swapped(reply, _take_rows=take_rows):
        yield


@mutant("R9 P4", "diverged mismatch", "rows_share_a_seq", "a_record_moves")
def departure_drops_whatever_stands() -> Iterator[None]:
    """A departure takes the copy away, wherever it stands by now."""
    shipped = reply._take_rows

    def take_rows(to: Any, store: str, one: Any) -> None:
        shipped(to, store, one)
        for gone in one.get("departures", ()):
            to.delete(store, gone["id"])

    with swapped(reply, _take_rows=take_rows):
        yield


@mutant("R10 P8", "lost truth", "two_replies_cross_a_restore")
def turn_ignored() -> Iterator[None]:
    """Every reply is applied, whichever request it answers."""
    shipped = Phone.receive

    def receive(self: Any, _turn: int, request: Any, one: Any) -> Any:
        turn = self.disk.stores["meta"].get("turn", 0)
        return shipped(self, turn, request, {**one, "turn": turn})

    with swapped(Phone, receive=receive):
        yield


@mutant("R10 P4", "diverged mismatch", "a_disk_is_full_at_every_commit")
def room_is_made_at_the_same_turn() -> Iterator[None]:
    """A reply to a request with cursors that were given up is applied all the same."""
    shipped = Phone.make_room

    def make_room(self: Any) -> None:
        turn = self.disk.stores["meta"].get("turn", 0)
        shipped(self)
        self.disk.stores["meta"]["turn"] = turn

    with swapped(Phone, make_room=make_room):
        yield


@mutant("R10 P4", "diverged mismatch skipped truth", "a_phone_dies_at_every_commit")
def cursor_before_apply() -> Iterator[None]:
    """The cursors are written first, in a transaction of their own."""

    @contextmanager
    def transaction(self: Any) -> Iterator[Transaction]:
        made = Transaction(self.stores)
        yield made
        if not made.is_changed:
            return
        try:
            self._check()
        except (DiskFullError, KilledError):
            for (store, key), value in made._staged.items():
                if store == "meta" and value is not disk._GONE:
                    self.stores[store][key] = value
            raise
        made.commit()

    with swapped(Disk, transaction=transaction):
        yield


@mutant("R11", "vanished", "a_verdict_comes_before_the_row")
def overlay_dropped_at_the_verdict() -> Iterator[None]:
    """What has a verdict is not laid over the copy any more."""
    shipped = overlay.lies_over

    def lies_over(kept: Any, *parts: Any) -> bool:
        return kept["result"]["verdict"] == "held" and shipped(kept, *parts)

    with swapped(phone_module, lies_over=lies_over):
        yield


@mutant("R11", "vanished", "a_row_moves_on_while_it_is_pulled")
def overlay_dropped_at_the_old_witness() -> Iterator[None]:
    """A row that moved on while it was pulled is not waited for."""
    shipped = overlay.lies_over

    def lies_over(kept: Any, cursors: Any, stream: Any, copy: Any, _witness: Any) -> bool:
        return shipped(kept, cursors, stream, copy, None)

    with swapped(phone_module, lies_over=lies_over):
        yield


@mutant("R11", "vanished", "held_stays_on_the_screen")
def held_not_shown() -> Iterator[None]:
    """What is held goes from its author's screen."""
    shipped = overlay.lies_over

    def lies_over(kept: Any, *parts: Any) -> bool:
        return kept["result"]["verdict"] != "held" and shipped(kept, *parts)

    with swapped(phone_module, lies_over=lies_over):
        yield


@mutant("P9", "diverged", "rows_rot_on_a_phone")
def no_digest_compared() -> Iterator[None]:
    """The phone never looks whether its copy is whole."""

    def compare(to: Any, _store: str, one: Any, person: str) -> list[str]:
        if not one["more"]:
            return reply._finish_second_copy(to, person)
        return []

    with swapped(reply, _compare=compare):
        yield
