"""How the app comes to the pictures of a patrol: every tap as a member would make it."""

from playwright.sync_api import expect

from tests.browser.photo_studio import Stage

LAMP_PLACE = "Cột điện số 14, đầu ngõ"


def start(stage: Stage) -> None:
    stage.at("20:05")
    stage.enter("/patrol/start")
    stage.await_words("Tuyến vòng quanh làng")


def set_out(stage: Stage) -> None:
    """Where there is no network, with Bảy and Lan."""
    stage.at("20:05")
    stage.enter("/patrol/start")
    stage.await_words("Tuyến vòng quanh làng")
    stage.cut_off()
    for name in ("Bảy", "Lan"):
        row = stage.page.get_by_role("listitem").filter(has_text=name)
        row.get_by_role("button", name="Có mặt").click()
    stage.press("Bắt đầu tuần tra")
    stage.await_title("Đang tuần tra")


def walk(stage: Stage) -> None:
    """An hour and a half of it: three points and a door."""
    set_out(stage)
    for time in ("20:12", "20:38", "21:05"):
        stage.at(time)
        stage.pause()
        stage.press("Đã đến: ", exact=False)
        stage.await_words(f", {time}")
    stage.at("21:16")
    stage.press("Cửa chưa khóa")
    stage.sheet().get_by_role("button", name="Xong").click()
    stage.at("21:29")


def live(stage: Stage) -> None:
    walk(stage)
    note_lamp(stage)
    expect(stage.sheet()).to_have_count(0)


def finding(stage: Stage) -> None:
    walk(stage)
    stage.press("Đèn hỏng")
    stage.sheet().get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    stage.page.evaluate("() => document.activeElement.blur()")


def points(stage: Stage) -> None:
    walk(stage)
    stage.press("Xem cả 5")


def rest(stage: Stage) -> None:
    walk(stage)
    stage.press("Tạm nghỉ")
    stage.await_title("Đang tạm nghỉ")


def finish(stage: Stage) -> None:
    live(stage)
    for time in ("21:40", "21:58"):
        stage.at(time)
        stage.pause()
        stage.press("Đã đến: ", exact=False)
        stage.await_words(f", {time}")
    stage.at("22:10")
    stage.follow("Kết thúc tuần tra")
    stage.await_title("Kết thúc buổi này?")


def saved(stage: Stage) -> None:
    finish(stage)
    stage.press("Lưu buổi tuần tra")
    stage.await_title("Đã lưu buổi tuần tra")


def corrected(stage: Stage) -> None:
    """The phone closed it by itself; on the next day its end is mended."""
    walk(stage)
    stage.at("10:00", "2026-11-22")
    stage.page.context.set_offline(False)
    stage.open("/patrol/start")
    stage.follow("Xem lại giờ về")
    stage.await_title("Xem lại giờ về")


def note_lamp(stage: Stage) -> None:
    stage.press("Đèn hỏng")
    stage.sheet().get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    stage.sheet().get_by_role("button", name="Xong").click()
