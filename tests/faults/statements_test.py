"""A database that fails at any one statement of a push: all of it is stored, or nothing.

What was acknowledged is complete; what was not can be sent again. The digests, the history and
the projections fit the rows in either case.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from server.db import db
from server.sync.judge import decide
from tests.cast import Cast
from tests.faults.consistency import assert_consistent

MOST_STATEMENTS = 120
BUSY = "database is locked"


class Fault:
    """Raises once, at the n-th statement that is sent while it is armed; 0 only counts."""

    def __init__(self, at: int, error: Exception | None = None) -> None:
        self.at, self.error, self.sent = at, error, 0

    def __call__(self, *_arguments: Any) -> None:
        self.sent += 1
        if self.sent == self.at and self.error is not None:
            raise self.error


@contextmanager
def armed(fault: Fault, name: str = "before_cursor_execute") -> Iterator[Fault]:
    event.listen(db.engine, name, fault)
    try:
        yield fault
    finally:
        event.remove(db.engine, name, fault)


def error_of(kind: str) -> Exception:
    text = BUSY if kind == "busy" else "disk I/O error"
    if kind == "bug":
        return RuntimeError("something that nobody thought of")
    return OperationalError("SELECT 1", {}, Exception(text), connection_invalidated=kind == "lost")


def batch_of(cast: Cast) -> list[dict[str, Any]]:
    """A push that touches much: a create, its edit, one that waits, a note, bad data."""
    patrol, later = cast.create("member"), cast.create("member")
    odd = cast.create("member", content={"started_at": 5})
    waiting = cast.edit("member", later, {"handover_text": "xong"})
    note = cast.mutation("member", "note", patrol["record_id"])
    note["content"] = {"type": "remark", "text": "đã qua"}
    edit = cast.edit("member", patrol, {"ended_at": "2026-11-20T01:00:00+07:00"})
    return [patrol, edit, waiting, note, odd, later]


VERDICTS = ["applied", "applied", "applied", "applied", "BAD_DATA", "applied"]


def words(results: list[dict[str, Any]]) -> list[str]:
    return [one["code"] or one["verdict"] for one in results]


def count_statements(cast: Cast) -> int:
    with armed(Fault(0)) as fault:
        cast.push("member", *batch_of(cast))
    return fault.sent


@pytest.mark.parametrize("kind", ["disk", "busy", "lost", "bug"])
def test_a_fault_at_any_statement_stores_all_or_nothing(cast: Cast, kind: str) -> None:
    total = count_statements(cast)
    assert 10 < total < MOST_STATEMENTS

    for at in range(1, total + 1):
        batch = batch_of(cast)
        with armed(Fault(at, error_of(kind))):
            response = cast.post("member", {"protocol": 1, "mutations": batch, "since": []})

        assert_consistent(cast.commune_id)
        again = cast.push("member", *batch)
        assert words(again) == VERDICTS, f"statement {at}"
        if response.status_code == 200:
            results = response.get_json()["results"]
            assert [(one["id"], one["seq"]) for one in results] == [
                (one["id"], one["seq"]) for one in again
            ]
            assert all(one["duplicate"] for one in again)
        else:
            assert kind in ("disk", "bug")  # the others are asked again
            assert response.status_code in (500, 503)
            assert not any(one["duplicate"] for one in again)
        assert_consistent(cast.commune_id)


def test_a_commit_that_fails_stores_nothing_and_a_resend_succeeds(cast: Cast) -> None:
    batch = batch_of(cast)
    with armed(Fault(0), "commit") as counting:
        cast.push("member", *batch_of(cast))

    for at in range(1, counting.sent + 1):
        with armed(Fault(at, error_of("bug")), "commit"):
            response = cast.post("member", {"protocol": 1, "mutations": batch, "since": []})
        assert_consistent(cast.commune_id)
        again = cast.push("member", *batch)
        assert words(again) == VERDICTS
        assert all(one["duplicate"] == (response.status_code == 200) for one in again)
        batch = batch_of(cast)


@pytest.mark.parametrize("act", ["create", "edit", "release"])
def test_one_mutation_that_always_fails_is_held_and_blocks_no_other(
    cast: Cast, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = cast.create("member"), cast.create("member")
    if act != "create":
        cast.push("member", bad)
        bad = cast.edit("member", bad, {"handover_text": "xong"})
    if act == "release":
        waiting = cast.edit("member", good, {"handover_text": "xong"})
        cast.push("member", waiting)
        bad = waiting
    fail_on(monkeypatch, bad["id"])

    results = cast.push("member", *([good] if act == "release" else [good, bad]))

    assert results[0]["verdict"] == "applied"
    again = cast.push("member", bad)[0]
    assert (again["verdict"], again["code"], again["duplicate"]) == ("held", "SERVER_BUG", True)
    assert_consistent(cast.commune_id)


def fail_on(monkeypatch: pytest.MonkeyPatch, mutation_id: str) -> None:
    """Let the judge stumble over one mutation, whenever it is judged."""

    def stumble(world: Any, mutation: Any, **parts: Any) -> Any:
        if mutation.id == mutation_id:
            raise ZeroDivisionError("a fault of the judge")
        return decide(world, mutation, **parts)

    monkeypatch.setattr("server.sync.docket.decide", stumble)
