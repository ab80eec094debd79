"""How the app comes to the pictures of a patrol: every tap as a member would make it."""

from base64 import b64decode

from playwright.sync_api import FilePayload, expect

from tests.browser.photo_studio import Stage

# Drawn, not taken: the same in every picture.
LAMP = """
async () => {
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext("2d");
  const paint = (colour, ...box) => {
    context.fillStyle = colour;
    context.fillRect(...box);
  };
  paint("#5b6b7a", 0, 0, 640, 330);
  paint("#4a4338", 0, 330, 640, 150);
  paint("#2b2b2b", 300, 60, 18, 300);
  paint("#2b2b2b", 300, 60, 120, 14);
  paint("#8a8a80", 390, 74, 46, 26);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}
"""
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


def photo(stage: Stage) -> None:
    """The same with a photo, which the phone's own camera took."""
    walk(stage)
    stage.press("Đèn hỏng")
    take_file(stage)
    expect(stage.page.get_by_role("button", name="Xem ảnh 1")).to_be_visible()
    stage.page.evaluate("() => document.activeElement.blur()")


def take_file(stage: Stage) -> None:
    """A lamp post at dusk; the camera itself is not allowed to the page."""
    picture = b64decode(stage.page.evaluate(LAMP))
    stage.press("Chụp ảnh")
    with stage.page.expect_file_chooser() as chooser:
        stage.press("Chụp bằng máy ảnh")
    file = FilePayload(name="den.jpg", mimeType="image/jpeg", buffer=picture)
    chooser.value.set_files(file)


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
