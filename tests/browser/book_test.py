"""The book, a record, its question and the sync screen: every state word, from the phone outwards.

The desk's acts, and those of a second member, are made by reference phones at the same server.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from demo.crew import Crew
from demo.sign_ins import OFFICERS, PASSWORD
from demo.timeline import Timeline
from tests.browser.app_server import LEADER, MEMBER, WAIT_MS, AppServer
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.phone_disk import (
    Json,
    await_copy,
    copied,
    put_in_outbox,
    sync_state,
    wait_until,
    write_patrol,
)

OFFICER = OFFICERS[0].user_name
QUESTION = "Buổi này đi qua trạm bơm chưa, thưa bác?"


class Desk:
    """An officer's browser and a second member's phone."""

    def __init__(self, server: AppServer) -> None:
        self._server = server
        self._time = Timeline(server.now(), "book")
        self.crew = Crew(server.app, self._time)
        self.crew.join_by_password(OFFICER, PASSWORD)

    def review(self, record_id: str, **content: Any) -> None:
        """Judge what the record holds now."""
        self._pass_time()
        row = self.crew.send(OFFICER).view(record_id)
        assert row is not None
        phone = self.crew.phones[OFFICER]
        phone.act("review", record_id, target=row["revision"], content=content)
        self.crew.send(OFFICER)

    def read(self, record_id: str) -> Json:
        """The record as the desk has it."""
        self._pass_time()
        row = self.crew.send(OFFICER).view(record_id)
        assert row is not None
        return row

    def shared_with_member(self, rows: list[Json]) -> Json:
        """A finished record that the second member may write into, nobody from outside in it."""
        self.crew.join_by_code("bay", MEMBER, "")
        self._pass_time()
        theirs = self.crew.send("bay").disk.stores["shown"]
        return next(
            row
            for row in rows
            if row["id"] in theirs
            and not row["open"]
            and "extra_people_count" not in row["content"]
        )

    def member_edits(self, record_id: str, **content: Any) -> None:
        """Let the second member write into the record."""
        self._pass_time()
        self.crew.send("bay").act("edit", record_id, content=content)
        self.crew.send("bay")

    def _pass_time(self) -> None:
        self._time.time += timedelta(minutes=10)


@pytest.fixture
def desk(app_server: AppServer) -> Desk:
    return Desk(app_server)


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone with his group's book on it."""
    page.set_viewport_size({"width": 360, "height": 568})
    app_server.sign_in(page, LEADER)
    await_copy(page)
    return page


def chip(page: Page) -> Locator:
    return page.locator("main .chip").first


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def exchange(server: AppServer, page: Page) -> None:
    """Send and fetch as a person does, and wait for the server's word."""
    server.open(page, "/sync")
    before = sync_state(page)["turn"]
    press(page, "Thử gửi ngay")
    wait_until(page, lambda: sync_state(page)["turn"] > before)
    await_copy(page)


def in_app(page: Page, address: str) -> None:
    """Go there within the app: a page that has no network can't be loaded."""
    page.evaluate(
        """(address) => {
          history.pushState({ depth: 1 }, "", address);
          dispatchEvent(new PopStateEvent("popstate"));
        }""",
        address,
    )


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
    phone.wait_for_function(IS_TYPED, arg="Đang viết d")

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


def test_of_two_values_one_is_chosen_and_the_other_stays_in_the_history(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    row = desk.shared_with_member(copied(phone, "patrol"))
    record_id = row["id"]
    stale = {
        **write_patrol(phone),
        "id": record_id[:-4] + "beef",
        "record_id": record_id,
        "stream": row["stream"],
        "act": "edit",
        "base": row["revision"],
        "content": {"extra_people_count": 7},
        "was": {"extra_people_count": None},
    }
    desk.member_edits(record_id, extra_people_count=3)
    put_in_outbox(phone, stale)
    exchange(app_server, phone)

    app_server.open(phone, f"/record/{record_id}")
    expect(chip(phone)).to_have_text("Hai người ghi khác nhau")
    expect(phone.locator(".side").nth(0)).to_contain_text("3 người")
    expect(phone.locator(".side").nth(1)).to_contain_text("7 người")
    press(phone, "Lấy của bác")
    expect(phone.locator(".dispute")).to_have_count(0)
    exchange(app_server, phone)

    settled = desk.read(record_id)
    assert settled["siblings"] == []
    assert settled["content"]["extra_people_count"] == 7
    app_server.open(phone, f"/record/{record_id}/history")
    expect(phone.locator(".past")).to_contain_text("3 người")


def test_what_is_held_says_why_and_what_can_be_done(app_server: AppServer, phone: Page) -> None:
    created = write_patrol(phone)
    odd = {
        **created,
        "id": created["record_id"][:-4] + "beef",
        "act": "edit",
        "base": created["id"],
        "content": {"extra_people_count": "nhiều"},
        "was": {"extra_people_count": None},
    }
    put_in_outbox(phone, odd)

    exchange(app_server, phone)

    expect(phone.get_by_role("heading", level=1)).to_contain_text("1 việc đã đến nơi")
    phone.get_by_role("region", name="Đã đến nơi, chờ xử lý").get_by_role("link").click()
    expect(chip(phone)).to_have_text("Đã đến nơi, chờ xử lý")
    expect(phone.locator("main")).to_contain_text("Có mục ghi chưa đúng")
    expect(phone.locator("main")).to_contain_text("BAD_DATA")


def test_what_was_removed_says_why_and_comes_back(
    app_server: AppServer, phone: Page, desk: Desk
) -> None:
    record_id = write_patrol(phone)["record_id"]
    exchange(app_server, phone)
    app_server.open(phone, f"/record/{record_id}")

    press(phone, "Bỏ việc này")
    press(phone, "Ghi trùng")
    expect(phone.locator("main")).to_contain_text("Đã bỏ vì: Ghi trùng")
    exchange(app_server, phone)
    app_server.open(phone, f"/record/{record_id}")
    expect(chip(phone)).to_have_text("Đã bỏ")
    assert desk.read(record_id)["removed"] == "Ghi trùng"
    press(phone, "Lấy lại việc này")
    expect(phone.get_by_role("button", name="Bỏ việc này")).to_be_visible()
    exchange(app_server, phone)

    assert desk.read(record_id)["removed"] is None
    app_server.open(phone, f"/record/{record_id}")
    expect(chip(phone)).to_have_text("Đã gửi, chờ xem")


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


def test_without_a_network_the_history_is_what_the_phone_knows(
    app_server: AppServer, phone: Page
) -> None:
    record_id = write_patrol(phone)["record_id"]
    phone.context.set_offline(True)

    in_app(phone, f"/record/{record_id}/history")

    expect(phone.get_by_text("Đang không có mạng.")).to_be_visible(timeout=WAIT_MS)
    expect(phone.locator(".past")).to_contain_text("Bác ghi việc này")
    expect(phone.locator(".past")).to_contain_text("Trên máy, chờ gửi")


def test_an_outline_is_fetched_when_it_is_opened(app_server: AppServer, phone: Page) -> None:
    row = next(one for one in copied(phone, "patrol") if not one["open"])
    phone.evaluate(MAKE_OUTLINE, row["id"])
    phone.context.set_offline(True)

    in_app(phone, f"/record/{row['id']}")
    expect(phone.get_by_text("Muốn xem đầy đủ, cần có mạng.")).to_be_visible(timeout=WAIT_MS)
    phone.context.set_offline(False)
    press(phone, "Thử lại")

    expect(phone.get_by_role("heading", name="Việc đã ghi")).to_be_visible(timeout=WAIT_MS)
    assert next(one for one in copied(phone, "patrol") if one["id"] == row["id"]) == row


MAKE_OUTLINE = """
async (id) => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("an-thon:"));
  const book = await new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => done(opening.result);
  });
  const store = (mode) => book.transaction("copy_a", mode).objectStore("copy_a");
  const line = await new Promise((done) => {
    const reading = store("readonly").get(id);
    reading.onsuccess = () => done(reading.result);
  });
  const whole = JSON.parse(line.body);
  const kept = ["id", "kind", "seq", "stream", "revision", "review_revision", "occurred_on"];
  const parts = { stub: true, state: whole.state };
  for (const name of kept) parts[name] = whole[name];
  await new Promise((done) => {
    const writing = store("readwrite").put({ ...line, body: JSON.stringify(parts) });
    writing.onsuccess = done;
  });
  book.close();
}
"""


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
