"""What is past its time, and what is not."""

from datetime import date
from typing import Any

from server.db import in_transaction
from server.services.retention import find_due
from tests.cast import Cast

TODAY = date(2026, 11, 22)


def test_a_value_is_due_when_its_days_are_over(cast: Cast) -> None:
    patrol = cast.create("member", content={"started_at": "2021-01-01T22:00:00+07:00"})
    cast.push("member", patrol)

    due = due_fields(cast)

    assert due == {patrol["record_id"]: ("started_at",)}


def test_a_camera_that_stands_is_never_due_however_old(cast: Cast) -> None:
    content = {"site_code": "C1", "installed_on": "2021-01-01", "contact_paper_ref": "tập 2"}
    cast.push("member", cast.create("member", kind="camera", content=content))

    due = due_fields(cast)

    assert due == {}


def test_a_cameras_days_run_from_its_removal(cast: Cast) -> None:
    content = {"installed_on": "2021-01-01", "contact_paper_ref": "a", "removed_on": "2026-10-01"}
    camera = cast.create("member", kind="camera", content=content)
    cast.push("member", camera)

    due = due_fields(cast)

    assert due == {camera["record_id"]: ("contact_paper_ref",)}


def due_fields(cast: Cast) -> dict[str, Any]:
    parts = cast.parts
    due = in_transaction(
        lambda session: find_due(session, parts.kinds, cast.commune_id, TODAY),
        parts.outside.sleep,
        write=False,
    )
    return {one.record_id: one.fields for one in due}
