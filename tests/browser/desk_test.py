"""The desk in a browser: signing in, the queue by keyboard alone, a question there and back."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from server.ids import new_id
from server.models import Commune
from server.outside import Outside
from tests.browser.app_server import LEADER, MEMBER, SERVER_TIME, WAIT_MS, AppServer, await_worker
from tests.browser.desk_walk import (
    MINH,
    OVER_MS,
    SIZES,
    await_decided,
    current,
    current_address,
    faults,
    look_again,
    move_to,
    sit_down,
    until,
    waiting,
)
from tests.browser.patrol_walk import record_of
from tests.browser.phone_disk import (
    BOOKS,
    await_copy,
    put_in_outbox,
    sync_state,
    wait_until,
    write_patrol,
)

QUESTION = "hôm đó đi mấy người"
ANSWER = "Hôm đó đi ba người, tôi ghi thiếu."


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
    await_decided(desk)

    # The screen stands open already: the question comes to it by itself.
    app_server.open(phone, f"/record/{record}/answer")
    asked = phone.locator(".asked")
    until(phone, lambda: look_again(phone), lambda: asked.count() == 1)
    expect(asked).to_contain_text(f"Thưa bác Hùng, {QUESTION} ạ?")
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
    await_decided(desk)

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


def test_what_another_phone_still_had_is_told_and_let_into_the_book(
    app_server: AppServer, desk: Page, phone: Page
) -> None:
    await_copy(phone)
    patrol = write_patrol(phone)
    ids = {"id": new_id(Outside()), "record_id": new_id(Outside())}
    said = {"content": patrol["content"], "person": patrol["person"]}
    lost = {"act": "recover", "target": new_id(Outside()), "content": said}
    put_in_outbox(phone, {**patrol, **ids, **lost})
    phone.reload()

    held = desk.locator(f'.case[href$="/held/{ids["id"]}"]')
    until(desk, lambda: look_again(desk), lambda: held.count() == 1)
    held.click()
    expect(desk.locator(".record-main")).to_contain_text("Máy khác còn giữ bản này")
    expect(desk.locator(".record-main")).to_contain_text("Bình thường")
    assert faults(desk, is_phone=False) == []
    desk.get_by_role("button", name="Cho vào sổ").click()

    expect(desk.locator(".record-unknown")).to_have_text("Đã xử lý xong.", timeout=WAIT_MS)
    assert record_of(app_server, ids["record_id"])["person"] == patrol["person"]


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


def test_the_desk_warns_when_the_last_backup_is_old(app_server: AppServer, page: Page) -> None:
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    taken_at = SERVER_TIME - timedelta(days=5)
    app_server.operate(lambda session: session.execute(update(Commune).values(backup_at=taken_at)))

    sit_down(app_server, page)

    warning = page.locator(".rail-who .is-late")
    expect(warning).to_contain_text("Sao lưu lần cuối")
    await_worker(page)
    app_server.stop()
    page.reload()
    expect(warning).to_contain_text("Cần xem lại máy chủ")  # known without a network, too
    assert faults(page, is_phone=False) == []


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
