"""Leaving an office machine while what was decided can still be undone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import AppServer
from tests.browser.desk_walk import OVER_MS, come_back, current, move_to, open_desk
from tests.browser.patrol_walk import record_of
from tests.browser.phone_disk import BOOKS, kept_files, read_registry, wait_until


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    return open_desk(app_server, page)


def test_what_was_just_decided_goes_out_first_and_then_nothing_is_left(
    app_server: AppServer, desk: Page
) -> None:
    move_to(desk, "Chớp")
    record = current(desk)
    desk.context.set_offline(True)
    desk.keyboard.press("c")

    desk.get_by_role("button", name="Đăng xuất").click()
    sheet = desk.get_by_role("dialog")
    expect(sheet).to_contain_text("chưa đăng xuất được")
    expect(sheet.get_by_role("button", name="Đăng xuất")).to_have_count(0)
    come_back(desk)
    sheet.get_by_role("button", name="Đăng xuất").click()

    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    assert record_of(app_server, record)["review"]["decision"] == "accepted"
    desk.clock.fast_forward(OVER_MS)
    wait_until(desk, lambda: desk.evaluate(BOOKS) == [])
    assert read_registry(desk, "accounts") == []
    assert [one for one in kept_files(desk) if "/api/" in one] == []
    kept = desk.evaluate("() => Object.keys({ ...localStorage, ...sessionStorage })")
    assert set(kept) <= {"an-thon-looks", "an-thon-duty"}  # how it looks, the duty number
    assert desk.context.cookies() == []
    assert desk.request.get(f"{app_server.url}/api/me").status == 401


def test_a_decision_taken_back_before_leaving_is_not_sent(
    app_server: AppServer, desk: Page
) -> None:
    move_to(desk, "Chớp")
    record = current(desk)
    desk.keyboard.press("c")
    expect(desk.locator(".rail-who")).to_contain_text("1 việc chờ gửi")
    desk.keyboard.press("u")
    expect(desk.locator(f'.case[href$="{record}"]')).to_have_count(1)

    desk.get_by_role("button", name="Đăng xuất").click()
    desk.get_by_role("dialog").get_by_role("button", name="Đăng xuất").click()

    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    assert record_of(app_server, record)["review"] is None
