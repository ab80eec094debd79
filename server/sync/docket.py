"""The docket: carries decisions out, one after another, and what follows from each.

Every mutation takes the next seq, whatever its verdict. What waited for it is judged again at
once, each re-judgement being an act of the server's own with a seq of its own; one that changes
nothing writes nothing.
"""

from dataclasses import replace
from typing import Any, NamedTuple

from server.ids import hash_id
from server.sync.acts import (
    BAD_DATA,
    BAD_VERSION,
    CLOSE,
    CREATE,
    DESK_ACTS,
    EDIT,
    RECOVER,
    RELEASE,
)
from server.sync.effects import Decision
from server.sync.head import HELD
from server.sync.judge import UNKNOWN_BASE, dated, decide
from server.sync.mutation import Mutation
from server.sync.recover import REPLACED, stand_in_id
from server.sync.world import Known, World

RETIRED_DEVICE, ID_REUSED, SERVER_BUG = "RETIRED_DEVICE", "ID_REUSED", "SERVER_BUG"
CLOSED = "CLOSED"
FINAL = frozenset({CLOSED, REPLACED, ID_REUSED})
UPGRADABLE = (BAD_DATA, BAD_VERSION, SERVER_BUG)


class Answer(NamedTuple):
    """Whose verdict answers a mutation that came in; read at commit, when it is final."""

    mutation_id: str
    known: Known
    duplicate: bool

    def result(self) -> dict[str, Any]:
        """Give the result as it goes over the wire."""
        return self.known.result(as_id=self.mutation_id, duplicate=self.duplicate)


def receive(world: World, mutation: Mutation, *, is_retired: bool = False) -> Answer:
    """Judge what came in; known ids answer their present verdict (R4).

    What it frees waits in `world.freed` for `settle`.
    """
    earlier = world.known.get(mutation.id)
    if earlier is not None:
        is_same = earlier.hash == mutation.hash or earlier.is_purged or mutation.is_purged
        return Answer(mutation.id, earlier, True) if is_same else _keep_reused(world, mutation)
    decision = Decision(HELD, RETIRED_DEVICE) if is_retired else decide(world, mutation)
    return _enter(world, mutation, decision)


def keep_as_bug(world: World, mutation: Mutation) -> Answer:
    """Hold a mutation that the server itself stumbled over."""
    return _enter(world, mutation, Decision(HELD, SERVER_BUG))


def _enter(world: World, mutation: Mutation, decision: Decision) -> Answer:
    known = world.enter(_new(mutation), mutation, mutation.text)
    _carry_out(world, known, decision, known.seq, known.id)
    return Answer(mutation.id, known, False)


def settle(world: World) -> None:
    """Judge again, in seq order, whatever waited for what is judged now, until nothing does."""
    while world.freed:
        cause, awaited = world.freed.popleft()
        for known in waiting_for(world, awaited):
            judge_again(world, known, cause)


def waiting_for(world: World, awaited: str) -> list[Known]:
    """Give what is held until this id is judged, in seq order."""
    ids = world.waiting.get(awaited)
    if not ids:
        return []
    return sorted((world.known[one] for one in ids), key=lambda known: known.seq)


def judge_again(
    world: World, known: Known, cause: str, *, voucher: str | None = None, baseless: bool = False
) -> bool:
    """Judge a held mutation again; say whether anything changed."""
    if known.mutation is None or not known.is_held or known.code in FINAL:
        return False
    decision = decide(world, known.mutation, voucher=voucher, baseless=baseless)
    if decision.is_held and decision.code == known.code:
        if decision.waits_for != known.waits_for:
            world.wait(known, decision.waits_for)
        return False
    act = world.enter_server_act(RELEASE, known, cause)
    _carry_out(world, known, decision, act.seq, act.id)
    return True


def hold_again(world: World, known: Known, code: str, cause: str) -> None:
    """Hold a held mutation for another reason."""
    act = world.enter_server_act(RELEASE, known, cause)
    _carry_out(world, known, Decision(HELD, code), act.seq, act.id)


def _new(mutation: Mutation) -> Known:
    return Known(
        mutation.id,
        0,
        mutation.person,
        mutation.hash,
        mutation.record_id,
        mutation.act,
        mutation.base,
        mutation,
        is_purged=mutation.is_purged,
    )


def _keep_reused(world: World, mutation: Mutation) -> Answer:
    """Keep another body under a known id once, under an id of the server's; the first stays."""
    stored = world.known.get(reused_id(mutation))
    if stored is None:
        known = replace(_new(mutation), id=reused_id(mutation))
        stored = world.enter(known, mutation, mutation.text)
        _carry_out(world, stored, Decision(HELD, ID_REUSED), stored.seq, stored.id)
        return Answer(mutation.id, stored, False)
    return Answer(mutation.id, stored, True)


def reused_id(mutation: Mutation) -> str:
    """Give the id under which another body under a known id is kept."""
    return hash_id("reused", mutation.id, mutation.hash)


def _carry_out(world: World, known: Known, decision: Decision, seq: int, cause: str) -> None:
    was_held = known.is_held
    known.verdict, known.code, known.verdict_seq = decision.verdict, decision.code, seq
    known.siblings = decision.siblings
    world.chain[known.id] = (known.base, seq)
    world.wait(known, decision.waits_for)
    could_read = world.desk_reads_mediations
    if decision.head is not None:
        world.put(dated(world, decision.head, seq))
    if world.desk_reads_mediations != could_read:
        _write_held_rows_again(world, cause, seq)
    if was_held or (known.is_held and _is_for_the_desk(world, known)):
        world.put(world.held_row(known, cause, seq))
    world.freed.append((cause, known.id))  # held too: a release may have waited for it
    is_told = known.act not in DESK_ACTS and known.record_id in world.waiting
    if known.record_id and (decision.begins or is_told):
        world.freed.append((cause, known.record_id))
    if not known.is_held:
        _follow_up(world, known, decision, cause)


def _is_for_the_desk(world: World, known: Known) -> bool:
    """Say whether the desk sees it: a recover that was over when it came it never does."""
    return known.code != REPLACED or world.held_row_id(known) in world.heads


def _write_held_rows_again(world: World, cause: str, seq: int) -> None:
    """Take the bodies of mediations out of the desk's rows, or put them back."""
    for known in list(world.known.values()):
        row = world.heads.get(world.held_row_id(known))
        if not known.is_held or row is None or row.removed is not None:
            continue
        written = world.held_row(known, cause, seq)
        if written.content != row.content:
            world.put(written)


def _follow_up(world: World, known: Known, decision: Decision, cause: str) -> None:
    mutation = known.mutation
    if mutation is not None and mutation.act == RECOVER:
        _stand_in(world, known, cause, mutation.target)
        return
    if mutation is None or not isinstance(mutation.target, str):
        return
    target = world.known.get(mutation.target)
    if target is None or not target.is_held or target.code in (CLOSED, REPLACED):
        return
    if known.act in (CREATE, EDIT) and target.person == known.person:
        _end(world, target, REPLACED, known)
        target.replaced_by = known.id
        world.freed.append((cause, target.id))
    elif known.act == CLOSE:
        _end(world, target, CLOSED, known)
    elif known.act == RELEASE:
        _release(world, target, known)


def _stand_in(world: World, known: Known, cause: str, lost: str) -> None:
    """From now on the released recover stands for the lost mutation, on which others build."""
    if not {lost, stand_in_id(lost)} & world.known.keys():
        act = world.enter_stand_in(stand_in_id(lost), known)
        act.replaced_by = known.id
    world.freed.append((cause, lost))


def _end(world: World, target: Known, code: str, by: Known) -> None:
    """End a held mutation for good, at the seq of the act that does it."""
    target.code, target.verdict_seq = code, by.verdict_seq
    world.wait(target, None)
    world.put(world.held_row(target, by.id, by.verdict_seq))


def _release(world: World, target: Known, by: Known) -> None:
    """Judge it again with the rights of now; first the held ones that it builds on (R5, R6)."""
    for known in _held_below(world, target):
        changed = judge_again(world, known, by.id, voucher=by.person)
        if known.is_held and known.code == UNKNOWN_BASE:
            cause = hash_id(by.id, known.id) if changed else by.id
            judge_again(world, known, cause, voucher=by.person, baseless=True)
    if target.act == RECOVER and not target.is_held and target.mutation is not None:
        lost = world.known.get(target.mutation.target)
        if lost is not None and lost.code == UNKNOWN_BASE:
            _release(world, lost, by)  # what it was built on is back


def _held_below(world: World, target: Known) -> list[Known]:
    """Give the held mutations that the target builds on, the lowest first, itself last."""
    found: dict[str, Known] = {}
    step: Known | None = target
    while step is not None and step.is_held and step.code not in FINAL and step.id not in found:
        found[step.id] = step
        base = world.base_of(step.mutation) if step.mutation else None
        step = world.known.get(base or "")
    return list(found.values())[::-1]
