"""A patrol as it goes: each tap is on the phone at once, whatever happens to phone and network."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect
from sqlalchemy import select

from server.models import Mutation, Record
from tests.browser.app_server import (
    LEADER,
    MEMBER,
    WAIT_MS,
    AppServer,
    await_worker,
    go_offline,
)
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.phone_disk import await_copy, copied, outbox

EVENING = "2026-11-21T20:05:00+07:00"
NEXT_MORNING = "2026-11-22T09:00:00+07:00"
NOON = "2026-11-21T12:00:00+07:00"
PLACE = {"latitude": 21.330021, "longitude": 105.972004, "accuracy": 8}
LAMP_PLACE = "Cột điện số 14, đầu ngõ"
MINUTES_MS = 60_000


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone at five past eight in the evening, with his commune on it."""
    begin(app_server, page, LEADER)
    return page


def test_a_patrol_walked_offline_survives_a_kill_and_arrives_once(
    app_server: AppServer, playwright: Playwright, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    with OwnBrowser(playwright, profile) as before:
        begin(app_server, before.page, LEADER)
        await_worker(before.page)
        go_offline(app_server, before.page.context)
        set_out(app_server, before.page, "Bảy", "Lan")
        reach(before.page)
        find_lamp(before.page)
        button(before.page, "Tạm nghỉ").click()
        expect(before.page.get_by_text("Tạm nghỉ từ 20:05.")).to_be_visible()
        before.kill()

    with OwnBrowser(playwright, profile) as after:
        page = after.page
        page.clock.install(time="2026-11-21T21:29:00+07:00")
        page.goto(app_server.url)
        expect(page).to_have_url(f"{app_server.url}/patrol", timeout=WAIT_MS)
        expect(page.get_by_text("Tạm nghỉ từ 20:05.")).to_be_visible()
        expect(page.get_by_text("Từ 20:05 · cùng bác Bảy, bác Lan")).to_be_visible()
        expect(page.get_by_text("Đã qua 1/5 điểm")).to_be_visible()
        expect(page.get_by_text("Đã ghi 1 việc. Mới nhất: đèn hỏng, 20:05")).to_be_visible()
        button(page, "Đi tiếp").click()
        skip_next(page, "Đường ngập")
        finish(page)
        expect(page.get_by_text("Buổi này đang nằm trên máy.")).to_be_visible()
        written = outbox(page)

        app_server.start()
        page.evaluate("() => dispatchEvent(new Event('online'))")

        expect(page.get_by_text("Công an xã đã nhận được.")).to_be_visible(timeout=WAIT_MS)
        assert outbox(page) == []
        record_id = page.url.rsplit("/", 1)[1]

    held = received(app_server, record_id)
    assert [one["id"] for one in held] == [one["id"] for one in written]
    assert {one["verdict"] for one in held} == {"applied"}
    content = record_of(app_server, record_id)["content"]
    assert content["started_at"].startswith("2026-11-21T20:05")
    assert content["ended_at"].startswith("2026-11-21T21:29")
    assert content["situation"] == "binh_thuong"
    assert content["clock_source"] == "may"
    assert len(content["participants"]) == 3
    assert sorted(place_of(one) for one in content["checkpoints"]) == ["passed", "skipped"]
    assert [one["place_text"] for one in content["findings"]] == [LAMP_PLACE]
    [pause] = content["pauses"]
    assert pause["from"].startswith("2026-11-21T20:05")
    assert pause["to"].startswith("2026-11-21T21:29")


def test_each_tap_is_on_the_phone_before_anything_is_typed(
    app_server: AppServer, phone: Page
) -> None:
    app_server.stop()
    set_out(app_server, phone)
    reach(phone)
    phone.reload()
    expect(phone.get_by_text("Đã qua 1/5 điểm")).to_be_visible(timeout=WAIT_MS)

    button(phone, "Cửa chưa khóa").click()
    expect(phone.get_by_role("dialog")).to_contain_text("Đã lưu trên máy.")
    phone.reload()
    expect(phone.get_by_text("Đã ghi 1 việc. Mới nhất: cửa chưa khóa")).to_be_visible(
        timeout=WAIT_MS
    )

    skip_next(phone, "Có việc gấp")
    button(phone, "Tạm nghỉ").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đang tạm nghỉ")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Đang tạm nghỉ", timeout=WAIT_MS)
    button(phone, "Xem cả 5").click()
    expect(phone.get_by_text("Đã bỏ qua: Có việc gấp")).to_be_visible()


def test_two_quick_taps_both_land(app_server: AppServer, phone: Page) -> None:
    app_server.stop()
    set_out(app_server, phone)
    button(phone, "Xem cả 5").click()

    phone.evaluate(
        """() => [...document.querySelectorAll("dialog button")]
          .filter((one) => one.textContent === "Đã đến").slice(3).forEach((one) => one.click())"""
    )

    expect(phone.get_by_text(re.compile("Đã đến lúc"))).to_have_count(2)
    edits = [one for one in outbox(phone) if one["act"] == "edit"]
    assert [len(one["content"]["checkpoints"]) for one in edits] == [1, 1]
    assert edits[1]["base"] == edits[0]["id"]


def test_a_hand_that_shakes_reaches_one_point(app_server: AppServer, phone: Page) -> None:
    app_server.stop()
    set_out(app_server, phone)

    phone.get_by_role("button", name="Đã đến: ").dblclick()

    expect(phone.get_by_text("Đã qua 1/5 điểm")).to_be_visible()
    assert len([one for one in outbox(phone) if one["act"] == "edit"]) == 1


def test_what_was_tapped_by_mistake_goes_as_it_came(app_server: AppServer, phone: Page) -> None:
    app_server.stop()
    set_out(app_server, phone)
    reach(phone)

    phone.get_by_role("button", name="Bấm nhầm, bỏ đi: ").click()
    expect(phone.get_by_text("Đã qua 0/5 điểm")).to_be_visible()
    button(phone, "Khói, lửa").click()
    phone.get_by_role("dialog").get_by_role("button", name="Bấm nhầm, bỏ đi").click()
    expect(phone.get_by_role("dialog")).to_have_count(0)
    phone.reload()

    expect(phone.get_by_text("Đã qua 0/5 điểm")).to_be_visible(timeout=WAIT_MS)
    expect(phone.get_by_text("Đã ghi 1 việc")).to_have_count(0)
    tombstones = [
        item
        for one in outbox(phone)
        for items in (one["content"].get("checkpoints"), one["content"].get("findings"))
        for item in items or []
        if item.get("removed")
    ]
    assert len(tombstones) == 2


def test_any_other_finding_is_saved_by_its_own_tap(app_server: AppServer, phone: Page) -> None:
    app_server.stop()
    set_out(app_server, phone)

    button(phone, "Việc khác").click()
    phone.get_by_role("dialog").get_by_role("button", name="Camera hỏng").click()

    expect(phone.get_by_role("dialog")).to_contain_text("Đã lưu trên máy.")
    [finding] = outbox(phone)[-1]["content"]["findings"]
    assert finding["finding_type"] == "camera_hong"
    assert finding["occurred_at"].startswith("2026-11-21T20:0")


def test_what_more_is_said_of_a_finding_is_kept_and_warned_of(
    app_server: AppServer, phone: Page
) -> None:
    app_server.stop()
    set_out(app_server, phone)
    button(phone, "Ồn ào, tụ tập").click()
    sheet = phone.get_by_role("dialog")
    sheet.locator("summary").click()

    sheet.get_by_label("Mô tả sự việc").fill("Hát to, gọi 0912 345 678.")
    expect(sheet.get_by_text("Hình như có số điện thoại.")).to_be_visible()
    sheet.get_by_role("button", name="Xóa số này giúp tôi").click()
    sheet.get_by_label("113 (Công an)").check()
    sheet.get_by_role("button", name="Xong").click()
    expect(sheet).to_have_count(0)
    phone.reload()
    phone.get_by_role("button", name="Đã ghi 1 việc").click(timeout=WAIT_MS)
    phone.get_by_role("button", name="Ồn ào, tụ tập").last.click()

    expect(sheet.get_by_label("Mô tả sự việc")).to_have_value("Hát to, gọi.")
    expect(sheet.get_by_label("113 (Công an)")).to_be_checked()
    [finding] = outbox(phone)[-1]["content"]["findings"]
    assert finding["called_at"].startswith("2026-11-21T20:0")


def test_before_the_phone_asks_for_the_place_the_app_explains(
    app_server: AppServer, page: Page
) -> None:
    begin(app_server, page, LEADER, asks_for_place=True)
    app_server.stop()
    set_out(app_server, page)
    reach(page)
    expect(page.get_by_role("dialog")).to_contain_text("Chỉ lấy lúc bác bấm nút")

    page.context.set_geolocation(PLACE)  # type: ignore[arg-type]
    page.context.grant_permissions(["geolocation"])
    button(page, "Cho phép và lấy vị trí").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_function(f"async () => (await ({COUNT_OUTBOX})()) === 3", timeout=WAIT_MS)
    [item] = outbox(page)[-1]["content"]["checkpoints"]
    assert item["point"] == {"lat": 21.330021, "lng": 105.972004, "accuracy_m": 8}
    assert item["passed_at"].startswith("2026-11-21T20:0")


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


COUNT_OUTBOX = """
async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith("an-thon:"));
  const book = await new Promise((done) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => done(opening.result);
  });
  const count = await new Promise((done) => {
    const counting = book.transaction("outbox").objectStore("outbox").count();
    counting.onsuccess = () => done(counting.result);
  });
  book.close();
  return count;
}
"""
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


def begin(
    server: AppServer, page: Page, code: str, time: str = EVENING, *, asks_for_place: bool = False
) -> None:
    """Sign in at this hour and wait for the commune; the phone may not know its place."""
    page.clock.install(time=time)
    if not asks_for_place:
        page.context.grant_permissions(["notifications"])  # and so nothing else
    server.sign_in(page, code)
    await_copy(page)


def set_out(server: AppServer, page: Page, *companions: str) -> None:
    """Start a patrol with these, and be on its screen."""
    page.goto(f"{server.url}/patrol/start")
    expect(page.get_by_text("Tuyến vòng quanh làng")).to_be_visible(timeout=WAIT_MS)
    for name in companions:
        row(page, name).get_by_role("button", name="Có mặt").click()
    button(page, "Bắt đầu tuần tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đang tuần tra", timeout=WAIT_MS)


def reach(page: Page) -> None:
    """Say that the next point was reached."""
    button(page, "Đã đến: ", exact=False).click()
    expect(page.get_by_text(re.compile("^Vừa ghi: "))).to_be_visible()


def skip_next(page: Page, reason: str) -> None:
    button(page, "Bỏ qua điểm này: ", exact=False).click()
    page.get_by_role("dialog").get_by_role("button", name=reason).click()
    expect(page.get_by_text(re.compile("^Vừa bỏ qua: "))).to_be_visible()


def find_lamp(page: Page) -> None:
    """Tap a broken lamp, and say where it is."""
    button(page, "Đèn hỏng").click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    sheet.get_by_role("button", name="Xong").click()
    expect(sheet).to_have_count(0)


def finish(page: Page) -> None:
    page.get_by_role("link", name="Kết thúc tuần tra").click()
    button(page, "Lưu buổi tuần tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã lưu buổi tuần tra")


def button(page: Page, name: str, *, exact: bool = True) -> Locator:
    return page.get_by_role("button", name=name, exact=exact)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def measure(page: Page, heading: str, seeded: str) -> list[str]:
    """First that it is the screen that was meant, with what belongs there; then all its faults."""
    expect(page.get_by_role("heading", name=heading).first).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text(seeded).first).to_be_visible(timeout=WAIT_MS)
    return [*misfits(page), *violations_in_all_themes(page)]


def stream_of_patrols(page: Page) -> str:
    """The log of the self-managed group that the person sits in."""
    patrols = [one for one in copied(page, "patrol") if one["content"].get("ended_at")]
    return str(max(patrols, key=lambda one: one["content"]["started_at"])["stream"])


def place_of(item: dict[str, Any]) -> str:
    return "passed" if "passed_at" in item else "skipped" if "skipped_reason" in item else "odd"


def received(server: AppServer, record_id: str) -> list[dict[str, Any]]:
    """What the server holds of a record, in the order of arrival."""
    asked = select(Mutation.id, Mutation.verdict).where(Mutation.record_id == record_id)
    rows = server.operate(lambda session: list(session.execute(asked.order_by(Mutation.seq))))
    return [{"id": mutation_id, "verdict": verdict} for mutation_id, verdict in rows]


def record_of(server: AppServer, record_id: str) -> dict[str, Any]:
    asked = select(Record.body).where(Record.id == record_id)
    found: dict[str, Any] = json.loads(server.operate(lambda session: session.scalar(asked)))
    return found
