"""Forms from the first tap to the server's database: offline, back and forth, thrown away."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Geolocation, Page, expect

from tests.browser.app_server import LEADER, AppServer, go_offline, go_online
from tests.browser.form_walk import (
    await_kept,
    await_sent,
    begin,
    go_on,
    log_camera,
    log_camera_by_name,
    log_mediation,
    log_paper_patrol,
    press,
    ready,
    received,
    save,
    title,
    today,
)
from tests.browser.phone_disk import copied, outbox, read_registry

Json = dict[str, Any]
GATE: Geolocation = {"latitude": 21.330021, "longitude": 106.050012, "accuracy": 8}


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone, with the whole book on it and every file kept."""
    page.set_viewport_size({"width": 360, "height": 568})
    ready(app_server, page, LEADER)
    return page


def member_of(page: Page) -> Json:
    """The reader's member records, group -> id."""
    account = read_registry(page, "accounts")[0]["person"]
    members = [one for one in copied(page, "member") if one["content"].get("account") == account]
    return {one["content"]["group"]: one["id"] for one in members}


def test_three_kinds_logged_in_flight_mode_arrive_once_each(
    app_server: AppServer, phone: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(GATE)
    day, mine = today(app_server), set(member_of(phone).values())
    go_offline(app_server, context)

    mediation, camera, patrol = log_mediation(phone), log_camera(phone), log_paper_patrol(phone)
    assert len(outbox(phone)) == 3
    go_online(app_server, context)
    await_sent(phone)

    settled = received(app_server, mediation)
    assert settled.pop("mediators")[0] in mine
    assert settled.pop("area")
    assert settled == {
        "category": "mau_thuan",
        "sub_category": "tieng_on",
        "place_text": "Xóm Đình",
        "received_on": day,
        "party_count": 2,
        "story": "Mâu thuẫn vì loa hát. Gọi.",
        "outcome": "thanh",
    }
    put_up = received(app_server, camera)
    assert put_up["point"]["accuracy_m"] == 100
    assert put_up["point"]["lat"] != GATE["latitude"]
    assert (put_up["lens_count"], put_up["status"]) == (1, "hoat_dong")
    assert (put_up["view_direction"], put_up["installed_on"]) == ("doc_duong", day)
    walked = received(app_server, patrol)
    assert walked["entered_from_paper"] is True
    assert walked["clock_source"] == "sua_tay"
    assert walked["started_at"].endswith("T20:05:00+07:00")
    assert {one["member_id"] for one in walked["participants"]} <= mine
    assert [one["finding_type"] for one in walked["findings"]] == ["den_duong_hong"]


def test_without_leave_to_locate_the_places_name_is_enough(
    app_server: AppServer, phone: Page, context: BrowserContext
) -> None:
    context.grant_permissions([])  # all others are refused from now on
    begin(phone, "Lắp camera")
    press(phone, "Lấy vị trí chỗ này")
    expect(phone.get_by_text("Máy chưa được phép biết vị trí.")).to_be_visible()

    phone.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    phone.get_by_label("Chợ", exact=True).check()
    phone.get_by_label("Thôn", exact=True).check()
    saved = save(phone)
    await_sent(phone)

    content = received(app_server, saved)
    assert content["place_text"] == "Cổng chợ Gió"
    assert "point" not in content


def test_on_a_phone_whose_clock_is_years_off_today_is_still_today(
    app_server: AppServer, page: Page
) -> None:
    page.clock.install(time=app_server.now().replace(year=app_server.now().year - 5))
    ready(app_server, page, LEADER)

    saved = log_camera_by_name(page)
    await_sent(page)

    assert received(app_server, saved)["installed_on"] == today(app_server)


def test_a_form_left_halfway_waits_on_the_home_screen(phone: Page) -> None:
    begin(phone, "Ghi vụ hòa giải")
    phone.get_by_label("Mâu thuẫn giữa các bên").check()
    go_on(phone, "Ở đâu, bao giờ?")
    press(phone, "Quay lại")
    expect(title(phone)).to_have_text("Hòa giải việc gì?")
    press(phone, "Quay lại")

    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_be_visible()
    phone.get_by_role("link", name="Ghi vụ hòa giải").click()
    expect(title(phone)).to_have_text("Hòa giải: bác đang ghi dở")
    phone.get_by_role("link", name="Hòa giải").click()

    expect(title(phone)).to_have_text("Hòa giải việc gì?")
    expect(phone.get_by_label("Mâu thuẫn giữa các bên")).to_be_checked()


def test_a_form_that_was_only_looked_at_leaves_nothing_behind(phone: Page) -> None:
    begin(phone, "Ghi vụ hòa giải")
    press(phone, "Quay lại")

    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()
    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)


def test_what_was_thrown_away_can_be_had_back(phone: Page) -> None:
    begin(phone, "Lắp camera")
    phone.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    await_kept(phone)
    press(phone, "Bỏ, không ghi nữa")
    expect(phone.get_by_text("Đã bỏ: Camera an ninh.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)

    phone.reload()
    press(phone, "Lấy lại")
    phone.get_by_role("link", name="Camera an ninh").click()

    expect(phone.get_by_label("Gọi chỗ này là gì?")).to_have_value("Cổng chợ Gió")


def test_back_from_home_never_leads_into_a_form_that_was_saved(phone: Page) -> None:
    phone.goto(phone.url.rstrip("/") + "/settings")
    phone.get_by_role("link", name="Hôm nay").click()
    log_camera_by_name(phone)

    phone.go_back()

    expect(phone).to_have_url(re.compile(r"/$"))
    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()


def test_an_address_that_leads_nowhere_says_so(app_server: AppServer, phone: Page) -> None:
    app_server.open(phone, "/xyz")

    expect(title(phone)).to_have_text("Không có trang này")
    phone.get_by_role("link", name="Về Hôm nay").click()

    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()
