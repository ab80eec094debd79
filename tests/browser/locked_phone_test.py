"""A phone locked at the desk keeps what it has not sent; one reported stolen keeps nothing."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import LEADER, WAIT_MS, AppServer
from tests.browser.desk_groups_test import device_of, open_group
from tests.browser.desk_walk import come_back, current_address, open_desk, open_phone
from tests.browser.patrol_walk import finish, reach, received, set_out
from tests.browser.phone_disk import BOOKS, outbox, read_all, wait_until

STORES = ("copy_a", "copy_b", "outbox", "drafts")
LOCKED_WORDS = "Máy này đã bị khóa. Bác gọi Công an xã để mở lại."


def test_a_locked_phone_keeps_its_work_and_a_stolen_one_nothing(
    app_server: AppServer, page: Page, browser: Browser
) -> None:
    phone = open_phone(app_server, browser, LEADER)
    open_desk(app_server, page)
    page.get_by_role("link", name="Tổ và điện thoại").click()
    open_group(page)
    line = page.locator(f'[data-phone="{device_of(phone)}"]')
    phone.context.set_offline(True)
    set_out(app_server, phone, "Lan")
    reach(phone)
    finish(phone)
    record = current_address(phone)
    written = [one["id"] for one in outbox(phone)]

    line.get_by_role("button", name=re.compile("^Khóa ")).click()
    expect(line).to_contain_text("Đang khóa")
    come_back(phone)
    app_server.open(phone, "/sync")
    expect(phone.get_by_text(LOCKED_WORDS)).to_be_visible(timeout=WAIT_MS)
    assert [one["id"] for one in outbox(phone)] == written
    assert received(app_server, record) == []

    line.get_by_role("button", name=re.compile("^Mở khóa ")).click()
    expect(line).not_to_contain_text("Đang khóa")
    phone.get_by_role("button", name="Thử gửi ngay").click()
    wait_until(phone, lambda: outbox(phone) == [])
    expect(phone.get_by_text(LOCKED_WORDS)).to_have_count(0)
    assert [one["id"] for one in received(app_server, record)] == written

    line.get_by_role("button", name=re.compile("^Việc khác ")).click()
    page.get_by_role("button", name="Báo mất máy").click()
    page.get_by_role("dialog").get_by_role("button", name="Báo mất, xóa sổ trên máy").click()
    expect(line).to_contain_text("Đã báo mất")
    app_server.open(phone)
    expect(phone.get_by_role("heading", name="Sổ trên máy này đã được xóa")).to_be_visible()
    assert phone.evaluate(BOOKS) == [] or all(read_all(phone, one) == [] for one in STORES)
