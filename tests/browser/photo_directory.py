"""How the desk comes to its pictures of the directory: a member added, a group handed over."""

from playwright.sync_api import expect

from tests.browser.app_server import WAIT_MS
from tests.browser.photo_desk import groups
from tests.browser.photo_studio import Stage


def member(stage: Stage) -> None:
    """A new member beside the group's people."""
    groups(stage)
    stage.follow("Thêm thành viên")
    stage.page.get_by_label("Họ tên").fill("Trần Văn Phúc")
    expect(stage.page.locator(".draft-mark[data-saved=true]")).to_be_visible(timeout=WAIT_MS)


def hand_over(stage: Stage) -> None:
    """The group goes to another leader."""
    groups(stage)
    stage.press("Bàn giao tổ")
    stage.page.get_by_role("dialog").get_by_label("Lê Xuân Bảy").check()
    stage.page.get_by_role("dialog").get_by_label("Đã nghỉ").check()
