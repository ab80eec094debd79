"""One record: its two values, what is held, what was removed, its history, its outline."""

from playwright.sync_api import Page, expect

from tests.browser.app_server import WAIT_MS, AppServer
from tests.browser.office import Desk, chip, exchange, in_app, press
from tests.browser.phone_disk import copied, put_in_outbox, write_patrol


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
