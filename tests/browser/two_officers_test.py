"""Two officers decide about one record, neither knowing of the other: none of it is lost."""

import re
from functools import partial

from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import LEADER, AppServer
from tests.browser.desk_walk import (
    HA,
    MINH,
    OVER_MS,
    ask,
    await_decided,
    come_back,
    current,
    faults,
    look_again,
    move_to,
    open_case,
    open_desk,
    open_phone,
    until,
)
from tests.browser.patrol_walk import record_of
from tests.browser.phone_disk import Json, copied

QUESTION = "hôm đó đi mấy người"
CONTESTED = "Hai cán bộ quyết định khác nhau"


def test_opposite_decisions_without_a_network_both_stay_and_are_settled_by_a_third(
    app_server: AppServer, browser: Browser
) -> None:
    phone = open_phone(app_server, browser, LEADER)
    machines = (browser.new_page(reduced_motion="reduce") for _ in range(2))
    minh, ha = map(partial(open_desk, app_server), machines, (MINH, HA))
    move_to(minh, "Tuần tra · Thôn Sơn Quả 2")
    record = current(minh)
    open_case(ha, record)
    for desk in (minh, ha):
        desk.context.set_offline(True)
    minh.keyboard.press("c")
    ask(ha, QUESTION)
    for desk in (minh, ha):
        desk.clock.fast_forward(OVER_MS)
        expect(desk.locator(".rail-who")).to_contain_text("1 việc chờ gửi")

    for desk in (minh, ha):
        come_back(desk)
        expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết")

    open_case(minh, record)
    open_case(ha, record)
    told_of(minh, stands="Đồng chí duyệt", late="Cán bộ khác hỏi")
    told_of(ha, stands="Cán bộ khác duyệt", late="Đồng chí hỏi")
    assert faults(ha, is_phone=False) == []
    app_server.open(phone, f"/record/{record}")
    expect(phone.locator("main .chip").first).to_have_text("Công an xã đã duyệt")
    held = assert_all_hold_the_same(app_server, record, minh, ha, phone)
    assert held["review"]["decision"] == "accepted"
    assert [one["value"]["decision"] for one in held["siblings"]] == ["returned"]

    ask(ha, QUESTION)
    await_decided(ha)
    asked = phone.locator("main .chip", has_text="Công an xã hỏi lại")
    until(phone, lambda: look_again(phone), lambda: asked.count() > 0)
    until(minh, lambda: look_again(minh), lambda: minh.get_by_text(CONTESTED).count() == 0)
    settled = assert_all_hold_the_same(app_server, record, minh, ha, phone)
    assert settled["review"]["decision"] == "returned"
    assert settled["siblings"] == []


def told_of(desk: Page, *, stands: str, late: str) -> None:
    """The list and the record say that both decided, and whose decision stands."""
    expect(desk.locator(".case[aria-current]")).to_contain_text("Quyết định khác nhau")
    expect(desk.locator(".disputes")).to_contain_text(CONTESTED)
    first, second = desk.locator(".desk-side").all()
    expect(first).to_have_text(re.compile(f"Về đến trước, đang có hiệu lực.*{stands}"))
    expect(second).to_have_text(re.compile(f"Về đến sau, chưa có hiệu lực.*{late}.*{QUESTION}"))


def assert_all_hold_the_same(app_server: AppServer, record_id: str, *pages: Page) -> Json:
    """Every copy is the server's record; gives it."""
    held = record_of(app_server, record_id)
    for page in pages:
        until(page, partial(look_again, page), partial(has_come, page, held))
        assert row_of(page, record_id) == held
    return held


def has_come(page: Page, held: Json) -> bool:
    """Say whether this machine has the record as it is."""
    return bool(row_of(page, held["id"])["seq"] == held["seq"])


def row_of(page: Page, record_id: str) -> Json:
    """The record as this machine has it."""
    return next(one for one in copied(page, "patrol") if one["id"] == record_id)
