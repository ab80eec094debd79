"""A patrol as it goes: each tap is on the phone at once, whatever happens to phone and network."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.app_server import LEADER, WAIT_MS, AppServer, await_worker, go_offline
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.patrol_walk import (
    LAMP_PLACE,
    begin,
    button,
    find_lamp,
    finish,
    place_of,
    reach,
    received,
    record_of,
    set_out,
    skip_next,
)
from tests.browser.phone_disk import outbox, wait_until

PLACE = {"latitude": 21.330021, "longitude": 105.972004, "accuracy": 8}
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
    sheet.get_by_role("button", name="Ồn ào, tụ tập").click()

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
    wait_until(page, lambda: len(outbox(page)) == 3)
    [item] = outbox(page)[-1]["content"]["checkpoints"]
    assert item["point"] == {"lat": 21.330021, "lng": 105.972004, "accuracy_m": 8}
    assert item["passed_at"].startswith("2026-11-21T20:0")
