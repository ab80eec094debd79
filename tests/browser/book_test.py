"""The book, its questions and the sync screen: every state word, from the phone outwards."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.app_server import WAIT_MS, AppServer
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.office import Desk, chip, exchange, in_app, press
from tests.browser.phone_disk import wait_until, write_patrol

QUESTION = "Buổi này đi qua trạm bơm chưa, thưa bác?"


def test_every_state_is_told_from_the_phone_to_the_desks_last_word(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = write_patrol(phone)["record_id"]
    address = f"/record/{record_id}"

    in_app(phone, address)
    expect(chip(phone)).to_have_text("Trên máy, chờ gửi")
    exchange(app_server, phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã gửi hết")
    app_server.open(phone, address)
    expect(chip(phone)).to_have_text("Đã gửi, chờ xem")

    desk.review(record_id, decision="returned", question=QUESTION)
    exchange(app_server, phone)
    app_server.open(phone, "/book")
    asked = phone.get_by_role("region", name="Cần bác trả lời")
    expect(asked.locator(f"a[href='{address}'] .chip")).to_have_text("Công an xã hỏi lại")

    phone.context.set_offline(True)
    in_app(phone, f"{address}/answer")
    expect(phone.locator(".asked")).to_contain_text(QUESTION)
    press(phone, "Gửi câu trả lời")
    expect(phone.locator("#answer-fault")).to_be_visible()
    phone.locator("#answer").fill("Đã qua lúc 21 giờ.")
    press(phone, "Gửi câu trả lời")
    expect(phone.get_by_text("Đã lưu câu trả lời.")).to_be_visible()
    expect(chip(phone)).to_have_text("Trên máy, chờ gửi")
    expect(phone.get_by_role("button", name="Sửa câu trả lời")).to_be_visible()

    phone.context.set_offline(False)
    exchange(app_server, phone)
    app_server.open(phone, f"{address}/answer")
    expect(chip(phone)).to_have_text("Đã gửi, chờ xem")
    expect(phone.get_by_role("button", name="Sửa câu trả lời")).to_have_count(0)
    assert desk.read(record_id)["conversation"][-1]["text"] == "Đã qua lúc 21 giờ."

    desk.review(record_id, decision="accepted")
    exchange(app_server, phone)
    app_server.open(phone, address)
    expect(chip(phone)).to_have_text("Công an xã đã duyệt")


def test_an_answer_can_be_changed_while_it_is_on_the_phone(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = write_patrol(phone)["record_id"]
    exchange(app_server, phone)
    desk.review(record_id, decision="returned", question=QUESTION)
    exchange(app_server, phone)
    phone.context.set_offline(True)
    in_app(phone, f"/record/{record_id}/answer")
    phone.locator("#answer").fill("Chưa qua.")
    press(phone, "Gửi câu trả lời")

    press(phone, "Sửa câu trả lời")
    expect(phone.locator("#answer")).to_have_value("Chưa qua.")
    phone.locator("#answer").fill("Đã qua rồi.")
    press(phone, "Gửi câu trả lời")
    expect(phone.get_by_role("button", name="Sửa câu trả lời")).to_be_visible()
    phone.context.set_offline(False)
    exchange(app_server, phone)

    texts = [one["text"] for one in desk.read(record_id)["conversation"]]
    assert texts == [QUESTION, "Chưa qua.", "Đã qua rồi."]


def test_what_is_typed_into_an_answer_is_there_after_the_page_was_closed(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = write_patrol(phone)["record_id"]
    exchange(app_server, phone)
    desk.review(record_id, decision="returned", question=QUESTION)
    exchange(app_server, phone)
    app_server.open(phone, f"/record/{record_id}/answer")
    phone.locator("#answer").fill("Đang viết d")
    wait_until(phone, lambda: phone.evaluate(IS_TYPED, "Đang viết d"))

    app_server.open(phone, "/book")
    app_server.open(phone, f"/record/{record_id}/answer")

    expect(phone.locator("#answer")).to_have_value("Đang viết d")


IS_TYPED = """
async (text) => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("an-thon:"));
  const book = await new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => done(opening.result);
  });
  const lines = await new Promise((done) => {
    const reading = book.transaction("drafts").objectStore("drafts").getAll();
    reading.onsuccess = () => done(reading.result);
  });
  book.close();
  return lines.some(({ body }) => JSON.parse(body).text === text);
}
"""


def test_a_search_without_marks_finds_and_stands_in_the_address(
    app_server: AppServer, phone: Page
) -> None:
    app_server.open(phone, "/book")
    rows = phone.locator(".book a.row")
    expect(rows.first).to_be_visible()

    press(phone, "Tìm")
    phone.locator("#book-find").fill("son qua hoa giai")
    expect(phone.locator(".book")).to_contain_text(re.compile(r"Tìm thấy [1-9]\d* việc"))
    found = rows.count()
    expect(rows.first).to_contain_text("Hòa giải")
    phone.reload()
    expect(rows).to_have_count(found)
    rows.first.click()
    phone.get_by_role("button", name="Sổ ghi").click()
    expect(phone.locator("#book-find")).to_have_value("son qua hoa giai")

    phone.locator("#book-find").fill("khong co gi nhu vay")
    expect(phone.locator(".book")).to_contain_text("Không có việc nào như vậy")


def test_a_message_to_the_police_warns_of_numbers_and_goes(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = write_patrol(phone)["record_id"]
    exchange(app_server, phone)
    app_server.open(phone, f"/record/{record_id}")

    press(phone, "Nhắn Công an xã")
    phone.locator("#message").fill("Gọi 0912345678 giúp tôi nhé")
    press(phone, "Xóa số này giúp tôi")
    expect(phone.locator("#message")).not_to_have_value(re.compile("0912"))
    press(phone, "Gửi lời nhắn")
    expect(phone.get_by_text("Đã lưu lời nhắn.")).to_be_visible()
    exchange(app_server, phone)

    assert desk.read(record_id)["conversation"][-1]["type"] == "remark"


def test_a_wrong_clock_is_said_with_the_right_time(app_server: AppServer, phone: Page) -> None:
    app_server.advance(days=400)
    exchange(app_server, phone)

    expect(phone.get_by_role("heading", name="Đồng hồ máy bị sai")).to_be_visible()
    right = (app_server.now() + timedelta(hours=7)).strftime("/%Y")
    expect(phone.locator("main")).to_contain_text(right)


def _asked(server: AppServer, page: Page, desk: Desk) -> str:
    record_id: str = write_patrol(page)["record_id"]
    exchange(server, page)
    desk.review(record_id, decision="returned", question=QUESTION, field="handover_text")
    exchange(server, page)
    return record_id


SCREENS: dict[str, tuple[str, str]] = {
    "book": ("/book", "Công an xã hỏi lại"),
    "search": ("/book?q=son+qua", "Tìm thấy"),
    "record": ("/record/{id}", "Bác trả lời"),
    "answer": ("/record/{id}/answer", QUESTION),
    "history": ("/record/{id}/history", "Bác ghi việc này"),
    "sync": ("/sync", "Đã gửi hết"),
}


def test_every_screen_is_read_by_everybody_and_fits_every_phone(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = _asked(app_server, phone, desk)
    found: list[str] = []

    for name, (pattern, seeded) in SCREENS.items():
        app_server.open(phone, pattern.format(id=record_id))
        expect(phone.locator("main")).to_contain_text(seeded, timeout=WAIT_MS)
        found += [f"{name}: {one}" for one in violations_in_all_themes(phone)]
        found += [f"{name}: {one}" for one in misfits(phone)]

    assert found == []
