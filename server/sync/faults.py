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
    RELEASE,
    REMOVE,
    RESOLVE,
    REVIEW,
    Fault,
    Kinds,
)
from server.sync.blob_names import are_blobs, is_sha256, named
from server.sync.merge import REMOVED, STREAM

MAX_TEXT, MAX_QUESTION, MAX_REASON = 2000, 200, 200
_STREAM = re.compile(r"directory|notices|desk|(log|mediation):[0-9a-f-]{36}")
_WAS = re.compile(r"[0-9a-f]{8}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,59}(/[0-9a-f-]{36})?")


@dataclass(frozen=True)
class Inside:
    """A fault of a mutation's own parts, found without looking at its kind."""

    detail: str
    code: str = BAD_DATA


def find_fault(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    """Find what is wrong with a mutation's inside, first its own parts, then its content."""
    reason = _odd_part(body)
    if reason:
        return Inside(reason)
    if body["act"] in DESK_ACTS:
        return _wrapped(_odd_desk_act(body))
    if kinds.stream_type(body["kind"]) is None:
        return Inside(f"kind {body['kind'][:40]!r} is unknown")
    if body["act"] == CREATE and body["stream"].split(":")[0] != kinds.stream_type(body["kind"]):
        return Inside(f"kind {body['kind']} does not go to stream {body['stream']}")
    if body["act"] in (CREATE, EDIT, RESOLVE):
        return _odd_fields(body, kinds)
    return _odd_version(body, kinds) or _wrapped(
        _ODD_CONTENT[body["act"]](body.get("content") or {}, body)
    )


def _odd_version(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    """Check the version where no field hangs on it: a record may be made from the act (R5)."""
    version = body.get("kind_version")
    return None if version is None else kinds.check(body["kind"], version, {})


def _wrapped(reason: str | None) -> Fault | None:
    return Inside(reason) if reason else None


def _odd_part(body: dict[str, Any]) -> str | None:
    """Find the first part of the body that has not the right form."""
    checks = {
        f"unknown parts {sorted(body.keys() - KEYS)[:3]}": body.keys() <= KEYS,
        "act is unknown": isinstance(body.get("act"), str) and body["act"] in ACTS,
        "record_id must be a UUID": is_id(body.get("record_id")),
        "stream has not the form of one": is_stream(body.get("stream")),
        "kind must be a text": isinstance(body.get("kind"), str),
        "base must be a UUID or null": body.get("base") is None or is_id(body["base"]),
        "at must be a time with a zone": _is_time(body.get("at")),
        "clock_offset_ms must be a whole number": _is_whole(body.get("clock_offset_ms") or 0),
        "content must be an object": isinstance(body.get("content") or {}, dict),
        "was must be an object": isinstance(body.get("was") or {}, dict),
        "blobs must be a list of sha256": are_blobs(body.get("blobs") or []),
        "blobs must be what the content names, sorted, each once": _are_named(body),
        "target has not the right form": _is_target(body.get("act"), body.get("target")),
    }
    return next((reason for reason, is_right in checks.items() if not is_right), None)


def is_stream(value: object) -> bool:
    """Say whether it has the form of a stream's name."""
    return isinstance(value, str) and _STREAM.fullmatch(value) is not None


def is_kind(value: object) -> bool:
    """Say whether it has the form of a kind's name."""
    return isinstance(value, str) and len(value) <= 40 and _FIELD.fullmatch(value) is not None


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _are_named(body: dict[str, Any]) -> bool:
    """What retention emptied may still tell what it named before."""
    told = body.get("blobs") or []
    return body.get("purged") is not None or told == sorted(named(body.get("content")))


def _is_target(act: object, value: object) -> bool:
    if act == RESOLVE:
        return value is None or (isinstance(value, list) and all(map(is_id, value)))
    if act in (RELEASE, CLOSE, REVIEW):
        return is_id(value)
    return value is None or is_id(value)


def _odd_fields(body: dict[str, Any], kinds: Kinds) -> Fault | None:
    content, was = dict(body.get("content") or {}), body.get("was") or {}
    if body["act"] == RESOLVE:
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
        ids = [item[key] for item in content.get(name) or ()]
        if len(set(ids)) != len(ids):
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


def _is_field(value: object) -> bool:
    return value is None or (isinstance(value, str) and _FIELD.fullmatch(value) is not None)


_ODD_CONTENT = {REMOVE: _odd_remove, MOVE: _odd_move, NOTE: _odd_note, REVIEW: _odd_review}
