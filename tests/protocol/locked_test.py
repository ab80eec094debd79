"""A period that is closed stays closed; what comes late counts in the next one."""

import pytest

from tests.cast import Cast
from tests.protocol.acts import act, close_period, created, move, note, release, remove, review

LATE = {"started_at": "2026-11-10T22:00:00+07:00"}
OPEN_DAY = "2026-11-15"


@pytest.mark.parametrize("name", ["edit", "remove", "move", "create", "resolve"])
def test_what_was_counted_in_a_closed_period_is_locked(cast: Cast, name: str) -> None:
    record = created(cast, content=LATE)
    assert close_period(cast, "2026-11-14") == ["applied"]
    who = "officer" if name == "move" else "member"
    text = {"handover_text": "x"}
    late = {
        "edit": lambda: cast.edit("member", record, text),
        "remove": lambda: remove(cast, "member", record),
        "move": lambda: move(cast, "officer", record, cast.log("chua")),
        "create": lambda: cast.create("member", record["record_id"], content=text),
        "resolve": lambda: act(cast, "member", "resolve", record, base=record["id"], content=text),
    }[name]()

    assert cast.verdicts(who, late) == ["LOCKED"]
    assert cast.record("member", record["record_id"])["content"] == LATE


def closed_camera(cast: Cast) -> dict[str, object]:
    content = {"installed_on": "2026-11-10", "status": "hoat_dong", "lens_count": 2}
    camera = cast.create("member", kind="camera", content=content)
    assert cast.verdicts("member", camera) == ["applied"]
    assert close_period(cast, "2026-11-14") == ["applied"]
    return camera


def test_a_camera_may_break_after_its_period_is_closed(cast: Cast) -> None:
    camera = closed_camera(cast)
    saw = {"status": "hoat_dong"}

    assert cast.verdicts("member", cast.edit("member", camera, {"status": "hong"}, saw=saw)) == [
        "applied"
    ]


@pytest.mark.parametrize("content", [{"lens_count": 3}, {"status": "hong", "installed_on": None}])
def test_what_a_camera_was_counted_by_is_locked(cast: Cast, content: dict[str, object]) -> None:
    camera = closed_camera(cast)

    assert cast.verdicts("member", cast.edit("member", camera, content)) == ["LOCKED"]


@pytest.mark.parametrize("name", ["note", "review"])
def test_notes_and_reviews_are_not_locked(cast: Cast, name: str) -> None:
    record = created(cast, content=LATE)
    close_period(cast, "2026-11-14")

    late = {"note": note, "review": review}[name](cast, "officer", record)

    assert cast.verdicts("officer", late) == ["applied"]


def test_the_last_day_of_a_period_is_in_it_and_the_next_is_not(cast: Cast) -> None:
    last = created(cast, content={"started_at": "2026-11-14T23:59:00+07:00"})
    after = created(cast, content={"started_at": "2026-11-15T00:01:00+07:00"})
    close_period(cast, "2026-11-14")
    edits = [cast.edit("member", one, {"handover_text": "x"}) for one in (last, after)]

    assert cast.verdicts("member", *edits) == ["LOCKED", "applied"]


def test_a_late_create_with_its_chain_counts_in_the_next_open_period(cast: Cast) -> None:
    close_period(cast, "2026-11-14")
    create = cast.create("member", content=LATE)
    edit = cast.edit("member", create, {"handover_text": "Đủ"})

    assert cast.verdicts("member", create, edit) == ["applied", "applied"]

    record = cast.record("member", create["record_id"])
    assert record["occurred_on"] == "2026-11-10"
    assert record["counted_on"] == OPEN_DAY


def test_closing_the_next_period_locks_the_late_ones_too(cast: Cast) -> None:
    close_period(cast, "2026-11-14")
    create = created(cast, content=LATE)
    close_period(cast, "2026-12-14")

    assert cast.verdicts("member", cast.edit("member", create, {"handover_text": "x"})) == [
        "LOCKED"
    ]


def test_an_open_record_moved_back_into_a_closed_period_counts_in_the_next(cast: Cast) -> None:
    record = created(cast)
    close_period(cast, "2026-11-14")
    edit = cast.edit("member", record, LATE, saw=record["content"])

    assert cast.verdicts("member", edit) == ["applied"]
    assert cast.record("member", record["record_id"])["counted_on"] == OPEN_DAY


def test_the_desk_cannot_release_into_a_closed_period(cast: Cast) -> None:
    record = created(cast, content=LATE)
    close_period(cast, "2026-11-14")
    edit = cast.edit("member", record, {"handover_text": "x"})
    cast.push("member", edit)

    cast.push("chief", release(cast, "chief", edit))

    assert cast.verdicts("member", edit) == ["LOCKED"]


def test_once_a_chief_opened_the_period_the_desk_releases(cast: Cast) -> None:
    record = created(cast, content=LATE)
    close_period(cast, "2026-11-14")
    edit = cast.edit("member", record, {"handover_text": "x"})
    cast.push("member", edit)

    assert close_period(cast, None) == ["applied"]
    cast.push("officer", release(cast, "officer", edit))

    assert cast.verdicts("member", edit) == ["applied"]


def test_a_record_without_a_day_is_never_locked(cast: Cast) -> None:
    record = created(cast, content={"handover_text": "a"})
    close_period(cast, "2026-11-14")
    edit = cast.edit("member", record, {"handover_text": "b"}, saw=record["content"])

    assert cast.verdicts("member", edit) == ["applied"]
