"""The place in a form: by one tap, by its name, and a home only roughly."""

import json

from playwright.sync_api import Page, expect

from tests.browser.kit_form import open_form, press, saved


def test_the_place_is_taken_by_one_tap(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "camera", layout="page")

    press(page, "Lấy vị trí chỗ này")

    expect(page.get_by_text("Đã lấy được vị trí, sai khoảng 8 mét.")).to_be_visible()


def test_before_the_phone_asks_the_app_explains(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "camera", layout="page", locate="ask")

    press(page, "Lấy vị trí chỗ này")
    expect(page.get_by_role("dialog")).to_contain_text("Chỉ lấy lúc bác bấm nút")
    press(page, "Cho phép và lấy vị trí")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Đã lấy được vị trí")).to_be_visible()


def test_without_a_place_its_name_is_enough(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "camera", layout="page", locate="refused")

    press(page, "Lấy vị trí chỗ này")

    expect(page.get_by_text("Máy chưa được phép biết vị trí.")).to_be_visible()
    expect(page.get_by_role("button", name="Lấy lại vị trí")).to_be_visible()


def test_other_questions_are_answered_while_the_place_settles(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "camera", layout="page", locate="never")

    press(page, "Lấy vị trí chỗ này")
    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")

    expect(page.get_by_text("Đang tìm vị trí…")).to_be_visible()
    expect(page.get_by_label("Gọi chỗ này là gì?")).to_have_value("Cổng chợ Gió")


def test_a_households_camera_is_saved_only_roughly(page: Page, kit_url: str) -> None:
    filled = {
        "area": "00000000-0000-7000-8000-000000010009",
        "place_type": "nha_dan",
        "place_text": "Đầu ngõ",
        "owner_type": "ho_gia_dinh",
        "installed_on": "2026-11-21",
        "lens_count": 2,
        "status": "hoat_dong",
    }
    open_form(page, kit_url, "camera", layout="page", content=json.dumps(filled))

    press(page, "Lấy vị trí chỗ này")
    expect(page.get_by_text("Chỉ ghi gần đúng, khoảng 100 mét.")).to_be_visible()
    press(page, "Lưu vào sổ")

    point = saved(page)["point"]
    assert point["accuracy_m"] == 100
    assert point["lat"] != 21.330021
