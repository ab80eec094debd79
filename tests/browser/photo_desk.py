"""How the desk comes to its pictures: Captain Minh before the queue."""

from playwright.sync_api import expect

from tests.browser.app_server import WAIT_MS
from tests.browser.desk_walk import sit_down
from tests.browser.photo_studio import Stage

OFFICE = (1366, 768)
NARROW = (412, 915)
ASKED = "Thưa bác Hùng, đèn ở cột điện số 14 đã báo điện lực chưa ạ?"


def queue(stage: Stage) -> None:
    """The record of a night with findings, among what waits."""
    width, height = stage.picture.size
    stage.page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    sit_down(stage.server, stage.page)
    stage.page.set_viewport_size({"width": width, "height": height})


def record(stage: Stage) -> None:
    """One night with findings, opened."""
    queue(stage)
    case = stage.page.locator(".case", has_text="Việc phát hiện: 2").first
    case.click()
    expect(stage.page.locator(".decision-bar")).to_be_visible(timeout=WAIT_MS)


def question(stage: Stage) -> None:
    record(stage)
    stage.page.keyboard.press("h")
    stage.page.get_by_role("textbox", name="Câu hỏi").fill(ASKED)


def figures(stage: Stage) -> None:
    """The month that runs, per village."""
    queue(stage)
    stage.follow("Số liệu")
    expect(stage.page.locator("caption")).to_be_visible(timeout=WAIT_MS)


def groups(stage: Stage) -> None:
    """The people of a group and their phones."""
    queue(stage)
    stage.follow("Tổ và điện thoại")
    stage.page.locator(".group-line", has_text="Tổ tự quản thôn Sơn Quả 2").click()
    stage.await_words("Nguyễn Văn Hùng")
