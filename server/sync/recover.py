"""Recover: what a phone still had of others' work, when this server was restored without it.

It is held for the desk, whoever sends it, and is over once all that it says is here without it.
Released, it writes what the record lacks; what differs stands beside it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from server.ids import hash_id
from server.sync.acts import BAD_DATA, BAD_VERSION, RECOVER
from server.sync.canonical import was_hash
from server.sync.emptying import CONVERSATION, is_touched
from server.sync.head import Head
from server.sync.merge import PSEUDO, REMOVED, Edit, merge, sibling

if TYPE_CHECKING:
    from server.sync.mutation import Mutation
    from server.sync.world import World, Written

RECOVERED, REPLACED = "RECOVERED", "REPLACED"


def stand_in_id(target: str) -> str:
    """Give the id of the server's own act that says what was released for a lost mutation."""
    return hash_id(RECOVER, target)


def is_here(world: "World", mutation: "Mutation") -> bool:
    """Say whether all that it says is here without it: in other acts on the record, in whatever
    state, or in a recover that came before it.
    """
    own = world.known.get(mutation.id)
    ids, values, emptied = set[str](), set[tuple[str, str | None]](), set[str]()
    for one in world.written.get(mutation.record_id or "", {}).values():
        known = world.known.get(one.id)
        is_over = (known.code if known else one.code) in (REPLACED, BAD_DATA, BAD_VERSION)
        is_later = own is not None and one.seq >= own.seq
        if one.id == mutation.id or (one.act == RECOVER and (is_over or is_later)):
            continue
        item_keys = world.kinds.item_keys(mutation.kind or "")
        ids |= {one.id} | _ids_in(one)
        values |= set(_values(one.content, one.act, item_keys))
        emptied |= set(one.purged)
    said = set(_values(mutation.content, RECOVER, world.kinds.item_keys(mutation.kind or "")))
    missing = {place for place, _ in said - values if not is_touched(place, emptied)}
    talk = set() if CONVERSATION in emptied else _talk(mutation.content)
    return mutation.target in ids and not missing and talk <= ids


def _ids_in(one: "Written") -> set[str]:
    """Give the acts that are here as far as a recover says what they said."""
    return {str(one.target)} | _talk(one.content) if one.act == RECOVER else set()


def _talk(content: Mapping[str, Any]) -> set[str]:
    return {entry["id"] for entry in content.get(CONVERSATION) or ()}


def _values(
    content: Mapping[str, Any], act: str | None, item_keys: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    """Give each value that an act says, with its place: a field, or an item of a list."""
    if act != RECOVER:
        yield from _units(content, item_keys)
        return
    yield from _units(content.get("content") or {}, item_keys)
    for one in content.get("siblings") or ():
        yield one["field"], was_hash(one["value"])


def _units(
    content: Mapping[str, Any], item_keys: Mapping[str, str]
) -> Iterator[tuple[str, str | None]]:
    for name, value in content.items():
        key = item_keys.get(name)
        items = value if key and isinstance(value, list) else None
        if items is None:
            yield name, was_hash(value)
        for item in items or ():
            if isinstance(item, dict):
                yield f"{name}/{item.get(key)}", was_hash(item)


def given_back(world: "World", mutation: "Mutation", head: Head) -> tuple[Head, list[str]]:
    """Lay what it says over a head, as one who saw nothing of it; give where siblings stand."""
    content = mutation.content
    is_new = head.revision == mutation.id
    person = content["person"]
    item_keys = world.kinds.item_keys(head.kind)
    edit = Edit(
        mutation.id, person, mutation.at, content["content"], {}, item_keys, lambda _one: False
    )
    merged = merge(head.content, head.siblings, edit, frozen=head.removed is not None)
    siblings, added = merged.siblings, merged.added
    for one in content.get("siblings") or ():
        if one["revision"] not in world.known and one["field"] not in PSEUDO:
            siblings.append(sibling(mutation.id, one["field"], one["value"], person, one["at"]))
            added.append(one["field"])
    removed = head.removed
    if removed is None and content.get(REMOVED) is not None:
        if is_new:
            removed = content[REMOVED]
        else:
            value = content[REMOVED]
            siblings.append(sibling(mutation.id, REMOVED, value, person, mutation.at))
            added.append(REMOVED)
    known = {entry["id"] for entry in head.conversation}
    talk = [entry for entry in content.get(CONVERSATION) or () if entry["id"] not in known]
    changed = head._replace(
        content=merged.content,
        siblings=siblings,
        removed=removed,
        conversation=[*head.conversation, *talk],
        revision=mutation.id,
        kind_version=max(head.kind_version, mutation.kind_version),
        person=person if is_new else head.person,
    )
    return changed, added
