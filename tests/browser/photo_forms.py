"""How the app comes to the pictures of its forms."""

import re

from playwright.sync_api import expect

from tests.browser.photo_studio import Stage

STORY = "Hai nhà mâu thuẫn vì loa hát buổi trưa. Đã hẹn giờ nghỉ, không mở loa sau 21 giờ."


def mediation_what(stage: Stage) -> None:
    stage.enter("/new/mediation")
    stage.await_title("Hòa giải việc gì?")
    stage.choose("Mâu thuẫn giữa các bên", "Tiếng ồn")
    await_kept(stage)


def mediation_where(stage: Stage) -> None:
    mediation_what(stage)
    go_on(stage, "Ở đâu, bao giờ?")
    stage.page.get_by_label("Khu, xóm").fill("Xóm Đình")
    await_kept(stage)


def mediation_story(stage: Stage) -> None:
    mediation_where(stage)
    go_on(stage, "Sự việc ra sao?")
    stage.page.get_by_label("Sự việc").fill(STORY)
    await_kept(stage)


def mediation_number(stage: Stage) -> None:
    mediation_where(stage)
    go_on(stage, "Sự việc ra sao?")
    stage.page.get_by_label("Sự việc").fill("Hai nhà mâu thuẫn vì loa hát. Gọi 0912 345 678.")
    stage.await_words("Hình như có số điện thoại.")
    await_kept(stage)


def mediation_result(stage: Stage) -> None:
    mediation_story(stage)
    go_on(stage, "Kết quả thế nào?")
    stage.choose("Hòa giải thành")
    await_kept(stage)


def camera_placed(stage: Stage) -> None:
    stage.enter("/new/camera")
    stage.press("Lấy vị trí chỗ này")
    stage.await_words("Đã lấy được vị trí, sai khoảng 8 mét.")
    stage.page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    stage.choose("Chợ", "Thôn", "Dọc đường")
    await_kept(stage)


def camera_nowhere(stage: Stage) -> None:
    stage.page.context.set_geolocation(None)
    stage.enter("/new/camera")
    stage.press("Lấy vị trí chỗ này")
    stage.await_words("Máy chưa bắt được vị trí.")


def paper_patrol(stage: Stage) -> None:
    stage.enter("/new/patrol?from=paper")
    expect(stage.page).to_have_url(re.compile("/draft/"))


def correction(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('mediation')['id']}/edit")
    stage.await_title("Sửa: ")


def go_on(stage: Stage, title: str) -> None:
    stage.press("Tiếp tục")
    stage.await_title(title)


def await_kept(stage: Stage) -> None:
    stage.page.evaluate("() => document.activeElement.blur()")
    expect(stage.page.locator(".draft-mark[data-saved=true]")).to_be_visible()
