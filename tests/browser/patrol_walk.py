"""Walking a patrol by taps, and what the server has of it afterwards."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from server.models import Mutation, Record
from tests.browser.app_server import WAIT_MS, AppServer, await_worker
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.phone_disk import await_copy, copied

EVENING = "2026-11-21T20:05:00+07:00"
LAMP_PLACE = "Cột điện số 14, đầu ngõ"


def begin(
    server: AppServer, page: Page, code: str, time: str = EVENING, *, asks_for_place: bool = False
) -> None:
    """Sign in at this hour and wait for the commune; the phone may not know its place.

    From then on it does without the server.
    """
    page.clock.install(time=time)
    if not asks_for_place:
        page.context.grant_permissions(["notifications"])  # and so nothing else
    server.sign_in(page, code)
    await_worker(page)
    await_copy(page)


def set_out(server: AppServer, page: Page, *companions: str) -> None:
    """Start a patrol with these, and be on its screen."""
    page.goto(f"{server.url}/patrol/start")
    expect(page.get_by_text("Tuyến vòng quanh làng")).to_be_visible(timeout=WAIT_MS)
    for name in companions:
        row(page, name).get_by_role("button", name="Có mặt").click()
    button(page, "Bắt đầu tuần tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đang tuần tra", timeout=WAIT_MS)


def reach(page: Page) -> None:
    """Say that the next point was reached."""
    button(page, "Đã đến: ", exact=False).click()
    expect(page.get_by_text(re.compile("^Vừa ghi: "))).to_be_visible()


def skip_next(page: Page, reason: str) -> None:
    button(page, "Bỏ qua điểm này: ", exact=False).click()
    page.get_by_role("dialog").get_by_role("button", name=reason).click()
    expect(page.get_by_text(re.compile("^Vừa bỏ qua: "))).to_be_visible()


def find_lamp(page: Page) -> None:
    """Tap a broken lamp, and say where it is."""
    button(page, "Đèn hỏng").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    sheet.get_by_role("button", name="Xong").click()
    expect(sheet).to_have_count(0)


def finish(page: Page) -> None:
    page.get_by_role("link", name="Kết thúc tuần tra").click()
    button(page, "Lưu buổi tuần tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu buổi tuần tra")


def button(page: Page, name: str, *, exact: bool = True) -> Locator:
    return page.get_by_role("button", name=name, exact=exact)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def measure(page: Page, heading: str, seeded: str) -> list[str]:
    """First that it is the screen that was meant, with what belongs there; then all its faults."""
    expect(page.get_by_role("heading", name=heading).first).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text(seeded).first).to_be_visible(timeout=WAIT_MS)
    return [*misfits(page), *violations_in_all_themes(page)]


def stream_of_patrols(page: Page) -> str:
    """The log of the self-managed group that the person sits in."""
    patrols = [one for one in copied(page, "patrol") if one["content"].get("ended_at")]
    return str(max(patrols, key=lambda one: one["content"]["started_at"])["stream"])


def place_of(item: dict[str, Any]) -> str:
    return "passed" if "passed_at" in item else "skipped" if "skipped_reason" in item else "odd"


def received(server: AppServer, record_id: str) -> list[dict[str, Any]]:
    """What the server holds of a record, in the order of arrival."""
    asked = select(Mutation.id, Mutation.verdict).where(Mutation.record_id == record_id)
    rows = server.operate(lambda session: list(session.execute(asked.order_by(Mutation.seq))))
    return [{"id": mutation_id, "verdict": verdict} for mutation_id, verdict in rows]


def record_of(server: AppServer, record_id: str) -> dict[str, Any]:
    asked = select(Record.body).where(Record.id == record_id)
    found: dict[str, Any] = json.loads(server.operate(lambda session: session.scalar(asked)))
    return found
