"""Who is on a patrol, how it ends, who goes on with it, and what its screens look like."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import LEADER, MEMBER, WAIT_MS, AppServer
from tests.browser.patrol_walk import (
    begin,
    button,
    finish,
    measure,
    reach,
    record_of,
    row,
    set_out,
    stream_of_patrols,
)
from tests.browser.phone_disk import copied, outbox

NEXT_MORNING = "2026-11-22T09:00:00+07:00"
NOON = "2026-11-21T12:00:00+07:00"
MINUTES_MS = 60_000


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone at five past eight in the evening, with his commune on it."""
    begin(app_server, page, LEADER)
    return page


def test_who_comes_later_and_who_goes_home_is_in_the_record(
    app_server: AppServer, phone: Page
) -> None:
    app_server.stop()
    set_out(app_server, phone, "Bảy")
    phone.clock.run_for(30 * MINUTES_MS)

    button(phone, "Sửa người đi cùng").click()
    phone.get_by_role("button", name=re.compile("Lan: Mới đến")).click()
    expect(phone.get_by_text("Đang đi, từ 20:35")).to_be_visible()
    phone.get_by_role("button", name=re.compile("Bảy: Về trước")).click()
    expect(phone.get_by_text("Đã về lúc 20:35")).to_be_visible()
    button(phone, "Xong").click()

    expect(phone.get_by_text("Từ 20:05 · cùng bác Lan")).to_be_visible()
    phone.get_by_role("link", name="Kết thúc tuần tra").click()
    expect(phone.get_by_text("bác Bảy (về lúc 20:35)")).to_be_visible()


def test_nobody_sets_out_alone_by_mistake(app_server: AppServer, phone: Page) -> None:
    app_server.open(phone, "/patrol/start")
    row(phone, "Hùng").get_by_role("button", name="Có mặt").click()

    button(phone, "Bắt đầu tuần tra").click()

    expect(phone.get_by_text("Bác chọn ít nhất một người có mặt.")).to_be_visible()
    assert outbox(phone) == []


def test_a_forgotten_patrol_is_closed_at_its_last_event_and_offered_for_correction(
    app_server: AppServer, phone: Page
) -> None:
    app_server.stop()
    set_out(app_server, phone)
    phone.clock.run_for(40 * MINUTES_MS)
    reach(phone)

    phone.clock.set_system_time(NEXT_MORNING)
    phone.goto(f"{app_server.url}/patrol/start")

    expect(phone.get_by_text(re.compile("máy tự đóng lúc 20:45"))).to_be_visible(timeout=WAIT_MS)
    closed = outbox(phone)[-1]["content"]
    assert closed == {"ended_at": closed["ended_at"]}
    assert closed["ended_at"].startswith("2026-11-21T20:45")

    phone.get_by_role("link", name="Xem lại giờ về").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Xem lại giờ về")
    phone.get_by_label("Giờ", exact=True).fill("22")
    phone.get_by_label("Phút", exact=True).fill("10")
    button(phone, "Lưu buổi tuần tra").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đã lưu buổi tuần tra")
    assert outbox(phone)[-1]["content"] == {
        "ended_at": "2026-11-21T22:10:00+07:00",
        "clock_source": "sua_tay",
        "situation": "binh_thuong",
    }
    phone.goto(f"{app_server.url}/patrol/start")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Ai cùng đi?", timeout=WAIT_MS)
    expect(phone.get_by_text(re.compile("máy tự đóng"))).to_have_count(0)


def test_another_phone_goes_on_with_the_patrol_in_a_record_of_its_own(
    app_server: AppServer, page: Page
) -> None:
    begin(app_server, page, MEMBER, "2026-11-21T21:45:00+07:00")
    open_ones = [one for one in copied(page, "patrol") if "ended_at" not in one["content"]]
    [theirs] = [one for one in open_ones if one["stream"] == stream_of_patrols(page)]
    expect(page).to_have_url(f"{app_server.url}/")

    app_server.open(page, "/patrol/start")
    expect(page.get_by_text(re.compile("đang đi từ 20:05, ghi ở máy khác"))).to_be_visible()
    button(page, "Đi tiếp buổi này (giao ca)").click()
    button(page, "Bắt đầu tuần tra").click()

    reached = len([one for one in theirs["content"]["checkpoints"] if "passed_at" in one])
    expect(page.get_by_text(f"Đã qua {reached}/5 điểm")).to_be_visible(timeout=WAIT_MS)
    button(page, "Đã đến: ", exact=False).click()
    expect(page.get_by_text(f"Đã qua {reached + 1}/5 điểm")).to_be_visible()
    page.get_by_role("link", name="Kết thúc tuần tra").click()
    button(page, "Lưu buổi tuần tra").click()
    expect(page.get_by_text("Công an xã đã nhận được.")).to_be_visible(timeout=WAIT_MS)
    record = record_of(app_server, page.url.rsplit("/", 1)[1])
    assert record["content"]["continues"] == theirs["id"]
    assert record["stream"] == theirs["stream"]
    assert "ended_at" not in record_of(app_server, theirs["id"])["content"]


def test_the_night_theme_is_offered_after_dark_and_lasts_as_long_as_the_patrol(
    app_server: AppServer, phone: Page
) -> None:
    app_server.stop()
    phone.goto(f"{app_server.url}/patrol/start")
    button(phone, "Đổi sang nền tối").click(timeout=WAIT_MS)
    expect(phone.locator("html")).to_have_attribute("data-theme", "night")
    button(phone, "Bắt đầu tuần tra").click()
    expect(phone.get_by_text("Đã qua 0/5 điểm")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("Đã qua 0/5 điểm")).to_be_visible(timeout=WAIT_MS)
    expect(phone.locator("html")).to_have_attribute("data-theme", "night")
    finish(phone)
    expect(phone.locator("html")).to_have_attribute("data-theme", "night")
    phone.get_by_role("link", name="Về trang Hôm nay").click()

    expect(phone.locator("html")).not_to_have_attribute("data-theme", "night")


def test_by_day_nobody_is_offered_the_night(app_server: AppServer, page: Page) -> None:
    begin(app_server, page, LEADER, NOON)

    app_server.open(page, "/patrol/start")

    expect(page.get_by_text("Tuyến vòng quanh làng")).to_be_visible()
    expect(page.get_by_text("Trời tối rồi")).to_have_count(0)


def test_the_screen_stays_on_only_while_the_patrol_is_on_it(
    app_server: AppServer, page: Page
) -> None:
    page.add_init_script(WATCH_WAKE_LOCK)
    begin(app_server, page, LEADER)
    app_server.stop()
    set_out(app_server, page)

    page.wait_for_function("() => window.held === 1")
    page.get_by_role("link", name="Kết thúc tuần tra").click()

    page.wait_for_function("() => window.held === 0")


def test_the_screens_of_a_patrol_fit(app_server: AppServer, phone: Page) -> None:
    app_server.stop()
    phone.goto(f"{app_server.url}/patrol/start")
    assert measure(phone, "Ai cùng đi?", "Nguyễn Văn Hùng") == []

    set_out(app_server, phone, "Bảy", "Lan")
    reach(phone)
    assert measure(phone, "Đang tuần tra", "Vừa ghi: Nhà văn hóa thôn Sơn Quả 2") == []
    button(phone, "Đèn hỏng").click()
    assert measure(phone, "Đèn hỏng", "gần Nhà văn hóa thôn Sơn Quả 2") == []
    phone.get_by_role("dialog").get_by_role("button", name="Xong").click()
    button(phone, "Xem cả 5").click()
    assert measure(phone, "Các điểm tuần tra", "Trạm bơm") == []
    phone.get_by_role("dialog").get_by_role("button", name="Xong").click()
    button(phone, "Sửa người đi cùng").click()
    assert measure(phone, "Ai đang đi?", "Lê Xuân Bảy") == []
    phone.get_by_role("dialog").get_by_role("button", name="Xong").click()
    button(phone, "Tạm nghỉ").click()
    assert measure(phone, "Đang tạm nghỉ", "Tạm nghỉ từ") == []
    phone.get_by_role("link", name="Kết thúc tuần tra").click()
    assert measure(phone, "Kết thúc buổi này?", "1/5 điểm") == []
    button(phone, "Lưu buổi tuần tra").click()
    assert measure(phone, "Đã lưu buổi tuần tra", "Buổi này đang nằm trên máy.") == []


WATCH_WAKE_LOCK = """
window.held = 0;
Object.defineProperty(navigator, "wakeLock", {
  value: {
    request: async () => {
      window.held += 1;
      const lock = { released: false };
      lock.release = async () => {
        if (!lock.released) window.held -= 1;
        lock.released = true;
      };
      return lock;
    },
  },
});
"""
