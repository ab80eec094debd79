"""Home and forms on the smallest and the usual phone, in every theme, at the largest text."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import LEADER, AppServer
from tests.browser.measures import SMALL, misfits, violations_in_all_themes
from tests.browser.phone_disk import Json, await_copy, copied, wait_until

VILLAGE = "Sơn Quả 2"


def outlines(page: Page, kind: str) -> list[Json]:
    """What the copy holds of old records of a kind: the app cuts them down after a sync."""
    return [one for one in copied(page, kind) if one.get("stub")]


def title(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def show_home(page: Page) -> None:
    """With a question, a draft, and what was just saved."""
    show_camera(page)
    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    page.get_by_label("Chợ", exact=True).check()
    page.get_by_label("Thôn", exact=True).check()
    press(page, "Lưu vào sổ")
    page.get_by_role("link", name="Ghi vụ hòa giải").click()
    page.get_by_label("Mâu thuẫn giữa các bên").check()
    expect(page.locator(".draft-mark[data-saved=true]")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Đang ghi dở")).to_be_visible()
    expect(page.get_by_text("Đã lưu trên máy.")).to_be_visible()
    expect(page.get_by_text(VILLAGE).first).to_be_visible()


def show_camera(page: Page) -> None:
    page.get_by_role("link", name="Lắp camera").click()
    title(page, "Lắp camera")
    expect(page.locator("#field-area")).to_contain_text(VILLAGE)


def show_mediation(steps: int) -> Callable[[Page], None]:
    headings = ("Hòa giải việc gì?", "Ở đâu, bao giờ?", "Sự việc ra sao?", "Kết quả thế nào?")

    def show(page: Page) -> None:
        page.get_by_role("link", name="Ghi vụ hòa giải").click()
        title(page, headings[0])
        page.get_by_label("Mâu thuẫn giữa các bên").check()
        for heading in headings[1:steps]:
            press(page, "Tiếp tục")
            title(page, heading)
            if heading == headings[1]:
                expect(page.locator("#field-area")).to_contain_text(VILLAGE)
        if steps == len(headings):
            expect(page.locator(".answers")).to_contain_text(VILLAGE)

    return show


def show_story_with_number(page: Page) -> None:
    show_mediation(3)(page)
    page.get_by_label("Sự việc").fill("Gọi 0912 345 678 hẹn mai.")
    expect(page.get_by_text("Hình như có số điện thoại.")).to_be_visible()


def show_paper(page: Page) -> None:
    page.get_by_role("link", name="Chép từ sổ giấy").click()
    title(page, "Thời gian, nhiệm vụ")


def show_begun(page: Page) -> None:
    show_mediation(1)(page)
    expect(page.locator(".draft-mark[data-saved=true]")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Ghi vụ hòa giải").click()
    title(page, "Hòa giải: bác đang ghi dở")


def show_correction(page: Page) -> None:
    """Of an old record, whose outline alone is on the phone: it is fetched."""
    wait_until(page, lambda: outlines(page, "camera"))
    camera = outlines(page, "camera")[0]
    page.goto(re.sub(r"^(\w+://[^/]+).*", rf"\1/record/{camera['id']}/edit", page.url))
    title(page, "Sửa: Camera an ninh")
    expect(page.locator("#field-area")).to_contain_text(VILLAGE)
    expect(page.locator("#field-place_text")).to_have_value(re.compile(r"\w"))


def show_nowhere(page: Page) -> None:
    page.goto(re.sub(r"^(\w+://[^/]+).*", r"\1/xyz", page.url))
    title(page, "Không có trang này")


VIEWS = {
    "home": show_home,
    "camera": show_camera,
    "mediation 1": show_mediation(1),
    "mediation 2": show_mediation(2),
    "mediation 3": show_story_with_number,
    "mediation 4": show_mediation(4),
    "paper": show_paper,
    "begun": show_begun,
    "correction": show_correction,
    "nowhere": show_nowhere,
}


@pytest.mark.parametrize("view", VIEWS)
def test_it_reads_well_on_every_phone_and_in_every_theme(
    app_server: AppServer, page: Page, view: str
) -> None:
    page.set_viewport_size(SMALL)
    app_server.sign_in(page, LEADER)
    await_copy(page)
    VIEWS[view](page)

    assert misfits(page) == []
    assert violations_in_all_themes(page) == []
