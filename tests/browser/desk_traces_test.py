"""What an officer opens or prints stands in the server's access log, also what he did offline."""

import re
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.models import AccessEntry
from tests.browser.app_server import SERVER_TIME, WAIT_MS, AppServer, go_offline, go_online
from tests.browser.desk_walk import SIZES, look_again, sit_down, until
from tests.browser.phone_disk import read_all

GROUP = "Tổ tự quản thôn Sơn Quả 2"


def printed(server: AppServer) -> list[tuple[str, str | None]]:
    """What the access log says was printed, and by which officer's machine."""

    def work(session: Session) -> Any:
        rows = session.scalars(select(AccessEntry).where(AccessEntry.action == "in")).all()
        return [(one.object_type, one.object_id) for one in rows]

    found: list[tuple[str, str | None]] = server.operate(work)
    return found


def test_an_invitation_printed_without_a_network_stands_in_the_access_log_afterwards(
    app_server: AppServer, page: Page, context: BrowserContext
) -> None:
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    page.add_init_script("window.print = () => { window.printed = true; }")
    sit_down(app_server, page)
    page.get_by_role("link", name="Tổ và điện thoại").click()
    page.locator(".group-line", has_text=GROUP).click()
    page.get_by_role("button", name=re.compile("^Mời ")).first.click()
    page.get_by_role("button", name="Tạo mã mời").click()
    expect(page.locator(".paper-code")).to_have_text(re.compile(r"\d{3}"), timeout=WAIT_MS)
    go_offline(app_server, context)

    page.get_by_role("button", name=re.compile("^In")).click()
    page.wait_for_function("() => window.printed")

    lines = [one["body"] for one in read_all(page, "access_log") if one["body"]["action"] == "in"]
    assert [one["object_type"] for one in lines] == ["invitation"]
    go_online(app_server, context)
    wanted = [("invitation", lines[0]["object_id"])]
    until(page, lambda: look_again(page), lambda: printed(app_server) == wanted)
