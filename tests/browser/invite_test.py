"""A leader invites a member of his group: on his own phone, past nobody's desk."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import LEADER, MEMBER, WAIT_MS, AppServer
from tests.browser.invited import BAY, HUNG, NOTICE, type_code
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.phone_disk import await_copy


@pytest.fixture
def leader(app_server: AppServer, page: Page) -> Page:
    page.set_viewport_size({"width": 360, "height": 568})
    app_server.sign_in(page, LEADER)
    await_copy(page)
    app_server.open(page, "/settings")
    page.get_by_role("link", name="Người trong tổ").click()
    expect(page.get_by_role("button", name=f"{HUNG} Tổ trưởng")).to_be_visible(timeout=WAIT_MS)
    return page


def make_code(page: Page, name: str) -> str:
    page.get_by_role("button", name=name).first.click()
    page.get_by_role("button", name="Tạo mã mời").click()
    spelt = page.locator(".invitation-code")
    expect(spelt).to_have_text(re.compile(r"^\d{3} \d{3}$"), timeout=WAIT_MS)
    return spelt.inner_text().replace(" ", "")


def test_the_code_that_he_shows_lets_the_member_in(
    app_server: AppServer, leader: Page, browser: Browser
) -> None:
    code = make_code(leader, BAY)

    context = browser.new_context(base_url=app_server.url)
    theirs = context.new_page()
    theirs.goto("/")
    type_code(theirs, code)

    expect(theirs.get_by_role("heading", level=1)).to_have_text(NOTICE, timeout=WAIT_MS)
    context.close()


def test_it_is_read_by_everybody_and_fits_every_phone(leader: Page) -> None:
    found = [*violations_in_all_themes(leader), *misfits(leader)]
    make_code(leader, BAY)
    found += [*violations_in_all_themes(leader), *misfits(leader)]

    assert found == []


def test_without_a_network_he_is_told_so(leader: Page) -> None:
    leader.context.set_offline(True)
    leader.get_by_role("button", name=BAY).first.click()

    leader.get_by_role("button", name="Tạo mã mời").click()

    expect(leader.get_by_role("dialog")).to_contain_text("Chưa có mạng")


def test_who_leads_no_group_is_offered_nothing(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_copy(page)
    app_server.open(page, "/settings")

    expect(page.get_by_role("link", name="Sổ này ghi gì, giữ ở đâu")).to_be_visible()
    expect(page.get_by_role("link", name="Người trong tổ")).to_have_count(0)
