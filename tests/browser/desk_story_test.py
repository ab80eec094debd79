"""The whole story: logged offline, received, asked back offline, answered offline, accepted."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import LEADER, AppServer
from tests.browser.desk_walk import (
    OVER_MS,
    ask,
    await_decided,
    come_back,
    current_address,
    look_again,
    open_case,
    open_desk,
    open_phone,
    until,
)
from tests.browser.office import in_app
from tests.browser.patrol_walk import (
    LAMP_PLACE,
    find_lamp,
    finish,
    reach,
    received,
    record_of,
    set_out,
)
from tests.browser.phone_disk import outbox, wait_until

ROUND = timedelta(minutes=84)
ASKED_OF_BOTH = "hỏi lại 2\u00a0việc"  # the demo asks about one already
PEOPLE, END = "Thành phần tham gia", "Kết thúc lúc"
QUESTION = "hôm đó có mấy người ngoài tổ đi cùng"
ANSWER = "Có hai người bên dân quân đi cùng."
NEXT_QUESTION = "hai người ấy đi từ mấy giờ"
NEXT_ANSWER = "Đi từ lúc chín giờ tối."
LAST_QUESTION = "buổi này có đúng chín giờ hai mươi chín mới xong"


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    return open_desk(app_server, page)


@pytest.fixture
def phone(app_server: AppServer, browser: Browser) -> Page:
    """The leader of Sơn Quả 2 with his own phone."""
    return open_phone(app_server, browser, LEADER)


def test_a_patrol_walked_offline_is_asked_about_answered_and_accepted(
    app_server: AppServer, desk: Page, phone: Page
) -> None:
    phone.context.set_offline(True)
    set_out(app_server, phone, "Bảy", "Lan")
    reach(phone)
    find_lamp(phone)
    pass_time(app_server, desk, phone)
    finish(phone)
    expect(phone.get_by_text("Buổi này đang nằm trên máy.")).to_be_visible()
    record = current_address(phone)
    assert received(app_server, record) == []

    come_back(phone)
    expect(phone.get_by_text("Công an xã đã nhận được.")).to_be_visible()
    assert outbox(phone) == []

    case = open_case(desk, record)
    desk.context.set_offline(True)
    ask(desk, QUESTION, about=PEOPLE)
    desk.clock.fast_forward(OVER_MS)
    expect(desk.locator(".rail-who")).to_contain_text("1 việc chờ gửi")
    assert record_of(app_server, record)["review"] is None
    come_back(desk)
    expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết")
    expect(case).to_have_count(0)

    answer_offline(phone, record, QUESTION, ANSWER)
    assert record_of(app_server, record)["conversation"][1:] == []
    come_back(phone)
    wait_until(phone, lambda: outbox(phone) == [])

    open_case(desk, record, "Đã trả lời")
    expect(desk.locator(".record-aside")).to_contain_text(ANSWER)
    desk.keyboard.press("c")
    expect(case).to_have_count(0)
    await_decided(desk)

    app_server.open(phone, f"/record/{record}")
    await_chip(phone, "Công an xã đã duyệt")
    assert_it_is_whole(app_server, record)


def assert_it_is_whole(app_server: AppServer, record_id: str) -> None:
    """What the server holds: each tap once, both sides of the talk, the last word."""
    assert {one["verdict"] for one in received(app_server, record_id)} == {"applied"}
    record = record_of(app_server, record_id)
    content, review = record["content"], record["review"]
    assert len(content["participants"]) == 3
    assert [one["place_text"] for one in content["findings"]] == [LAMP_PLACE]
    assert content["ended_at"] > content["started_at"]
    assert record["siblings"] == []
    assert review["decision"] == "accepted"
    assert review["target"] == record["revision"]
    question, answer = record["conversation"]
    assert (question["type"], question["field"]) == ("question", "participants")
    assert question["text"] == f"Thưa bác Hùng, {QUESTION} ạ?"
    assert (answer["type"], answer["text"], answer["target"]) == ("answer", ANSWER, question["id"])


def test_several_questions_and_answers_stand_in_their_order_on_both_sides(
    app_server: AppServer, desk: Page, phone: Page
) -> None:
    record = walk(app_server, desk, phone)
    for question, answer in ((QUESTION, ANSWER), (NEXT_QUESTION, NEXT_ANSWER)):
        open_case(desk, record)
        ask(desk, question)
        await_decided(desk)
        answer_offline(phone, record, question, answer)
        come_back(phone)
        wait_until(phone, lambda: outbox(phone) == [])
    open_case(desk, record, "Đã trả lời")
    said = [QUESTION, ANSWER, NEXT_QUESTION, NEXT_ANSWER]
    expect(desk.locator(".talk .said")).to_contain_text(said)
    app_server.open(phone, f"/record/{record}")
    expect(phone.locator(".talk .said")).to_contain_text(said)

    ask(desk, LAST_QUESTION, about=END)
    await_decided(desk)
    open_question(phone, record, LAST_QUESTION)
    phone.context.set_offline(True)
    phone.get_by_role("link", name=f"Sửa mục: {END}").click()
    asked = phone.locator("#field-ended_at")
    expect(asked.locator(":focus")).to_have_count(1)  # it has come forward
    asked.get_by_label("Phút").fill("40")
    phone.get_by_role("button", name="Lưu vào sổ", exact=True).click()
    expect(phone.get_by_text("Đã lưu trên máy.")).to_be_visible()
    expect(phone.locator(".strip.tone-ask", has_text=ASKED_OF_BOTH)).to_have_count(0)
    come_back(phone)

    open_case(desk, record, "Đã trả lời")
    expect(desk.locator(".talk .said")).to_contain_text([*said, LAST_QUESTION])
    desk.keyboard.press("c")
    await_decided(desk)
    app_server.open(phone, f"/record/{record}")
    await_chip(phone, "Công an xã đã duyệt")
    held = record_of(app_server, record)
    assert held["content"]["ended_at"].startswith("2026-11-21T21:40")
    assert [one["type"] for one in held["conversation"]] == [
        *["question", "answer"] * 2,
        "question",
    ]


def walk(app_server: AppServer, desk: Page, phone: Page) -> str:
    """Walk a patrol and let the server have it; gives its id."""
    set_out(app_server, phone, "Bảy", "Lan")
    reach(phone)
    pass_time(app_server, desk, phone)
    finish(phone)
    expect(phone.get_by_text("Công an xã đã nhận được.")).to_be_visible()
    return current_address(phone)


def pass_time(app_server: AppServer, *pages: Page) -> None:
    """Let a round's time go by, for everybody."""
    app_server.advance(seconds=ROUND.total_seconds())
    for page in pages:
        page.clock.fast_forward(int(ROUND.total_seconds() * 1000))


def open_question(phone: Page, record_id: str, question: str) -> None:
    """Find the question at the top of the first screen, and open it."""
    in_app(phone, "/")
    asked = phone.locator(".strip.tone-ask", has_text=ASKED_OF_BOTH)
    until(phone, lambda: look_again(phone), lambda: asked.count() == 1)
    asked.click()
    phone.locator(f'a[href="/record/{record_id}"]').first.click()
    phone.get_by_role("link", name="Bác trả lời").click()
    expect(phone.locator(".asked")).to_contain_text(f"Thưa bác Hùng, {question} ạ?")


def answer_offline(phone: Page, record_id: str, question: str, answer: str) -> None:
    """Read the question, lose the network, and answer."""
    open_question(phone, record_id, question)
    phone.context.set_offline(True)
    phone.get_by_label("Bác trả lời").fill(answer)
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    expect(phone.get_by_text("Đã lưu câu trả lời.").first).to_be_visible()


def await_chip(phone: Page, words: str) -> None:
    """Wait until the record that is open stands so."""
    chip = phone.locator("main .chip", has_text=words)
    until(phone, lambda: look_again(phone), lambda: chip.count() > 0)
