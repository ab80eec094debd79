"""Two officers decide about one record, neither knowing of the other: none of it is lost."""

from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.sign_ins import OfficeSignIn
from tests.browser.app_server import LEADER, SERVER_TIME, AppServer, await_worker
from tests.browser.desk_walk import (
    HA,
    MINH,
    OVER_MS,
    SIZES,
    ask,
    await_decided,
    come_back,
    current,
    faults,
    look_again,
    move_to,
    open_case,
    sit_down,
    until,
)
from tests.browser.patrol_walk import record_of
from tests.browser.phone_disk import Json, await_copy, copied

QUESTION = "hôm đó đi mấy người"
CONTESTED = "Hai cán bộ quyết định khác nhau"


def office(app_server: AppServer, browser: Browser, officer: OfficeSignIn) -> Page:
    """An office machine of one officer, which needs no network any more."""
    page = browser.new_context(reduced_motion="reduce", viewport=SIZES["office"]).new_page()
    page.clock.install(time=SERVER_TIME)
    sit_down(app_server, page, officer)
    await_worker(page)
    return page


@pytest.fixture
def phone(app_server: AppServer, browser: Browser) -> Page:
    """The leader of Sơn Quả 2 with his own phone."""
    page = browser.new_context(reduced_motion="reduce", viewport=SIZES["phone"]).new_page()
    page.clock.install(time=SERVER_TIME)
    app_server.sign_in(page, LEADER)
    await_copy(page)
    return page


def test_opposite_decisions_without_a_network_both_stay_and_are_settled_by_a_third(
    app_server: AppServer, browser: Browser, phone: Page
) -> None:
    minh, ha = (office(app_server, browser, one) for one in (MINH, HA))
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
    told_of(minh, "Đồng chí duyệt. Về đến trước", "Cán bộ khác hỏi. Về đến sau", QUESTION)
    told_of(ha, "Cán bộ khác duyệt. Về đến trước", "Đồng chí hỏi. Về đến sau", QUESTION)
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


def told_of(desk: Page, *words: str) -> None:
    """What the record says about the two decisions."""
    contest = desk.locator(".disputes")
    expect(contest).to_contain_text(CONTESTED)
    for one in words:
        expect(contest).to_contain_text(one)


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
