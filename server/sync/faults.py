"""What makes the inside of a mutation wrong: it is stored as it came, and held."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.ids import is_id
from server.sync.acts import (
    ACTS,
    BAD_DATA,
    CLOSE,
    CREATE,
    DECISIONS,
    DESK_ACTS,
    EDIT,
    KEYS,
    MOVE,
    NOTE,
    NOTE_TYPES,
    RECOVER,
    RELEASE,
    REMOVE,
    RESOLVE,
    REVIEW,
    Fault,
    Kinds,
)
from server.sync.blob_names import are_blobs, is_sha256
from server.sync.merge import PSEUDO, REMOVED, STREAM

MAX_TEXT, MAX_QUESTION, MAX_REASON = 2000, 200, 200
_STREAM = re.compile(r"directory|notices|desk|(log|mediation):[0-9a-f-]{36}")
_WAS = re.compile(r"[0-9a-f]{8}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,59}(/[0-9a-f-]{36})?")


@dataclass(frozen=True)
class Inside:
    """A fault of a mutation's own parts, found without looking at its kind."""

    detail: str
    code: str = BAD_DATA


def find_fault(body: dict[str, Any], kinds: Kinds, names: set[str]) -> Fault | None:
    """Find what is wrong with a mutation's inside, first its own parts, then its content.

    `names`: the blobs that its content names.
    """
    reason = _odd_part(body, names)
    if reason:
        return Inside(reason)
    act, kind = body["act"], body["kind"]
    if act in DESK_ACTS:
        return _wrapped(_odd_desk_act(body))
    stream_type = kinds.stream_type(kind)
    if stream_type is None:
        return Inside(f"kind {kind[:40]!r} is unknown")
    if act == CREATE and body["stream"].split(":")[0] != stream_type:
        return Inside(f"kind {kind} does not go to stream {body['stream']}")
    if act in (CREATE, EDIT, RESOLVE):
        return _odd_fields(body, kinds)
    if act == RECOVER:
        return _odd_recover(body, kinds)
    return _odd_version(body, kinds) or _wrapped(_ODD_CONTENT[act](body.get("content") or {}, body))


def _odd_version(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    """Check the version where no field hangs on it: a record may be made from the act (R5)."""
    version = body.get("kind_version")
    return None if version is None else kinds.check(body["kind"], version, {})


def _wrapped(reason: str | None) -> Fault | None:
    return Inside(reason) if reason else None


def _odd_part(body: dict[str, Any], names: set[str]) -> str | None:
    """Find the first part of the body that has not the right form."""
    if not KEYS.issuperset(body):
        return f"unknown parts {sorted(body.keys() - KEYS)[:3]}"
    return _odd_name(body) or _odd_rest(body, names)


def _odd_name(body: dict[str, Any]) -> str | None:
    """Check what says which act it is, upon what and when."""
    act, base = body.get("act"), body.get("base")
    if not isinstance(act, str) or act not in ACTS:
        return "act is unknown"
    if not is_id(body.get("record_id")):
        return "record_id must be a UUID"
    if not is_stream(body.get("stream")):
        return "stream has not the form of one"
    if not isinstance(body.get("kind"), str):
        return "kind must be a text"
    if base is not None and not is_id(base):
        return "base must be a UUID or null"
    if not _is_time(body.get("at")):
        return "at must be a time with a zone"
    return None


def _odd_rest(body: dict[str, Any], names: set[str]) -> str | None:
    """Check the rest; what retention emptied may still tell which blobs it named before."""
    offset, blobs = body.get("clock_offset_ms"), body.get("blobs") or []
    if offset and (not isinstance(offset, int) or isinstance(offset, bool)):
        return "clock_offset_ms must be a whole number"
    if not isinstance(body.get("content") or {}, dict):
        return "content must be an object"
    if not isinstance(body.get("was") or {}, dict):
        return "was must be an object"
    if not are_blobs(blobs):
        return "blobs must be a list of sha256"
    if blobs != sorted(names) and body.get("purged") is None:
        return "blobs must be what the content names, sorted, each once"
    if not _is_target(body["act"], body.get("target")):
        return "target has not the right form"
    return None


def is_stream(value: object) -> bool:
    """Say whether it has the form of a stream's name."""
    return isinstance(value, str) and _STREAM.fullmatch(value) is not None


def is_kind(value: object) -> bool:
    """Say whether it has the form of a kind's name."""
    return isinstance(value, str) and len(value) <= 40 and _FIELD.fullmatch(value) is not None


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_target(act: object, value: object) -> bool:
    if act == RESOLVE:
        return value is None or (isinstance(value, list) and all(map(is_id, value)))
    if act in (RELEASE, CLOSE, REVIEW, RECOVER):
        return is_id(value)
    return value is None or is_id(value)


def _odd_fields(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    content, was = body.get("content") or {}, body.get("was") or {}
    if body["act"] == RESOLVE:
        content = dict(content)
        reason = content.pop(REMOVED, None)
        if reason is not None and not _is_text(reason, MAX_REASON):
            return Inside(f"removed must be a text of at most {MAX_REASON}")
        if STREAM in content and not is_stream(content.pop(STREAM)):
            return Inside("stream has not the form of one")
    fault = kinds.check(body["kind"], body.get("kind_version"), content)
    if fault is not None:
        return fault
    keys = kinds.item_keys(body["kind"])
    return _wrapped(_odd_was(was, keys) or _odd_items(content, keys))


def _odd_was(was: dict[str, Any], item_keys: Mapping[str, str]) -> str | None:
    for name, seen in was.items():
        if not _FIELD.fullmatch(name):
            return "was names an odd field"
        values = [seen]
        if name in item_keys and seen is not None:
            if not isinstance(seen, dict) or not all(map(is_id, seen)):
                return f"was of {name} must map item ids to hashes"
            values = list(seen.values())
        if not all(v is None or (isinstance(v, str) and _WAS.fullmatch(v)) for v in values):
            return f"was of {name} must be 8 hex digits or null"
    return None


def _odd_items(content: dict[str, Any], item_keys: Mapping[str, str]) -> str | None:
    for name, key in item_keys.items():
        items = content.get(name)
        if items and len({item[key] for item in items}) != len(items):
            return f"an item of {name} stands twice"
    return None


def _is_text(value: object, limit: int) -> bool:
    return isinstance(value, str) and len(value) <= limit


def _odd_desk_act(body: dict[str, Any]) -> str | None:
    content = body.get("content") or {}
    if body["act"] == CLOSE and not (
        _is_text(content.get("reason"), MAX_REASON) and content["reason"]
    ):
        return f"close needs a reason of at most {MAX_REASON}"
    if not _is_text(content.get("reason") or "", MAX_REASON) or content.keys() - {"reason"}:
        return "a desk act holds a reason only"
    return None


def _odd_remove(content: dict[str, Any], _body: dict[str, Any]) -> str | None:
    if content.keys() - {"reason"} or not _is_text(content.get("reason") or "", MAX_REASON):
        return f"remove holds a reason of at most {MAX_REASON} only"
    return None


def _odd_move(content: dict[str, Any], body: dict[str, Any]) -> str | None:
    if content.keys() != {"stream"} or not is_stream(content["stream"]):
        return "move names the new stream only"
    return _odd_was(body.get("was") or {}, {})


def _odd_note(content: dict[str, Any], _body: dict[str, Any]) -> str | None:
    blob = content.get("blob")
    checks = {
        "a note holds type, text, blob and field only": not content.keys()
        - {"type", "text", "blob", "field"},
        "note type is unknown": isinstance(content.get("type"), str)
        and content["type"] in NOTE_TYPES,
        f"note text must be at most {MAX_TEXT}": _is_text(content.get("text") or "", MAX_TEXT),
        "note blob must be a sha256": blob is None or is_sha256(blob),
        "note field is odd": _is_field(content.get("field")),
    }
    return next((reason for reason, is_right in checks.items() if not is_right), None)


def _odd_review(content: dict[str, Any], _body: dict[str, Any]) -> str | None:
    checks = {
        "a review holds decision, question and field only": not content.keys()
        - {"decision", "question", "field"},
        "decision is unknown": isinstance(content.get("decision"), str)
        and content["decision"] in DECISIONS,
        f"question must be at most {MAX_QUESTION}": _is_text(
            content.get("question") or "", MAX_QUESTION
        ),
        "review field is odd": _is_field(content.get("field")),
    }
    return next((reason for reason, is_right in checks.items() if not is_right), None)


def _odd_recover(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    """Check what a recover says of a record as what it is: fields, values beside them, talk."""
    said = body.get("content") or {}
    siblings, talk = said.get("siblings") or [], said.get("conversation") or []
    checks = {
        "a recover says content, person, removed, siblings, conversation and review only": not (
            said.keys() - {"content", "person", "removed", "siblings", "conversation", "review"}
        ),
        "a recover says its fields": isinstance(said.get("content"), dict),
        "a recover says whose record it is": _is_text(said.get("person"), 36),
        "removed is odd": _is_text(said.get("removed") or "", MAX_REASON),
        "a sibling is odd": isinstance(siblings, list) and all(map(_is_sibling, siblings)),
        "an entry is odd": isinstance(talk, list) and all(map(_is_entry, talk)),
        "the review is odd": isinstance(said.get("review") or {}, dict),
    }
    reason = next((reason for reason, is_right in checks.items() if not is_right), None)
    if reason:
        return Inside(reason)
    item_keys = kinds.item_keys(body["kind"])
    for content in (said["content"], *(_as_content(one) for one in siblings)):
        fault = kinds.check(body["kind"], body.get("kind_version"), content)
        if fault is not None:
            return fault
    return _wrapped(_odd_items(said["content"], item_keys))


def _is_sibling(one: object) -> bool:
    if not isinstance(one, dict):
        return False
    is_place = isinstance(one.get("field"), str) and _FIELD.fullmatch(one["field"])
    return bool(is_place) and is_id(one.get("revision")) and _is_time(one.get("at"))


def _as_content(sibling: dict[str, Any]) -> dict[str, Any]:
    """Give a sibling's value in the place where it would stand."""
    name, _, item_id = sibling["field"].partition("/")
    value = sibling.get("value")
    return {} if name in PSEUDO else {name: [value] if item_id else value}


def _is_entry(one: object) -> bool:
    if not isinstance(one, dict) or not is_id(one.get("id")) or not _is_time(one.get("at")):
        return False
    parts = {name: part for name, part in one.items() if name not in ("id", "person", "at")}
    target = parts.pop("target", None)
    is_signed = _is_text(one.get("person"), 36) and (target is None or is_id(target))
    return is_signed and _odd_note(parts, one) is None


def _is_field(value: object) -> bool:
    return value is None or (isinstance(value, str) and _FIELD.fullmatch(value) is not None)


_ODD_CONTENT = {REMOVE: _odd_remove, MOVE: _odd_move, NOTE: _odd_note, REVIEW: _odd_review}
