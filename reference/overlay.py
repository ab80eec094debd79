"""What a person sees: the server's copy, and laid over it what he did that is not in it yet (R11).

The phone never merges: it shows its own last word on top, and the server decides.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from server.sync.canonical import compose, same, was_hash
from server.sync.lineage import parse_cursor

REVISING = frozenset({"create", "edit", "remove", "resolve", "move"})
SETTLED_HOLDS = frozenset({"CLOSED", "REPLACED", "ID_REUSED"})


def lies_over(
    retained: Mapping[str, Any],
    cursors: Mapping[str, str],
    stream: str | None,
    copy: Mapping[str, Any] | None,
    witness: str | None,
) -> bool:
    """Say whether an answered mutation must still be laid over the copy.

    Held: yes, until the desk ends it. Judged: until the copy's cursor reaches the witness of the
    reply that carried the verdict. Where the copy lacks it then, its row has moved on to a later
    seq: until the cursor reaches the phone's newest witness, when the pull is complete.
    """
    result = retained["result"]
    if result["verdict"] == "held":
        return result["code"] not in SETTLED_HOLDS
    cursor = parse_cursor(cursors.get(stream or "", "0"))
    until = max(_seq(retained["until"]), result["seq"])
    if cursor is None or cursor.seq < until:
        return True
    has_it = copy is not None and copy["seq"] >= result["seq"]
    return not has_it and cursor.seq < _seq(witness)


def lay_over(
    copy: Mapping[str, Any] | None,
    mutations: Iterable[Mapping[str, Any]],
    item_keys: Mapping[str, str],
) -> dict[str, Any] | None:
    """Give the record as shown; None where nothing is known of it."""
    shown = dict(copy) if copy is not None else None
    for mutation in mutations:
        if shown is None:
            shown = _begin(mutation)
        shown = _apply(shown, mutation, item_keys)
    return shown


def what_author_saw(
    shown: Mapping[str, Any] | None, content: Mapping[str, Any], item_keys: Mapping[str, str]
) -> dict[str, Any]:
    """Give `was` for an edit of these fields (R3)."""
    present = shown["content"] if shown else {}
    was: dict[str, Any] = {}
    for field, value in content.items():
        key = item_keys.get(field)
        if key is None:
            was[field] = _seen_hash(present.get(field))
        else:
            seen = {item[key]: item for item in present.get(field) or ()}
            was[field] = {item[key]: _seen_hash(seen.get(item[key])) for item in value or ()}
    return was


def _seen_hash(value: Any) -> str | None:
    """Hash what was seen as the server keeps it: some keyboards type decomposed letters."""
    return was_hash(compose(value))


def _begin(mutation: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": mutation["record_id"],
        "stream": mutation["stream"],
        "kind": mutation["kind"],
        "kind_version": mutation["kind_version"],
        "revision": None,
        "review_revision": None,
        "content": {},
        "review": None,
        "conversation": [],
        "siblings": [],
        "deleted": False,
        "seq": 0,
    }


def _apply(
    shown: dict[str, Any], mutation: Mapping[str, Any], item_keys: Mapping[str, str]
) -> dict[str, Any]:
    act, content = mutation["act"], mutation["content"]
    changed = dict(shown)
    if act in REVISING:
        changed["revision"] = mutation["id"]
    if act in ("create", "edit", "resolve"):
        fields = dict(content)
        if act == "resolve" and "removed" in fields:
            changed["removed"] = fields.pop("removed")
            changed["deleted"] = changed["removed"] is not None
        if act == "resolve":  # it names without writing them what no field is
            fields = {key: one for key, one in fields.items() if key not in ("stream", "review")}
        changed["content"] = _with_fields(shown.get("content") or {}, fields, item_keys)
    elif act == "remove":
        changed["deleted"] = True
        changed["removed"] = str(content.get("reason") or "")
    elif act == "move":
        changed["stream"] = content["stream"]
    elif act == "note":
        known = {entry["id"] for entry in shown.get("conversation") or ()}
        if mutation["id"] not in known:
            signed = {name: mutation.get(name) for name in ("id", "person", "at", "target")}
            entry = {**signed, **content}
            changed["conversation"] = [*(shown.get("conversation") or ()), entry]
    elif act == "review":
        changed["review"] = {**content, "target": mutation["target"]}
        changed["review_revision"] = mutation["id"]
    return changed


def _with_fields(
    present: Mapping[str, Any], content: Mapping[str, Any], item_keys: Mapping[str, str]
) -> dict[str, Any]:
    result = dict(present)
    for field, value in content.items():
        key = item_keys.get(field)
        if key is not None and value is not None:
            items = {item[key]: item for item in [*(present.get(field) or ()), *value]}
            result[field] = [items[item_id] for item_id in sorted(items)]
        elif value is None:
            result.pop(field, None)
        elif not same(present.get(field), value):
            result[field] = value
    return result


def _seq(text: str | None) -> int:
    cursor = parse_cursor(text)
    return cursor.seq if cursor else 0
