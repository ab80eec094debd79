"""Two moves of one record stand side by side at the desk, and one press says where it belongs."""

import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.ids import new_id
from server.models import Record
from server.outside import Outside
from tests.browser.app_server import SERVER_TIME, WAIT_MS, AppServer
from tests.browser.desk_walk import SIZES, faults, look_again, sit_down, until
from tests.browser.phone_disk import (
    LAST_EVENING,
    Json,
    copied,
    put_in_outbox,
    read_registry,
    sync_state,
)


@pytest.mark.parametrize("is_moved", [True, False])
def test_two_moves_are_settled_by_one_press(
    app_server: AppServer, page: Page, is_moved: bool
) -> None:
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    row = next(one for one in copied(page, "patrol") if not one["open"] and not one["siblings"])
    logs = [name for name in sync_state(page)["streams"] if name.startswith("log:")]
    elsewhere = next(name for name in logs if name != row["stream"])
    put_in_outbox(page, move_unseen(page, row, elsewhere))
    page.goto(f"{app_server.url}/desk/record/{row['id']}")
    look_again(page)
    dispute = page.locator(".desk-dispute", has_text="Thuộc sổ của tổ nào")
    expect(dispute).to_be_visible(timeout=WAIT_MS)
    assert faults(page, is_phone=False) == []

    side = dispute.locator(".desk-side").nth(1 if is_moved else 0)
    side.get_by_role("button").click()

    expect(dispute).to_have_count(0)
    wanted: tuple[str, list[Json]] = (elsewhere if is_moved else row["stream"], [])
    until(page, lambda: look_again(page), lambda: standing(app_server, row["id"]) == wanted)


def move_unseen(page: Page, row: Json, to: str) -> Json:
    """A move by somebody who had seen the record in yet another book."""
    return {
        "id": new_id(Outside()),
        "person": read_registry(page, "accounts")[0]["person"],
        "record_id": row["id"],
        "stream": row["stream"],
        "kind": row["kind"],
        "kind_version": 1,
        "act": "move",
        "base": row["revision"],
        "target": None,
        "at": LAST_EVENING,
        "clock_offset_ms": 0,
        "content": {"stream": to},
        "was": {"stream": "00000000"},
        "blobs": [],
    }


def standing(server: AppServer, record_id: str) -> tuple[str, list[Json]]:
    """In which stream the record stands on the server, and what stands beside."""

    def work(session: Session) -> tuple[str, list[Json]]:
        body = session.scalars(select(Record.body).where(Record.id == record_id)).one()
        row = json.loads(body)
        return row["stream"], row["siblings"]

    found: tuple[str, list[Json]] = server.operate(work)
    return found
