"""The judge: what a mutation would do to the world. It changes nothing itself.

The order of questions is the protocol's: is its inside right, has its record or base arrived,
may this person do this here and now, is the period open, and only then what it does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from server.sync import streams
from server.sync.acts import BAD_DATA, CREATE, DESK_ACTS, EDIT, MOVE, NOTE, REMOVE, RESOLVE
from server.sync.acts import REVIEW as REVIEW_ACT
from server.sync.canonical import same, was_hash
from server.sync.head import DESK, HELD, Head
from server.sync.merge import REMOVED, REVIEW, STREAM, Edit, close, fresh, merge, sibling
from server.sync.mutation import Mutation
from server.sync.world import World

APPLIED, MERGED, CONFLICT = "applied", "merged", "conflict"
UNKNOWN_BASE, OUT_OF_SCOPE, READ_ONLY, LOCKED = (
    "UNKNOWN_BASE",
    "OUT_OF_SCOPE",
    "READ_ONLY",
    "LOCKED",
)


@dataclass(frozen=True)
class Decision:
    """A verdict, and the record's head as it would be (its seq is given when it is carried out)."""

    verdict: str
    code: str | None = None
    waits_for: str | None = None
    siblings: tuple[str, ...] = ()
    head: Head | None = None
    begins: bool = False

    @property
    def is_held(self) -> bool:
        """Say whether it takes no effect."""
        return self.verdict == HELD


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
    head = world.heads.get(mutation.record_id or "")
    if head is None and (mutation.act == CREATE or baseless):
        return _begin(world, mutation, voucher)
    if head is None:
        return _wait_for(mutation.base or mutation.record_id)
    held = (
        _refuse_kind(mutation, head)
        or _refuse_rights(world, mutation, head.stream, voucher)
        or _refuse_new_stream(world, mutation, voucher)
        or (None if baseless else _refuse_base(world, mutation))
        or _refuse_locked(world, mutation, head)
    )
    if held is not None:
        return held
    decision = _ACTS[mutation.act or ""](world, mutation, head, baseless)
    return _dated(world, decision, head)


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
    act = act or mutation.act or ""
    roles = world.roles(mutation.person, stream)
    vouched = voucher is not None and streams.DESK_ROLE in world.roles(voucher, stream)
    if not roles and not vouched:
        return Decision(HELD, OUT_OF_SCOPE)
    if not vouched and not streams.may(roles, act, stream, mutation.content):
        return Decision(HELD, READ_ONLY)
    chiefs = {world.posts.get(mutation.person), world.posts.get(voucher or "")}
    is_chiefs = streams.only_chief_may(mutation.kind or "", mutation.act or "", mutation.names)
    if is_chiefs and streams.CHIEF not in chiefs:
        return Decision(HELD, READ_ONLY)
    return None


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
    counts = mutation.act in (CREATE, EDIT, REMOVE, MOVE)
    changes = mutation.act == RESOLVE and bool(mutation.names - {STREAM, REVIEW})
    return Decision(HELD, LOCKED) if counts or changes else None


def _begin(world: World, mutation: Mutation, voucher: str | None) -> Decision:
    """Make the record: from its create, or from what was released without its base."""
    stream = mutation.stream or ""
    base = world.known.get(world.base_of(mutation) or "")
    if base is not None and base.record_id not in (None, mutation.record_id):
        return Decision(HELD, BAD_DATA)
    refused = _refuse_rights(world, mutation, stream, voucher, CREATE) or _refuse_new_stream(
        world, mutation, voucher
    )
    if refused is not None:
        return refused
    head = Head(
        id=mutation.record_id or "",
        stream=stream,
        kind=mutation.kind or "",
        kind_version=mutation.kind_version,
        revision=mutation.id,
        person=mutation.person,
    )
    if mutation.act in (CREATE, EDIT, RESOLVE):
        item_keys = world.kinds.item_keys(head.kind)
        fields = {k: v for k, v in mutation.content.items() if k != REMOVED}
        head = replace(head, content=fresh(fields, item_keys))
        return _dated(world, Decision(APPLIED, head=head, begins=True), None)
    decision = _ACTS[mutation.act or ""](world, mutation, head, True)
    return _dated(world, replace(decision, begins=True), None)


def _dated(world: World, decision: Decision, before: Head | None) -> Decision:
    """Give the head what follows from its content: its day, its state, the day it counts for."""
    head = decision.head
    if head is None:
        return decision
    occurred_on = world.kinds.occurred_on(head.kind, head.content)
    counted_on = head.counted_on
    if before is None or occurred_on != before.occurred_on:
        counted_on = _counted_on(occurred_on, world.closed_until)
    is_removed = head.removed is not None
    dated = replace(
        head,
        occurred_on=occurred_on,
        counted_on=counted_on,
        state="removed" if is_removed else world.kinds.state(head.kind, head.content),
        is_open=not is_removed and world.kinds.is_open(head.kind, head.content),
    )
    return replace(decision, head=dated)


def _counted_on(occurred_on: str | None, closed_until: str | None) -> str | None:
    """What comes after its period was closed counts on the first open day."""
    if not occurred_on or not closed_until or occurred_on > closed_until:
        return occurred_on
    return (date.fromisoformat(closed_until) + timedelta(days=1)).isoformat()


def _edit(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    merged = merge(
        head.content,
        head.siblings,
        _as_edit(world, mutation, mutation.content, mutation.was),
        frozen=head.removed is not None,
    )
    changed = replace(
        head,
        content=merged.content,
        siblings=merged.siblings,
        revision=mutation.id,
        kind_version=max(head.kind_version, mutation.kind_version),
    )
    return _ruled(world, mutation, head, changed, merged.added)


def _as_edit(
    world: World, mutation: Mutation, content: dict[str, Any], was: dict[str, Any]
) -> Edit:
    ancestors: set[str] | None = None

    def on_chain(revision: str) -> bool:
        nonlocal ancestors
        if ancestors is None:
            ancestors = world.ancestors(mutation)
        return revision in ancestors

    item_keys = world.kinds.item_keys(mutation.kind or "")
    return Edit(mutation.id, mutation.person, mutation.at, content, was, item_keys, on_chain)


def _ruled(
    world: World, mutation: Mutation, before: Head, after: Head, added: list[str]
) -> Decision:
    is_newest = world.base_of(mutation) == before.revision
    verdict = CONFLICT if added else APPLIED if is_newest else MERGED
    return Decision(verdict, siblings=tuple(added), head=after)


def _remove(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    reason = str(mutation.content.get("reason") or "")
    if head.removed is not None:
        return _ruled(world, mutation, head, replace(head, revision=mutation.id), [])
    is_newest = world.base_of(mutation) == head.revision or head.revision == mutation.id
    if not is_newest:
        return _stale(mutation, head, REMOVED, reason)
    others = [s for s in head.siblings if s["field"] != REMOVED]
    removed = replace(head, removed=reason, siblings=others, revision=mutation.id)
    return Decision(APPLIED, head=removed)


def _stale(mutation: Mutation, head: Head, field: str, value: Any) -> Decision:
    kept = sibling(mutation.id, field, value, mutation.person, mutation.at)
    changed = replace(head, siblings=[*head.siblings, kept], revision=mutation.id)
    return Decision(CONFLICT, siblings=(field,), head=changed)


def _resolve(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    content, was, added = dict(mutation.content), dict(mutation.was), list[str]()
    siblings = close(head.siblings, mutation.names, _seen_by(world, mutation))
    removed = head.removed
    if REMOVED in mutation.names:
        wanted = content.get(REMOVED)
        if same(removed, wanted) or was_hash(removed) == was.get(REMOVED):
            removed = wanted
        else:
            at = mutation.at
            siblings.append(sibling(mutation.id, REMOVED, wanted, mutation.person, at))
            added.append(REMOVED)
    for name in (REMOVED, REVIEW, STREAM):
        content.pop(name, None)
        was.pop(name, None)
    edit = _as_edit(world, mutation, content, was)
    merged = merge(head.content, siblings, edit, frozen=removed is not None)
    changed = replace(
        head,
        content=merged.content,
        siblings=merged.siblings,
        removed=removed,
        revision=mutation.id,
    )
    return _ruled(world, mutation, head, changed, added + merged.added)


def _seen_by(world: World, mutation: Mutation) -> Callable[[str], bool]:
    """Say which siblings a resolve closes: those it names, else those that stood at its base."""
    if mutation.target is not None:
        return set(mutation.target).__contains__
    base = world.base_of(mutation)
    limit = world.position(base) if base in world.chain else 0
    return lambda revision: world.position(revision) <= limit


def _move(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    to = mutation.content["stream"]
    if to.split(":")[0] != head.stream.split(":")[0]:
        return Decision(HELD, BAD_DATA)
    if head.stream != to and was_hash(head.stream) != mutation.was.get(STREAM):
        return _stale(mutation, head, STREAM, to)
    moved = replace(head, stream=to, revision=mutation.id)
    return _ruled(world, mutation, head, moved, [])


def _note(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    entry = {**_signed(mutation), **mutation.content}
    return Decision(APPLIED, head=replace(head, conversation=[*head.conversation, entry]))


def _signed(mutation: Mutation) -> dict[str, Any]:
    parts = {"id": mutation.id, "person": mutation.person, "at": mutation.at}
    return {**parts, "target": mutation.target}


def _review(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    content = mutation.content
    base = None if baseless else world.base_of(mutation)
    if base != head.review_revision:
        kept = sibling(mutation.id, REVIEW, content, mutation.person, mutation.at)
        siblings = [*head.siblings, kept]
        return Decision(
            CONFLICT,
            siblings=(REVIEW,),
            head=replace(head, siblings=siblings, review_revision=mutation.id),
        )
    conversation = head.conversation
    if content.get("question"):
        question = {"type": "question", "text": content["question"], "field": content.get("field")}
        conversation = [*conversation, {**_signed(mutation), **question}]
    reviewed = replace(
        head,
        review={**content, **_signed(mutation)},
        review_revision=mutation.id,
        conversation=conversation,
        siblings=[s for s in head.siblings if s["field"] != REVIEW],
    )
    return Decision(APPLIED, head=reviewed)


_ACTS: dict[str, Callable[[World, Mutation, Head, bool], Decision]] = {
    CREATE: _edit,
    EDIT: _edit,
    REMOVE: _remove,
    RESOLVE: _resolve,
    MOVE: _move,
    NOTE: _note,
    REVIEW_ACT: _review,
}
