"""The desk in a browser: signing in, the queue by keyboard alone, a question there and back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from demo.sign_ins import OFFICERS, PASSWORD
from server.ids import new_id
from server.outside import Outside
from tests.browser.app_server import LEADER, MEMBER, SERVER_TIME, WAIT_MS, AppServer, await_worker
from tests.browser.measures import violations
from tests.browser.phone_disk import (
    await_copy,
    put_in_outbox,
    sync_state,
    wait_until,
    write_patrol,
)
from tests.browser.sign_in_test import BOOKS

MINH = OFFICERS[0]
SIZES: dict[str, ViewportSize] = {
    "office": {"width": 1366, "height": 768},
    "large": {"width": 1920, "height": 1080},
    "half": {"width": 1000, "height": 700},
    "phone": {"width": 412, "height": 915},
}
OVER_MS = 11_000
QUESTION = "hôm đó đi mấy người"
ANSWER = "Hôm đó đi ba người, tôi ghi thiếu."
SIDEWAYS = """
() => [document.documentElement, ...document.querySelectorAll(".desk *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .filter((one) => getComputedStyle(one).overflowX !== "visible" || one.tagName === "HTML")
  .filter((one) => !one.matches(".unseen, input, select"))
  .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)
"""
SMALL_TARGETS = """
(floor) => [...document.querySelectorAll("a, button, input, select, textarea")]
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([one, box]) => box.width > 0 && !one.matches(".desk-link"))
  .filter(([one, box]) => box.width < floor - 0.1 || box.height < floor - 0.1)
  .map(([one, box]) => `${one.tagName} ${one.className} ${box.width}x${box.height}`)
"""


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    """An officer's browser with the queue before him; its clock is the server's."""
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    return page


@pytest.fixture
def phone(app_server: AppServer, browser: Browser) -> Page:
    """The leader of Sơn Quả 2 with his own phone."""
    context = browser.new_context(reduced_motion="reduce", viewport=SIZES["phone"])
    page = context.new_page()
    page.clock.install(time=SERVER_TIME)
    app_server.sign_in(page, LEADER)
    return page


def test_a_question_goes_to_the_phone_and_its_answer_comes_back(
    app_server: AppServer, desk: Page, phone: Page
) -> None:
    move_to(desk, "Sơn Quả 2")
    record = current(desk)
    desk.keyboard.press("h")
    expect(desk.get_by_role("textbox", name="Câu hỏi")).to_be_focused()
    desk.keyboard.type(QUESTION)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".decision-bar")).to_contain_text("Đã hỏi lại")
    assert current_address(desk) == record
    desk.clock.fast_forward(OVER_MS)
    expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)

    look_again(phone)
    expect(phone.get_by_text("Công an xã hỏi lại").first).to_be_visible(timeout=WAIT_MS)
    phone.goto(f"{app_server.url}/record/{record}/answer")
    expect(phone.locator(".asked")).to_contain_text(f"Thưa bác Hùng, {QUESTION} ạ?")
    phone.context.set_offline(True)
    phone.get_by_label("Bác trả lời").fill(ANSWER)
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_text("Đã lưu câu trả lời.").first).to_be_visible()
    phone.context.set_offline(False)
    look_again(phone)

    answered = desk.locator(f'.case[href$="{record}"]')
    until(desk, lambda: look_again(desk), lambda: answered.count() == 1)
    expect(answered).to_contain_text("Đã trả lời")
    answered.click()
    expect(desk.locator(".record-aside")).to_contain_text(ANSWER)
    desk.keyboard.press("c")
    expect(answered).to_have_count(0)
    desk.clock.fast_forward(OVER_MS)
    expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)

    app_server.open(phone, f"/record/{record}")
    accepted = phone.locator(".chip", has_text="Công an xã đã duyệt")
    until(phone, lambda: look_again(phone), lambda: accepted.count() > 0)


def test_the_queue_is_worked_through_by_keyboard_alone(desk: Page) -> None:
    count = waiting(desk)
    move_to(desk, "Chớp")
    first = current(desk)

    desk.keyboard.press("c")
    expect(desk.locator(f'.case[href$="{first}"]')).to_have_count(0)
    expect(desk.locator(".rail-count")).to_have_text(str(count - 1))
    assert current(desk) != first  # the next one opened by itself

    desk.keyboard.press("u")
    expect(desk.locator(".case[aria-current]")).to_have_attribute("href", re.compile(first))
    expect(desk.locator(".rail-count")).to_have_text(str(count))

    desk.keyboard.press("/")
    desk.keyboard.type("chop")
    expect(desk.locator(".case-list > ul > li")).not_to_have_count(count)
    desk.keyboard.press("c")
    assert waiting(desk) == count  # in a field a letter is a letter
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_contain_text("hoàn tác")
    desk.get_by_label("Dùng phím tắt một chữ").press("Space")
    desk.keyboard.press("Escape")
    desk.keyboard.press("c")
    assert waiting(desk) == count


def test_what_no_check_flags_is_accepted_together_and_undone_together(desk: Page) -> None:
    count = waiting(desk)
    desk.get_by_role("button", name=re.compile("việc không có gì lạ")).click()
    go = desk.get_by_role("dialog").get_by_role("button", name=re.compile(r"^Duyệt \d+ việc$"))
    plain = int(re.findall(r"\d+", go.inner_text())[0])

    go.click()

    expect(desk.locator(".rail-count")).to_have_text(str(count - plain))
    desk.keyboard.press("u")
    expect(desk.locator(".rail-count")).to_have_text(str(count))


def test_what_is_held_is_told_in_plain_words_and_ended_with_a_reason(
    desk: Page, phone: Page
) -> None:
    await_copy(phone)
    patrol = write_patrol(phone)
    elsewhere = next(
        name
        for name in sync_state(desk)["streams"]
        if name.startswith("log:") and name != patrol["stream"]
    )
    ids = {"id": new_id(Outside()), "record_id": new_id(Outside())}
    put_in_outbox(phone, {**patrol, **ids, "stream": elsewhere})
    phone.reload()

    held = desk.locator(f'.case[href$="/held/{ids["id"]}"]')
    until(desk, lambda: look_again(desk), lambda: held.count() == 1)
    held.click()
    expect(desk.locator(".record-main")).to_contain_text("không còn ở tổ này")
    desk.get_by_role("button", name="Không nhận").click()
    expect(desk.locator(".fault")).to_contain_text("Ghi lý do")
    assert faults(desk, is_phone=False) == []
    desk.get_by_label("Lý do").fill("Ghi nhầm sang sổ của tổ khác")
    desk.get_by_role("button", name="Không nhận").click()

    expect(held).to_have_count(0, timeout=WAIT_MS)
    expect(desk.locator(".record-unknown")).to_have_text("Đã xử lý xong.")


def test_the_desk_reviews_without_a_network(app_server: AppServer, desk: Page) -> None:
    await_worker(desk)
    app_server.stop()
    desk.context.set_offline(True)

    desk.goto(f"{app_server.url}/desk")
    expect(desk.locator(".case").first).to_be_visible(timeout=WAIT_MS)
    move_to(desk, "Chớp")
    desk.keyboard.press("c")
    desk.clock.fast_forward(OVER_MS)

    expect(desk.locator(".rail-who")).to_contain_text("1 việc chờ gửi")
    desk.get_by_role("button", name="Đăng xuất").click()
    expect(desk.get_by_role("dialog")).to_contain_text("chưa đăng xuất được")


def test_signing_out_of_an_office_machine_leaves_nothing_behind(
    app_server: AppServer, desk: Page
) -> None:
    desk.get_by_role("button", name="Đăng xuất").click()
    desk.get_by_role("dialog").get_by_role("button", name="Đăng xuất").click()

    expect(desk.get_by_label("Mật khẩu")).to_be_visible(timeout=WAIT_MS)
    desk.clock.fast_forward(OVER_MS)
    wait_until(desk, lambda: desk.evaluate(BOOKS) == [])
    assert desk.request.get(f"{app_server.url}/api/me").status == 401


def test_a_wrong_password_is_said_and_lets_nobody_in(app_server: AppServer, page: Page) -> None:
    app_server.open(page, "/desk")
    page.get_by_label("Tên đăng nhập").fill(MINH.user_name)
    page.get_by_label("Mật khẩu").fill("khong-phai")
    page.get_by_label("Mật khẩu").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("chưa đúng")
    assert page.evaluate(BOOKS) == []


def test_a_member_at_the_desk_is_shown_the_way_to_his_own_book(
    app_server: AppServer, page: Page
) -> None:
    app_server.sign_in(page, MEMBER, "/desk")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Trang này của Công an xã", timeout=WAIT_MS
    )
    page.get_by_role("link", name="Về sổ ghi của tổ viên").click()
    expect(page.get_by_role("link", name="Sổ ghi")).to_be_visible(timeout=WAIT_MS)


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_it_at_every_size_light_and_dark(desk: Page, size: str) -> None:
    desk.set_viewport_size(SIZES[size])
    is_phone = size == "phone"
    found = faults(desk, is_phone)

    desk.locator(".case").nth(5).click()
    expect(desk.locator(".record-title")).to_be_visible()
    found += faults(desk, is_phone)
    desk.get_by_role("button", name="Hỏi lại").click()
    found += faults(desk, is_phone)

    assert found == []


def sit_down(server: AppServer, page: Page) -> None:
    """Sign in as Captain Minh and wait for the whole book."""
    server.open(page, "/desk")
    page.get_by_label("Tên đăng nhập").fill(MINH.user_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_label("Mật khẩu").press("Enter")
    expect(page.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)
    await_copy(page)
    page.reload()  # drawn from the whole copy
    expect(page.locator(".case").first).to_be_visible(timeout=WAIT_MS)


def move_to(desk: Page, words: str) -> None:
    """Go down the list by the arrow key to the first record of these words."""
    chosen = desk.locator(".case[aria-current]")
    expect(chosen).to_have_count(1)
    for _ in range(waiting(desk)):
        is_there = words in chosen.inner_text().replace("\xa0", " ")
        if is_there and desk.locator(".decision-bar .button-1").count() == 1:
            return
        before = chosen.get_attribute("href")
        desk.keyboard.press("ArrowDown")
        expect(chosen).not_to_have_attribute("href", before or "")
        address = (chosen.get_attribute("href") or "").split("/")[-1]
        expect(desk.locator(f'[data-record="{address}"] .decision-bar')).to_be_visible()
    raise AssertionError(f"nothing of {words} waits")


def current(desk: Page) -> str:
    """The id of the record that is chosen."""
    return (desk.locator(".case[aria-current]").get_attribute("href") or "").split("/")[-1]


def current_address(desk: Page) -> str:
    """The id of the record whose address is open."""
    return desk.url.split("/")[-1]


def waiting(desk: Page) -> int:
    """How many wait."""
    return int(desk.locator(".rail-count").inner_text())


def look_again(page: Page) -> None:
    """Let the app ask the server now, as when the network comes back."""
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


def until(page: Page, nudge: Callable[[], None], is_so: Callable[[], bool]) -> None:
    """Nudge until it is so; within bounds."""
    for _ in range(40):
        if is_so():
            return
        nudge()
        page.wait_for_timeout(250)
    raise AssertionError("it did not come")


def faults(desk: Page, is_phone: bool) -> list[str]:
    """What is wrong with the screen as it stands, in both themes."""
    found = [one for theme in ("light", "dark") for one in violations(desk, theme)]
    found += desk.evaluate(SIDEWAYS)
    found += desk.evaluate(SMALL_TARGETS, 48 if is_phone else 32)
    if not is_phone:
        tall = desk.evaluate("() => document.documentElement.scrollHeight > innerHeight")
        found += ["the page scrolls"] if tall else []
    return found
