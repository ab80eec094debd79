"""Filling a form as a person does: by taps, by a Vietnamese keyboard, with mistakes."""

import json

from playwright.sync_api import Page, expect

from tests.browser.kit_form import open_form, press, saved


def test_a_mediation_is_filled_in_four_steps(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation")

    page.get_by_label("Mâu thuẫn giữa các bên").check()
    page.get_by_label("Tiếng ồn").check()
    press(page, "Tiếp tục")
    page.locator("#field-area").click()
    page.get_by_label("Tìm").fill("son qua 2")
    page.get_by_role("dialog").get_by_label("Sơn Quả 2").click()
    page.get_by_label("Hôm nay").first.check()
    page.get_by_label("bác Lan").check()
    press(page, "Tiếp tục")
    page.get_by_label("Sự việc").fill("Hai nhà cạnh nhau mâu thuẫn vì loa hát.")
    press(page, "Tiếp tục")
    page.get_by_label("Hòa giải thành").check()
    press(page, "Lưu vào sổ")

    assert saved(page) == {
        "category": "mau_thuan",
        "sub_category": "tieng_on",
        "area": "00000000-0000-7000-8000-000000010009",
        "received_on": "2026-11-21",
        "mediators": ["00000000-0000-7000-8000-000000020001"],
        "story": "Hai nhà cạnh nhau mâu thuẫn vì loa hát.",
        "outcome": "thanh",
    }


def test_a_step_with_a_gap_stays_and_brings_the_gap_forward(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="1")

    press(page, "Tiếp tục")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ở đâu, bao giờ?")
    expect(page.locator("#field-area")).to_be_focused()
    expect(page.locator("#field-area-fault")).to_be_visible()
    expect(page.locator("#field-area")).to_have_attribute("aria-describedby", "field-area-fault")


def test_a_mended_gap_loses_its_fault_at_once(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="1")
    press(page, "Tiếp tục")

    page.get_by_label("Hôm nay").first.check()

    expect(page.locator("#field-received_on-fault")).to_have_count(0)
    expect(page.locator("#field-area-fault")).to_have_count(1)


def test_saving_leads_back_to_the_step_that_lacks_something(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="3")
    page.get_by_label("Hòa giải thành").check()

    press(page, "Lưu vào sổ")

    expect(page.get_by_role("heading", level=1)).to_have_text("Hòa giải việc gì?")
    expect(page.get_by_label("Mâu thuẫn giữa các bên")).to_be_focused()


def test_a_new_step_begins_at_its_title(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation")
    page.get_by_label("Mâu thuẫn giữa các bên").check()

    press(page, "Tiếp tục")

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("() => scrollY") == 0


def test_a_phone_number_goes_with_one_tap(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="2")
    story = page.get_by_label("Sự việc")

    story.fill("Đã gặp hai bên. Gọi 0912 345 678, hẹn mai.")
    expect(page.get_by_text("Hình như có số điện thoại.")).to_be_visible()
    press(page, "Xóa số này giúp tôi")

    expect(story).to_have_value("Đã gặp hai bên. Gọi, hẹn mai.")
    expect(page.get_by_text("Hình như có số điện thoại.")).to_have_count(0)


def test_the_vietnamese_keyboard_is_never_interrupted(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="2")
    story = page.get_by_label("Sự việc")
    story.click()
    keyboard = page.context.new_cdp_session(page)

    for composed in ("t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": composed, "selectionStart": len(composed), "selectionEnd": len(composed)},
        )
    keyboard.send("Input.insertText", {"text": "tiếng"})
    page.keyboard.type(" loa")

    expect(story).to_have_value("tiếng loa")


def test_decomposed_letters_are_kept_composed(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "added")

    page.get_by_label("Tên buổi tập huấn").fill("Ta\u0323\u0302p hua\u0302\u0301n")
    page.get_by_label("Hôm qua").check()
    page.get_by_label("Sơ cứu").check()
    press(page, "Lưu vào sổ")

    assert saved(page) == {"title": "Tập huấn", "held_on": "2026-11-20", "topics": ["so_cuu"]}


def test_another_day_and_hour_are_typed_on_the_24_hour_clock(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "added")
    page.get_by_label("Tên buổi tập huấn").fill("Phòng cháy")
    page.get_by_label("Phòng cháy", exact=True).check()

    page.get_by_label("Ngày khác").check()
    page.get_by_label("Ngày", exact=True).fill("5")
    page.get_by_label("Tháng").fill("9")
    page.locator("details summary").click()
    page.get_by_label("Giờ").fill("20")
    page.get_by_label("Phút").fill("05")
    press(page, "Lưu vào sổ")

    assert saved(page)["held_on"] == "2026-09-05"
    assert saved(page)["starts"] == "20:05"


def test_a_patrol_past_midnight_is_typed_in_from_paper(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "patrol")
    begins, ends = page.locator("#field-started_at"), page.locator("#field-ended_at")

    begins.get_by_label("Hôm qua").check()
    begins.get_by_label("Giờ").fill("22")
    begins.get_by_label("Phút").fill("30")
    ends.get_by_label("Giờ").fill("0")
    ends.get_by_label("Phút").fill("15")
    ends.get_by_label("Hôm nay").check()
    page.get_by_label("Tuần tra", exact=True).check()
    press(page, "Tiếp tục")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ai đi, đi đâu")
    press(page, "Quay lại")
    expect(begins.get_by_label("Giờ")).to_have_value("22")
    expect(ends.get_by_label("Phút")).to_have_value("15")
    expect(ends.get_by_label("Hôm nay")).to_be_checked()


def test_a_day_that_no_calendar_has_is_told_at_the_field(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "added")

    page.get_by_label("Ngày khác").check()
    page.get_by_label("Ngày", exact=True).fill("31")
    page.get_by_label("Tháng").fill("2")
    press(page, "Lưu vào sổ")

    expect(page.locator("#field-held_on-fault")).to_contain_text("không có trong lịch")


def test_money_is_read_with_or_without_its_dots(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "added")
    page.locator("details summary").click()

    page.get_by_label("Kinh phí").fill("1.500.000")

    expect(page.get_by_text("1.500.000 đồng")).to_be_visible()


def test_escape_closes_the_sheet_and_gives_the_focus_back(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="1")
    page.locator("#field-area").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#field-area")).to_be_focused()


def test_back_closes_the_sheet_on_a_browser_that_does_not_do_so_itself(
    page: Page, kit_url: str
) -> None:
    page.add_init_script("delete window.CloseWatcher")
    open_form(page, kit_url, "mediation", step="1")
    page.locator("#field-area").click()
    expect(page.get_by_role("dialog")).to_be_visible()

    page.evaluate("() => history.back()")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ở đâu, bao giờ?")


def test_an_item_is_added_mended_and_taken_away(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "patrol", step="2")

    press(page, "Thêm: Việc phát hiện")
    page.get_by_label("Đèn đường hỏng").check()
    press(page, "Xong")
    expect(page.locator('[id$="occurred_at-fault"]')).to_be_visible()
    press(page, "Bây giờ")
    press(page, "Xong")
    expect(page.get_by_role("button", name="Đèn đường hỏng")).to_be_visible()
    page.get_by_role("button", name="Đèn đường hỏng").click()
    press(page, "Bỏ mục này")

    expect(page.get_by_role("button", name="Đèn đường hỏng")).to_have_count(0)


def test_an_item_left_blank_is_not_kept(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "patrol", step="2")

    press(page, "Thêm: Việc phát hiện")
    press(page, "Quay lại")

    expect(page.get_by_role("button", name="Việc phát hiện 1")).to_have_count(0)


def test_those_who_took_part_are_ticked(page: Page, kit_url: str) -> None:
    filled = {
        "started_at": "2026-11-21T20:05:00+07:00",
        "ended_at": "2026-11-21T22:10:00+07:00",
        "duty_type": "tuan_tra",
        "situation": "binh_thuong",
    }
    open_form(page, kit_url, "patrol", step="1", content=json.dumps(filled))

    page.get_by_label("bác Bảy").check()
    page.get_by_label("bác Lan").check()
    page.get_by_label("bác Bảy").uncheck()
    press(page, "Tiếp tục")
    press(page, "Tiếp tục")
    press(page, "Lưu vào sổ")

    assert saved(page)["participants"] == [{"member_id": "00000000-0000-7000-8000-000000020001"}]


def test_the_bar_leaves_while_the_keyboard_is_open(page: Page, kit_url: str) -> None:
    open_form(page, kit_url, "mediation", step="2")
    page.get_by_label("Sự việc").click()
    expect(page.locator(".foot-bar")).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 300})
    expect(page.locator(".foot-bar")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 568})

    expect(page.locator(".foot-bar")).to_be_visible()
