"""One mutation at which the server itself falls never takes the others with it."""

from typing import Any

import pytest

from server.sync import docket
from server.sync.effects import Decision
from server.sync.judge import decide
from server.sync.world import World
from tests.cast import Cast
from tests.protocol.acts import TEXT, Json, created, held_rows, release
from tests.protocol.copies import Copy


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a set of mutation ids at which the judge falls."""
    poisoned: set[str] = set()

    def fall(world: World, mutation: Any, **parts: Any) -> Decision:
        if mutation.id in poisoned:
            raise ZeroDivisionError("a fault of ours")
        return decide(world, mutation, **parts)

    monkeypatch.setattr(docket, "decide", fall)
    return poisoned


def test_what_the_server_falls_at_is_held_and_the_others_get_their_verdicts(
    cast: Cast, poison: set[str]
) -> None:
    before, bad, after = (cast.create("member") for _ in range(3))
    poison.add(bad["id"])

    assert cast.verdicts("member", before, bad, after) == ["applied", "SERVER_BUG", "applied"]

    assert held_rows(cast)[bad["id"]]["content"] == {
        "code": "SERVER_BUG",
        "stream": cast.log(),
        "mutation": bad,
    }


def test_what_builds_on_it_waits(cast: Cast, poison: set[str]) -> None:
    bad = cast.create("member")
    edit = cast.edit("member", bad, {TEXT: "a"})
    poison.add(bad["id"])

    assert cast.verdicts("member", bad, edit) == ["SERVER_BUG", "UNKNOWN_BASE"]


def test_a_waiter_at_which_the_server_falls_does_not_hold_up_its_base(
    cast: Cast, poison: set[str]
) -> None:
    create = cast.create("member")
    edits = [cast.edit("member", create, {name: 1}) for name in ("extra_people_count",)]
    bad = cast.edit("member", create, {TEXT: "a"})
    assert cast.verdicts("member", *edits, bad) == ["UNKNOWN_BASE"] * 2
    poison.add(bad["id"])

    assert cast.verdicts("member", create) == ["applied"]

    assert cast.verdicts("member", *edits, bad) == ["applied", "SERVER_BUG"]


def test_its_author_hears_of_a_waiter_late(cast: Cast, poison: set[str]) -> None:
    create = cast.create("member")
    bad = cast.edit("mate", create, {TEXT: "a"})
    witness = cast.exchange("mate", bad)["witness"]
    poison.add(bad["id"])

    cast.push("member", create)

    late = cast.exchange("mate", witness=witness)["late_results"]
    assert [(one["id"], one["code"]) for one in late] == [(bad["id"], "SERVER_BUG")]


def test_a_resend_beside_it_is_still_told_as_a_duplicate(cast: Cast, poison: set[str]) -> None:
    known, bad = created(cast), cast.create("member")
    poison.add(bad["id"])

    results = cast.push("member", known, bad, known)

    assert [one["duplicate"] for one in results] == [True, False, True]


def test_it_is_stored_once_however_often_it_is_sent(cast: Cast, poison: set[str]) -> None:
    bad = cast.create("member")
    poison.add(bad["id"])
    first = cast.push("member", bad)[0]

    assert cast.push("member", bad)[0] == {**first, "duplicate": True}


def test_digests_hold_after_it(cast: Cast, poison: set[str]) -> None:
    batch = [cast.create("member") for _ in range(3)]
    poison.add(batch[1]["id"])
    cast.push("member", *batch)
    copy = Copy(cast, "officer")

    assert copy.pull()["digests"] == copy.digests()


def test_the_engineer_mends_the_server_and_the_desk_releases(cast: Cast, poison: set[str]) -> None:
    bad: Json = cast.create("member")
    poison.add(bad["id"])
    cast.push("member", bad)
    poison.clear()

    cast.push("officer", release(cast, "officer", bad))

    assert cast.verdicts("member", bad) == ["applied"]
