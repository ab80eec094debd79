"""Sabotages of the push: judging, merging, releasing, writing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from typing import Any

from server.errors import Problem
from server.ids import hash_id
from server.sync import docket, effects, judge, lineage, push, save, world
from server.sync import mutation as reading
from server.sync.canonical import was_hash
from server.sync.merge import Merged, units
from tests.simulator.mutant import Mutants, swapped

PUSH_MUTANTS = Mutants()
mutant = PUSH_MUTANTS.add


@mutant("R2 P8", "lineage", "a_page_is_cut")
def unchained_lineage() -> Iterator[None]:
    """Each link stands alone."""
    shipped = lineage.link
    with swapped(lineage, link=lambda _previous, one, salt: shipped("", one, salt)):
        yield


@mutant("R2 P9", "mismatch diverged verdict", "the_same_again_with_another_verdict")
def constant_salt() -> Iterator[None]:
    """The lineage has no chance in it."""
    shipped = world.World.enter

    def enter(self: Any, *parts: Any) -> Any:
        self.random_bytes = bytes
        return shipped(self, *parts)

    with swapped(world.World, enter=enter):
        yield


@mutant("P1 P2", "lost truth lineage verdict skipped", "a_backup_is_restored")
def ack_before_commit() -> Iterator[None]:
    """Every third write transaction is answered and not committed."""
    db = import_module("server.db")  # the package's own `db` is the SQLAlchemy object
    shipped, count = db.transaction, [0]

    @contextmanager
    def transaction(*, write: bool) -> Iterator[Any]:
        with shipped(write=write) as session:
            yield session
            count[0] += write
            if write and count[0] % 3 == 0:
                session.rollback()

    with swapped(db, transaction=transaction):
        yield


@mutant("R4 P2", "doubled digest overwritten revision", "a_reply_is_lost")
def no_deduplication() -> Iterator[None]:
    """A known mutation is judged once more."""
    shipped = docket.receive

    def receive(to: Any, mutation: Any, **parts: Any) -> Any:
        earlier = to.known.get(mutation.id)
        if earlier is None or earlier.hash != mutation.hash or earlier.is_held:
            return shipped(to, mutation, **parts)
        decision = judge.decide(to, mutation)
        act = to.enter_server_act("release", earlier, hash_id(str(to.seq)))
        docket._carry_out(to, earlier, decision, act.seq, act.id)
        return docket.Answer(mutation.id, earlier, True)

    with swapped(push, receive=receive):
        yield


@mutant("R4", "verdict", "the_earlier_verdict_has_changed")
def duplicate_answers_the_first_seq() -> Iterator[None]:
    """What is known is answered with the seq at which it came."""
    shipped = docket.Answer.result

    def result(self: Any) -> Any:
        return {**shipped(self), **({"seq": self.known.seq} if self.duplicate else {})}

    with swapped(docket.Answer, result=result):
        yield


@mutant("R7 P6", "stalled", "a_bad_one_is_replaced")
def a_bad_one_refuses_the_batch() -> Iterator[None]:
    """What is wrong inside is a 400 for all."""
    shipped = reading.read_batch

    def read_batch(*parts: Any) -> Any:
        read = shipped(*parts)
        if any(one.fault for one in read):
            raise Problem("sync.envelope", reason="sabotage")
        return read

    with swapped(reading, read_batch=read_batch):
        yield


@mutant("P3 P6", "truth lost verdict waiting", "a_bad_one_is_replaced")
def held_not_stored() -> Iterator[None]:
    """What is held is answered and forgotten."""
    shipped = docket.receive

    def receive(to: Any, mutation: Any, **parts: Any) -> Any:
        decision = judge.decide(to, mutation)
        if mutation.id in to.known or not decision.is_held:
            return shipped(to, mutation, **parts)
        known = replace(docket._new(mutation), verdict="held", code=decision.code)
        known.seq = known.verdict_seq = to.seq
        return docket.Answer(mutation.id, known, False)

    with swapped(push, receive=receive):
        yield


@mutant("R5 P6", "waiting", "what_waits_is_released_by_itself")
def waiters_never_released() -> Iterator[None]:
    """What waits for a base waits for ever."""
    with swapped(push, settle=lambda to: to.freed.clear()):
        yield


@mutant("R5", "waiting", "a_chain_without_its_base_is_released")
def release_without_the_lower_ones() -> Iterator[None]:
    """Only the target is judged again, not what it builds on."""
    with swapped(docket, _held_below=lambda _to, target: [target]):
        yield


@mutant("R5", "waiting", "a_chain_without_its_base_is_released")
def release_needs_the_base() -> Iterator[None]:
    """A release does not give up a base that never came."""
    shipped = docket.judge_again

    def judge_again(*parts: Any, baseless: bool = False, **more: Any) -> bool:
        return False if baseless else shipped(*parts, **more)

    with swapped(docket, judge_again=judge_again):
        yield


@mutant("R6 P5", "rights", "a_desk_without_mediations_lends_nothing")
def release_without_rights() -> Iterator[None]:
    """Whoever releases may everything."""
    shipped = judge._refuse_rights

    def refuse(to: Any, one: Any, stream: str, voucher: Any, act: Any = None) -> Any:
        return None if voucher else shipped(to, one, stream, voucher, act)

    with swapped(judge, _refuse_rights=refuse):
        yield


@mutant("R6 P5", "rights", "rights_went_while_offline")
def unscoped_push() -> Iterator[None]:
    """Nobody asks for rights."""
    with swapped(judge, _refuse_rights=lambda *_parts: None):
        yield


@mutant("R6 P5", "rights scope", "rights_went_while_offline", "somebody_leaves_and_comes_back")
def grants_of_yesterday() -> Iterator[None]:
    """Rights are never taken away."""
    with swapped(save, _save_grants=lambda *_parts: None):
        yield


@mutant("R1", "revision overwritten", "only_a_sibling_makes_a_revision_too", "two_officers_review")
def only_a_sibling_makes_no_revision() -> Iterator[None]:
    """What only added a sibling leaves both revisions as they were."""
    shipped = docket._carry_out

    def carry_out(to: Any, known: Any, decision: Any, *parts: Any) -> None:
        before = to.heads.get(known.record_id)
        if decision.verdict == "conflict" and decision.head and before:
            old = {"revision": before.revision, "review_revision": before.review_revision}
            decision = decision._replace(head=decision.head._replace(**old))
        shipped(to, known, decision, *parts)

    with swapped(docket, _carry_out=carry_out):
        yield


@mutant("R3 P3", "overwritten", "two_write_the_same_field")
def last_write_wins() -> Iterator[None]:
    """What the author saw is not asked."""

    def merge(content: Any, siblings: Any, edit: Any, **_parts: Any) -> Merged:
        made = dict(content)
        for unit in units(edit):
            effects_put(made, unit, edit.item_keys)
        return Merged(made, list(siblings), [])

    with swapped(effects, merge=merge):
        yield


@mutant("R3 P7", "overwritten", "the_older_clock_comes_last", "two_write_the_same_field")
def the_later_clock_wins() -> Iterator[None]:
    """Of two values the one with the later time of its phone stands."""
    shipped, last = effects.EFFECTS["edit"], dict[tuple[str, str], str]()

    def edit(to: Any, one: Any, head: Any, baseless: bool) -> Any:
        was = dict(one.was)
        for name in one.content:
            is_later = one.at >= last.get((head.id, name), "")
            if is_later and not isinstance(was.get(name), dict):
                was[name] = was_hash(head.content.get(name))
                last[head.id, name] = one.at
        return shipped(to, replace(one, was=was), head, baseless)

    with replaced_effect("edit", edit):
        yield


@mutant("R1 P3", "overwritten", "a_stale_remove_is_a_sibling")
def a_stale_remove_removes() -> Iterator[None]:
    """Whoever removes need not have seen the last revision."""
    shipped = effects.EFFECTS["remove"]

    def remove(to: Any, one: Any, head: Any, baseless: bool) -> Any:
        return shipped(to, replace(one, base=head.revision), head, baseless)

    with replaced_effect("remove", remove):
        yield


@mutant("P3", "overwritten", "a_resolve_names_one_of_two", "a_resolve_closes_what_was_seen")
def resolve_closes_the_unseen() -> Iterator[None]:
    """A resolve closes every sibling of its fields."""
    with swapped(effects, _seen_by=lambda _to, _one: lambda _revision: True):
        yield


@mutant("R9 P4", "mismatch diverged", "a_record_moves")
def no_departure_written() -> Iterator[None]:
    """A record that moves leaves nothing behind."""
    with swapped(save, _save_departures=lambda *_parts: None):
        yield


@mutant("P9", "digest mismatch", "a_page_is_cut")
def digest_not_kept_up() -> Iterator[None]:
    """The digests stay as they were."""
    with swapped(save, _save_digests=lambda *_parts: None):
        yield


def effects_put(content: Any, unit: Any, item_keys: Any) -> None:
    """Write one unit as the merge does."""
    from server.sync import merge

    merge._put(content, unit, item_keys)


@contextmanager
def replaced_effect(act: str, effect: Any) -> Iterator[None]:
    """Put another effect in an act's place."""
    shipped = effects.EFFECTS[act]
    effects.EFFECTS[act] = effect
    try:
        yield
    finally:
        effects.EFFECTS[act] = shipped
