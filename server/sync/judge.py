"""The judge: what a mutation would do to the world. It changes nothing itself.

The order of questions is the protocol's: is its inside right, has its record or base arrived,
may this person do this here and now, is the period open, and only then what it does.
"""

from datetime import date, timedelta
from typing import Any

from server.sync import streams
from server.sync.acts import (
    BAD_DATA,
    CREATE,
    DESK_ACTS,
    EDIT,
    MOVE,
    NOTE,
    RECOVER,
    REMOVE,
    RESOLVE,
)
from server.sync.effects import APPLIED, EFFECTS, Decision
from server.sync.head import DESK, HELD, Head
from server.sync.merge import REMOVED, REVIEW, STREAM, fresh
from server.sync.mutation import Mutation
from server.sync.recover import RECOVERED, REPLACED, is_here
from server.sync.world import World

UNKNOWN_BASE, OUT_OF_SCOPE = "UNKNOWN_BASE", "OUT_OF_SCOPE"
READ_ONLY, LOCKED = "READ_ONLY", "LOCKED"


def decide(
    world: World, mutation: Mutation, *, voucher: str | None = None, baseless: bool = False
) -> Decision:
    """Judge a mutation. `voucher`: who releases it at the desk, whose rights of now help it (R6).

    `baseless`: its base is given up for lost; an unknown record is made from it (R5).
    """
    if mutation.fault is not None:
        return Decision(HELD, mutation.fault.code)
    if mutation.act in DESK_ACTS:
        return _decide_desk_act(world, mutation)
    if mutation.act == RECOVER:
        return _decide_recover(world, mutation, voucher)
    return _decide(world, mutation, voucher, baseless)


def _decide_recover(world: World, mutation: Mutation, voucher: str | None) -> Decision:
    """Hold it until the desk releases it, or all that it says came by itself."""
    if is_here(world, mutation):
        return Decision(HELD, REPLACED)
    if voucher is None:
        known = world.known.get(mutation.id)
        is_refused = known is not None and known.waits_for is not None  # at an earlier release
        code = known.code if known and is_refused else RECOVERED
        return Decision(HELD, code, mutation.record_id)
    decision = _decide(world, mutation, voucher, baseless=True)
    return decision._replace(waits_for=mutation.record_id) if decision.is_held else decision


def _decide(world: World, mutation: Mutation, voucher: str | None, baseless: bool) -> Decision:
    head = world.heads.get(mutation.record_id or "")
    if head is None and (mutation.act == CREATE or baseless):
        return _begin(world, mutation, voucher)
    if head is None:
        return _refuse_base(world, mutation) or _wait_for(mutation.record_id)
    held = (
        _refuse_kind(mutation, head)
        or _refuse_rights(world, mutation, head.stream, voucher)
        or _refuse_new_stream(world, mutation, voucher)
        or (None if baseless else _refuse_base(world, mutation))
        or _refuse_locked(world, mutation, head)
    )
    if held is not None:
        return held
    return EFFECTS[mutation.act or ""](world, mutation, head, baseless)


def _decide_desk_act(world: World, mutation: Mutation) -> Decision:
    refused = _refuse_rights(world, mutation, DESK, None)
    if refused is not None:
        return refused
    return Decision(APPLIED) if mutation.target in world.known else _wait_for(mutation.target)


def _wait_for(awaited: str | None) -> Decision:
    return Decision(HELD, UNKNOWN_BASE, awaited)


def _refuse_kind(mutation: Mutation, head: Head) -> Decision | None:
    return Decision(HELD, BAD_DATA) if mutation.kind != head.kind else None


def _refuse_rights(
    world: World, mutation: Mutation, stream: str, voucher: str | None, act: str | None = None
) -> Decision | None:
    act = act or (EDIT if mutation.act == RECOVER else mutation.act or "")
    roles = world.roles(mutation.person, stream)
    vouched = voucher is not None and streams.DESK_ROLE in world.roles(voucher, stream)
    if not roles and not vouched:
        return Decision(HELD, OUT_OF_SCOPE)
    if not vouched and not streams.may(roles, act, stream, mutation.content):
        return Decision(HELD, READ_ONLY)
    if _is_the_desks(mutation) and not vouched and streams.DESK_ROLE not in roles:
        return Decision(HELD, READ_ONLY)
    if streams.only_chief_may(mutation) and not _is_of_a_chief(world, mutation, voucher):
        return Decision(HELD, READ_ONLY)
    return None


def _is_the_desks(mutation: Mutation) -> bool:
    """Say whether it settles what reviewers or movers disagree about: content is the authors'."""
    return mutation.act == RESOLVE and bool(mutation.names & {REVIEW, STREAM})


def _is_of_a_chief(world: World, mutation: Mutation, voucher: str | None) -> bool:
    """Say whether a chief wrote it, or releases it."""
    return streams.CHIEF in (world.posts.get(mutation.person), world.posts.get(voucher or ""))


def _refuse_new_stream(world: World, mutation: Mutation, voucher: str | None) -> Decision | None:
    """A move needs the rights on both streams."""
    if mutation.act != MOVE:
        return None
    return _refuse_rights(world, mutation, mutation.content["stream"], voucher)


def _refuse_base(world: World, mutation: Mutation) -> Decision | None:
    base = world.base_of(mutation)
    if base is None or mutation.act in (CREATE, NOTE):
        return None
    known = world.known.get(base)
    if known is None or known.is_held:
        return _wait_for(base)
    return Decision(HELD, BAD_DATA) if known.record_id != mutation.record_id else None


def _refuse_locked(world: World, mutation: Mutation, head: Head) -> Decision | None:
    if not world.closed_until or not head.counted_on or head.counted_on > world.closed_until:
        return None
    if mutation.act in (REMOVE, MOVE) or REMOVED in mutation.names:
        return Decision(HELD, LOCKED)
    if mutation.act not in (CREATE, EDIT, RESOLVE, RECOVER):
        return None
    names = mutation.names - {STREAM, REVIEW}
    is_locked = names and world.kinds.locks(head.kind, names)
    return Decision(HELD, LOCKED) if is_locked else None


def _begin(world: World, mutation: Mutation, voucher: str | None) -> Decision:
    """Make the record: from its create, or from what was released without its base."""
    stream = mutation.stream or ""
    base = world.known.get(world.base_of(mutation) or "")
    if base is not None and base.record_id not in (None, mutation.record_id):
        return Decision(HELD, BAD_DATA)
    if stream.split(":")[0] != world.kinds.stream_type(mutation.kind or ""):
        return Decision(HELD, BAD_DATA)  # a hint alone must not carry it to another audience
    refused = _refuse_rights(world, mutation, stream, voucher, CREATE) or _refuse_new_stream(
        world, mutation, voucher
    )
    if refused is not None:
        return refused
    brings_content = mutation.act in (CREATE, EDIT, RESOLVE)
    content: dict[str, Any] = {}
    if brings_content:
        content = fresh(mutation.content, world.kinds.item_keys(mutation.kind or ""))
        content.pop(REMOVED, None)
    head = Head(
        id=mutation.record_id or "",
        stream=stream,
        kind=mutation.kind or "",
        kind_version=mutation.kind_version,
        revision=mutation.id,
        person=mutation.person,
        content=content,
    )
    if brings_content:
        return Decision(APPLIED, head=head, begins=True)
    return EFFECTS[mutation.act or ""](world, mutation, head, True)._replace(begins=True)


def dated(world: World, head: Head, seq: int) -> Head:
    """Give a decision's head its seq, and what follows from its content: its day, its state, the
    day it counts for.
    """
    before = world.heads.get(head.id)
    occurred_on = world.kinds.occurred_on(head.kind, head.content)
    counted_on = head.counted_on
    if before is None or occurred_on != before.occurred_on:
        counted_on = _counted_on(occurred_on, world.closed_until)
    is_removed = head.removed is not None
    return head._replace(
        seq=seq,
        occurred_on=occurred_on,
        counted_on=counted_on,
        state="removed" if is_removed else world.kinds.state(head.kind, head.content),
        is_open=not is_removed and world.kinds.is_open(head.kind, head.content),
    )


def _counted_on(occurred_on: str | None, closed_until: str | None) -> str | None:
    """What comes after its period was closed counts on the first open day."""
    if not occurred_on or not closed_until or occurred_on > closed_until:
        return occurred_on
    return (date.fromisoformat(closed_until) + timedelta(days=1)).isoformat()
