"""Groups and phones at the desk: locking, reporting, inviting, without a network, for everybody."""

import re

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

from tests.browser.app_server import (
    LEADER,
    SERVER_TIME,
    WAIT_MS,
    AppServer,
    await_worker,
    go_offline,
)
from tests.browser.desk_walk import SIZES, faults, sit_down
from tests.browser.invited import BAY, HUNG, NOTICE, set_phones, type_code
from tests.browser.phone_disk import await_copy

LOCKED_WORDS = "Máy này đã bị khóa."
STEPS = "Mở máy ảnh của điện thoại"


@pytest.fixture
def leader(app_server: AppServer, browser: Browser) -> Page:
    """The leader of Sơn Quả 2 with his own phone, which has reported."""
    context = browser.new_context(reduced_motion="reduce", viewport=SIZES["phone"])
    page = context.new_page()
    page.clock.install(time=SERVER_TIME)
    app_server.sign_in(page, LEADER)
    await_copy(page)
    return page


@pytest.fixture
def groups(app_server: AppServer, leader: Page, page: Page) -> Page:
    """The desk with the group of Sơn Quả 2 open."""
    desk = page
    desk.clock.install(time=SERVER_TIME)
    desk.set_viewport_size(SIZES["office"])
    sit_down(app_server, desk)
    desk.get_by_role("link", name="Tổ và điện thoại").click()
    open_group(desk)
    expect(person(desk, HUNG).locator(".phone").first).to_be_visible(timeout=WAIT_MS)
    return desk


def test_a_locked_phone_says_so_and_one_unlocked_goes_on(
    app_server: AppServer, groups: Page, leader: Page
) -> None:
    device = device_of(leader)
    line = groups.locator(f'[data-phone="{device}"]')
    line.get_by_role("button", name=re.compile("^Khóa ")).click()
    expect(line).to_contain_text("Đang khóa")
    expect(groups.get_by_role("status").filter(has_text="Đã khóa")).to_contain_text("bác Hùng")

    told = leader.get_by_text(LOCKED_WORDS)
    app_server.open(leader)
    expect(told.first).to_be_visible(timeout=WAIT_MS)

    line.get_by_role("button", name=re.compile("^Mở khóa ")).click()
    expect(line).not_to_contain_text("Đang khóa")
    app_server.open(leader)
    expect(told).to_have_count(0, timeout=WAIT_MS)


def test_an_answer_from_before_a_phone_was_locked_does_not_unlock_it_on_the_screen(
    groups: Page, leader: Page
) -> None:
    line = groups.locator(f'[data-phone="{device_of(leader)}"]')
    early: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        early.append((route, route.fetch()))

    groups.route("**/devices", hold)
    with groups.expect_request("**/devices"):
        groups.evaluate("window.dispatchEvent(new Event('offline'))")  # it asks, and does not sync

    def let_through(route: Route) -> None:
        groups.unroute("**/devices", hold)
        route.continue_()

    groups.route("**/devices/*/state", let_through)
    line.get_by_role("button", name=re.compile("^Khóa ")).click()
    expect(line).to_contain_text("Đang khóa")

    for route, answer in early:
        with groups.expect_event("requestfinished", lambda one, sent=route.request: one == sent):
            route.fulfill(response=answer)
    groups.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    assert early
    expect(line).to_contain_text("Đang khóa", timeout=1)


def test_a_stolen_phone_is_asked_about_first_and_then_wiped(
    app_server: AppServer, groups: Page, leader: Page
) -> None:
    line = groups.locator(f'[data-phone="{device_of(leader)}"]')
    line.get_by_role("button", name=re.compile("^Việc khác ")).click()
    groups.get_by_role("button", name="Báo mất máy").click()
    dialog = groups.get_by_role("dialog")
    expect(dialog).to_contain_text("không lấy lại được")
    expect(dialog).to_contain_text("Việc đã gửi về Công an xã vẫn còn nguyên.")
    dialog.get_by_role("button", name="Thôi").click()
    expect(line).not_to_contain_text("Đã báo mất")

    line.get_by_role("button", name=re.compile("^Việc khác ")).click()
    groups.get_by_role("button", name="Báo mất máy").click()
    dialog.get_by_role("button", name="Báo mất, xóa sổ trên máy").click()

    expect(line).to_contain_text("Đã báo mất")
    expect(line.get_by_role("button")).to_have_count(0)
    app_server.open(leader)
    title = leader.get_by_role("heading", name="Sổ trên máy này đã được xóa")
    expect(title).to_be_visible(timeout=WAIT_MS)


def test_a_refusal_is_told_in_words(app_server: AppServer, groups: Page, leader: Page) -> None:
    line = groups.locator(f'[data-phone="{device_of(leader)}"]')
    expect(line).to_be_visible()

    def report_first(route: Route) -> None:
        """Another officer is quicker, when the desk can no longer hear of it."""
        set_phones(app_server, HUNG, "stolen")
        route.continue_()

    groups.route("**/devices/*/state", report_first)
    line.get_by_role("button", name=re.compile("^Khóa ")).click()

    refused = groups.get_by_role("status").filter(has_text="không đổi lại được")
    expect(refused).to_be_visible()


def test_an_invitation_made_here_lets_the_member_in(
    app_server: AppServer, groups: Page, browser: Browser
) -> None:
    code = make_code(groups, BAY)
    expect(groups.locator(".paper .qr")).to_be_visible()
    groups.get_by_role("button", name="Tạo mã khác").click()
    expect(groups.locator(".paper-code")).not_to_have_text(code, timeout=WAIT_MS)
    newer = groups.locator(".paper-code").inner_text()

    context = browser.new_context(base_url=app_server.url)
    theirs = context.new_page()
    theirs.goto("/")
    type_code(theirs, newer.replace(" ", ""))
    expect(theirs.get_by_role("heading", level=1)).to_have_text(NOTICE, timeout=WAIT_MS)
    context.close()


def test_only_the_invitation_is_printed_with_its_steps(groups: Page) -> None:
    make_code(groups, BAY)
    expect(groups.get_by_text(STEPS)).to_be_hidden()

    groups.emulate_media(media="print")

    expect(groups.get_by_text(STEPS)).to_be_visible()
    expect(groups.locator(".paper-steps li")).to_have_count(3)
    expect(groups.locator(".paper-duty")).to_contain_text(re.compile(r"\d{3}"))
    for hidden in (".rail", ".groups-list", ".people", ".queue-head", ".groups-aside .button"):
        expect(groups.locator(hidden).first).to_be_hidden()


def test_without_a_network_the_people_stand_there(app_server: AppServer, groups: Page) -> None:
    address = groups.url
    await_worker(groups)
    go_offline(app_server, groups.context)

    groups.goto(address)

    bay = person(groups, BAY)
    expect(bay).to_contain_text("tổ viên", timeout=WAIT_MS)
    expect(bay).to_contain_text("Cần có mạng", timeout=WAIT_MS)
    expect(groups.get_by_role("status").filter(has_text="không có mạng")).to_be_visible()
    expect(groups.locator(".people").get_by_role("button")).to_have_count(0)


def test_a_group_is_found_without_marks(groups: Page) -> None:
    rows = groups.locator(".group-line")
    count = rows.count()

    groups.get_by_label("Tìm thôn, tổ, người").fill("chop")

    expect(rows).not_to_have_count(count)
    expect(rows.first).to_contain_text("Chớp")


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_groups_at_every_size_light_and_dark(
    app_server: AppServer, groups: Page, size: str
) -> None:
    is_phone = size == "phone"
    groups.set_viewport_size(SIZES[size])
    found = faults(groups, is_phone)
    make_code(groups, BAY)
    found += faults(groups, is_phone)
    person(groups, HUNG).get_by_role("button", name=re.compile("^Việc khác ")).first.click()
    groups.get_by_role("button", name="Báo mất máy").click()
    found += faults(groups, is_phone)
    groups.get_by_role("button", name="Thôi").click()
    if is_phone:
        app_server.open(groups, "/desk/groups")
        open_group(groups)
        groups.locator(".app-bar .back").click()
        expect(groups.locator(".group-line").first).to_be_visible()
        found += faults(groups, is_phone)

    assert found == []


def open_group(desk: Page) -> None:
    """Open the watch group of Sơn Quả 2 in the list."""
    desk.locator(".group-line", has_text="Tổ tự quản thôn Sơn Quả 2").click()
    expect(person(desk, HUNG)).to_be_visible(timeout=WAIT_MS)


def person(desk: Page, name: str) -> Locator:
    """The row of somebody of the group that is open."""
    return desk.locator(".person", has=desk.get_by_text(name, exact=True))


def device_of(leader: Page) -> str:
    """The id by which the desk knows this browser."""
    return str(leader.evaluate(DEVICE))


def make_code(desk: Page, name: str) -> str:
    """Invite somebody from his row, whether or not he has a phone; gives the code as spelt."""
    row = person(desk, name)
    button = row.get_by_role("button", name=re.compile("^Mời "))
    if button.count() == 0:
        row.get_by_role("button", name=re.compile("^Việc khác ")).first.click()
        desk.get_by_role("button", name="Mời vào máy khác").click()
    else:
        button.click()
    desk.get_by_role("button", name="Tạo mã mời").click()
    spelt = desk.locator(".paper-code")
    expect(spelt).to_have_text(re.compile(r"^\d{3} \d{3}$"), timeout=WAIT_MS)
    return spelt.inner_text()


DEVICE = """
() => new Promise((done, fail) => {
  const opening = indexedDB.open("an-thon");
  opening.onerror = () => fail(opening.error);
  opening.onsuccess = () => {
    const accounts = opening.result.transaction("accounts").objectStore("accounts").getAll();
    accounts.onerror = () => fail(accounts.error);
    accounts.onsuccess = () => {
      opening.result.close();
      done(JSON.parse(accounts.result[0].body).deviceId);
    };
  };
})
"""
