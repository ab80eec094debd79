"""What each act does to a head, once it is judged that it may."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from server.sync.acts import BAD_DATA, CREATE, EDIT, MOVE, NOTE, RECOVER, REMOVE, RESOLVE
from server.sync.acts import REVIEW as REVIEW_ACT
from server.sync.canonical import same, was_hash
from server.sync.head import HELD, Head
from server.sync.merge import REMOVED, REVIEW, STREAM, Edit, close, merge, sibling
from server.sync.mutation import Mutation
from server.sync.recover import given_back
from server.sync.world import World

APPLIED, MERGED, CONFLICT = "applied", "merged", "conflict"


class Decision(NamedTuple):
    """A verdict, and the record's head as it would be (`judge.dated` gives the
    rest of it when it is carried out)."""

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


def _edit(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    merged = merge(
        head.content,
        head.siblings,
        _as_edit(world, mutation, mutation.content, mutation.was),
        frozen=head.removed is not None,
    )
    changed = head._replace(
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
        return _ruled(world, mutation, head, head._replace(revision=mutation.id), [])
    is_newest = world.base_of(mutation) == head.revision or head.revision == mutation.id
    if not is_newest:
        return _stale(mutation, head, REMOVED, reason)
    others = [s for s in head.siblings if s["field"] != REMOVED]
    removed = head._replace(removed=reason, siblings=others, revision=mutation.id)
    return Decision(APPLIED, head=removed)


def _stale(mutation: Mutation, head: Head, field: str, value: Any) -> Decision:
    kept = sibling(mutation.id, field, value, mutation.person, mutation.at)
    changed = head._replace(siblings=[*head.siblings, kept], revision=mutation.id)
    return Decision(CONFLICT, siblings=(field,), head=changed)


def _resolve(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    content, was, added = dict(mutation.content), dict(mutation.was), list[str]()
    siblings = close(head.siblings, _named_places(world, mutation), _seen_by(world, mutation))
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
    changed = head._replace(
        content=merged.content,
        siblings=merged.siblings,
        removed=removed,
        revision=mutation.id,
    )
    return _ruled(world, mutation, head, changed, added + merged.added)


def _named_places(world: World, mutation: Mutation) -> set[str]:
    """Name the places that a resolve decides: fields, and of item lists the items that it names."""
    places = set[str]()
    for name in mutation.names:
        key = world.kinds.item_keys(mutation.kind or "").get(name)
        items = mutation.content.get(name) or () if key else ()
        ids = {item[key] for item in items} | set((key and mutation.was.get(name)) or ())
        places |= {f"{name}/{item_id}" for item_id in ids} or {name}
    return places


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
    moved = head._replace(stream=to, revision=mutation.id)
    return _ruled(world, mutation, head, moved, [])


def _note(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    entry = {**_signed(mutation), **mutation.content}
    return Decision(APPLIED, head=head._replace(conversation=_said(head, entry)))


def _said(head: Head, entry: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Add to the talk what no recover gave back before."""
    is_there = any(one["id"] == entry["id"] for one in head.conversation)
    return head.conversation if is_there else [*head.conversation, entry]


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
            head=head._replace(siblings=siblings, review_revision=mutation.id),
        )
    conversation = head.conversation
    if content.get("question"):
        question = {"type": "question", "text": content["question"], "field": content.get("field")}
        conversation = _said(head, {**_signed(mutation), **question})
    reviewed = head._replace(
        review={**content, **_signed(mutation)},
        review_revision=mutation.id,
        conversation=conversation,
        siblings=[s for s in head.siblings if s["field"] != REVIEW],
    )
    return Decision(APPLIED, head=reviewed)


def _recover(world: World, mutation: Mutation, head: Head, baseless: bool) -> Decision:
    changed, added = given_back(world, mutation, head)
    verdict = CONFLICT if added else APPLIED if head.revision == mutation.id else MERGED
    return Decision(verdict, siblings=tuple(added), head=changed)


EFFECTS: dict[str, Callable[[World, Mutation, Head, bool], Decision]] = {
    CREATE: _edit,
    EDIT: _edit,
    REMOVE: _remove,
    RESOLVE: _resolve,
    MOVE: _move,
    NOTE: _note,
    REVIEW_ACT: _review,
    RECOVER: _recover,
}
