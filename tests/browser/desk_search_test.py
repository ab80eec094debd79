"""The desk's search: the whole book from the copy, what waits first, by keyboard, without marks."""

from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app_server import SERVER_TIME, AppServer, go_offline
from tests.browser.desk_walk import SIZES, faults, sit_down, waiting

ACCEPTED = "Công an xã đã duyệt"
FOUND = ".case-open .case"


def search(desk: Page, words: str) -> None:
    """Go to the field by its key and type."""
    desk.keyboard.press("/")
    desk.keyboard.type(words)


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    return page


def test_what_does_not_wait_is_found_too_and_says_where_it_stands(
    app_server: AppServer, desk: Page, context: BrowserContext
) -> None:
    go_offline(app_server, context)
    count = waiting(desk)
    search(desk, "SON qua 2")

    expect(desk.locator(FOUND).filter(has_text=ACCEPTED).first).to_be_visible()
    expect(desk.locator(".case-list > ul > li").first).to_be_visible()
    assert desk.locator(".case-list > ul > li").count() < count
    assert waiting(desk) == count
    search(desk, " khong co viec nay")
    expect(desk.locator(".case")).to_have_count(0)
    expect(desk.get_by_text("Không có việc chờ nào như vậy.")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.locator(FOUND).filter(has_text=ACCEPTED)).to_have_count(0)
    expect(desk.locator(".case").first).to_be_visible()


def test_who_searches_before_all_is_ready_is_told_that_more_may_come(desk: Page) -> None:
    desk.clock.pause_at(SERVER_TIME + timedelta(hours=1))  # no timer goes on
    desk.reload()
    expect(desk.locator(".case").first).to_be_visible()
    desk.locator("#desk-search").fill("xyz")
    heading = desk.locator(".case-open .case-heading")
    expect(heading).to_have_text("Việc khác tìm thấy (đang tìm tiếp…)")
    nothing = desk.get_by_text("Không có việc chờ nào như vậy.")
    expect(nothing).to_have_count(0)

    desk.clock.resume()

    expect(heading).to_have_text("Việc khác tìm thấy (0)")
    expect(nothing).to_be_visible()


def test_by_the_keys_alone_one_goes_through_all_that_was_found(desk: Page) -> None:
    search(desk, "son qua 2")
    expect(desk.locator(FOUND).first).to_be_visible()
    before = desk.locator(".case-list > ul > li").count()
    desk.keyboard.press("Enter")
    expect(desk.locator("#record-title")).to_be_focused()

    for _ in range(before):
        desk.keyboard.press("ArrowDown")

    first = desk.locator(FOUND).first
    expect(first).to_have_attribute("aria-current", "true")
    address = (first.get_attribute("href") or "").split("/")[-1]
    expect(desk.locator(f'[data-record="{address}"]')).to_be_visible()
    desk.keyboard.press("ArrowUp")
    expect(first).not_to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("size", ["office", "phone"])
def test_everybody_can_use_what_was_found(app_server: AppServer, page: Page, size: str) -> None:
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES[size])
    if size == "office":
        sit_down(app_server, page)
    else:
        page.set_viewport_size(SIZES["office"])
        sit_down(app_server, page)
        page.set_viewport_size(SIZES[size])
    page.locator("#desk-search").fill("tuan tra")
    expect(page.locator(FOUND).first).to_be_visible()

    assert faults(page, size == "phone") == []
