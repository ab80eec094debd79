"""Walking through the directory at the desk, and what the server has of it."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from server.services import members
from tests.browser.app_server import SERVER_TIME, WAIT_MS, AppServer
from tests.browser.desk_walk import SIZES, sit_down
from tests.browser.invited import only_commune
from tests.browser.phone_disk import await_copy, outbox, wait_until

GROUP = "Tổ tự quản thôn Sơn Quả 2"
WAITS = "chờ gửi"


def open_desk(app_server: AppServer, page: Page) -> Page:
    """Captain Minh with the group of Sơn Quả 2 open."""
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    page.get_by_role("link", name="Tổ và điện thoại").click()
    open_group(page, GROUP)
    return page


def open_group(desk: Page, name: str) -> None:
    """Open a group from the list."""
    desk.locator(".group-line", has_text=name).first.click()
    expect(desk.locator(".groups-main .groups-title")).to_have_text(name, timeout=WAIT_MS)


def open_phone(app_server: AppServer, browser: Browser, code: str) -> Page:
    """A member's own phone, with the whole book."""
    context = browser.new_context(reduced_motion="reduce", viewport=SIZES["phone"])
    page = context.new_page()
    page.clock.install(time=SERVER_TIME)
    app_server.sign_in(page, code)
    await_copy(page)
    return page


def person(desk: Page, name: str) -> Locator:
    """The row of somebody of the group that is open."""
    return desk.locator(".person", has=desk.get_by_text(name, exact=True))


def form(desk: Page) -> Locator:
    """The form beside the list."""
    return desk.locator(".groups-form")


def begin(desk: Page, link: str) -> Locator:
    """Open a form by its link, and wait for it."""
    desk.get_by_role("link", name=link, exact=True).first.click()
    expect(form(desk).locator(".title")).to_be_focused(timeout=WAIT_MS)
    return form(desk)


def save(desk: Page) -> None:
    """Save the form, and wait until its page is back."""
    form(desk).get_by_role("button", name="Lưu vào sổ").click()
    expect(form(desk)).to_have_count(0, timeout=WAIT_MS)
    expect(desk.locator(".note", has_text="Đã lưu:")).to_be_visible()


def await_sent(desk: Page) -> None:
    """Wait until the server has all, and it has come back."""
    wait_until(desk, lambda: outbox(desk) == [])
    expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)
    expect(desk.locator(".groups .chip", has_text=WAITS)).to_have_count(0, timeout=WAIT_MS)


def hand_over(desk: Page, name: str, fate: str) -> None:
    """Hand the open group over to somebody."""
    desk.get_by_role("button", name="Bàn giao tổ").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_label(name).check()
    dialog.get_by_label(fate, exact=True).check()
    dialog.get_by_role("button", name="Bàn giao", exact=True).click()
    expect(dialog).to_have_count(0)


def known(app_server: AppServer, kind: str, name: str) -> Mapping[str, Any]:
    """What the server has of the record of this name; of a member, of the one in GROUP."""

    def read(session: Any) -> Any:
        commune_id = only_commune(session)
        groups = members.list_contents(session, commune_id, "group")
        ids = {one for one, content in groups.items() if content.get("name") == GROUP}
        found = members.list_contents(session, commune_id, kind)
        return next(
            content
            for content in found.values()
            if content.get("name") == name and (kind != "member" or content["group"] in ids)
        )

    content: Mapping[str, Any] = app_server.operate(read)
    return content
