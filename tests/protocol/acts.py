"""Short words for acts on a record, on top of the cast's create and edit."""

from typing import Any

from server.sync.canonical import was_hash
from tests.cast import Cast

Json = dict[str, Any]
TEXT = "handover_text"
STARTED = {"started_at": "2026-11-19T22:00:00+07:00"}


def act(cast: Cast, who: str, name: str, on: Json, **parts: Any) -> Json:
    """Make any act on the record of a mutation."""
    parts = {"stream": on["stream"], "kind": on["kind"], **parts}
    return cast.mutation(who, name, on["record_id"], **parts)


def note(cast: Cast, who: str, on: Json, text: str = "Đèn hỏng", **parts: Any) -> Json:
    content = {"type": parts.pop("note_type", "remark"), "text": text}
    return act(cast, who, "note", on, **{"content": content, **parts})


def review(cast: Cast, who: str, on: Json, decision: str = "accepted", **parts: Any) -> Json:
    content = {"decision": decision}
    return act(cast, who, "review", on, **{"target": on["id"], "content": content, **parts})


def remove(cast: Cast, who: str, on: Json, reason: str = "nhập nhầm", **parts: Any) -> Json:
    return act(
        cast, who, "remove", on, **{"base": on["id"], "content": {"reason": reason}, **parts}
    )


def move(cast: Cast, who: str, on: Json, to: str, **parts: Any) -> Json:
    parts = {"base": on["id"], "was": {"stream": was_hash(on["stream"])}, **parts}
    return act(cast, who, "move", on, content={"stream": to}, **parts)


def release(cast: Cast, who: str, held: Json, act: str = "release", **parts: Any) -> Json:
    """Make a desk act on a held mutation: release, or close with a reason."""
    content = {"reason": "đã xem"}
    known = {"stream": "desk", "kind": "held", "target": held["id"], "content": content}
    return cast.mutation(who, act, held["record_id"], **{**known, **parts})


def change(cast: Cast, who: str, record_id: str, content: Json, **parts: Any) -> Json:
    """Edit what the server shows now, having seen it."""
    shown = cast.record("chief", record_id)
    was = {name: was_hash(shown["content"].get(name)) for name in content}
    known = {"stream": shown["stream"], "kind": shown["kind"], "base": shown["revision"]}
    return cast.mutation(
        who, "edit", record_id, **{**known, "content": content, "was": was, **parts}
    )


def close_period(cast: Cast, day: str | None, who: str = "chief") -> list[str]:
    """Close the figures up to a day, or open them again; give the verdict."""
    return cast.verdicts(who, change(cast, who, cast.commune_id, {"closed_until": day}))


def created(cast: Cast, who: str = "member", **parts: Any) -> Json:
    """Create a record and see it applied."""
    made = cast.create(who, **parts)
    assert cast.verdicts(who, made) == ["applied"]
    return made


def held_rows(cast: Cast, who: str = "officer") -> dict[str, Json]:
    """Give the desk's rows of held mutations by id."""
    return {row["id"]: row for row in cast.pull(who, "desk")["records"]}


def leave_group(cast: Cast, who: str) -> None:
    """Let a member leave, so that his streams are revoked."""
    left = change(cast, "chief", cast.members[who], {"status": "da_nghi"})
    assert cast.verdicts("chief", left) == ["applied"]


def come_back(cast: Cast, who: str) -> None:
    """Let a member who left come back."""
    back = change(cast, "chief", cast.members[who], {"status": "dang_tham_gia"})
    assert cast.verdicts("chief", back) == ["applied"]
