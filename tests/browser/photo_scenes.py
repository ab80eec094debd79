"""How the app comes to what the pictures show: every tap as a member would make it."""

import re

from playwright.sync_api import expect

from server.services.devices import LOCKED
from tests.browser.app_server import MEMBER, WAIT_MS
from tests.browser.invited import HUNG, NOTICE, set_phones, type_code
from tests.browser.phone_disk import write_patrol
from tests.browser.photo_studio import Json, Stage
from tests.browser.workers import await_end

END = "2026-11-21T18:50:00+07:00"
LAMP_PLACE = "Cột điện số 14, đầu ngõ"
ANSWER = "Hẹn tối thứ Ba 24/11 ở nhà văn hóa. Mời Công an xã cùng dự."
STORY = "Hai nhà mâu thuẫn vì loa hát buổi trưa. Đã hẹn giờ nghỉ, không mở loa sau 21 giờ."
# What Chromium fires on a phone where the app can be installed.
OFFER_BY_BROWSER = "() => window.dispatchEvent(new Event('beforeinstallprompt'))"
NEARLY_FULL = """
navigator.storage.estimate = async () => ({ quota: 1_000_000_000, usage: 985_000_000 });
"""


# The way in.


def first_open(stage: Stage) -> None:
    stage.open("/")
    stage.await_words(HUNG)


def code(stage: Stage) -> None:
    stage.open("/")
    stage.press("Gõ mã 6 số")
    for digit in "407":
        stage.press(digit)


def notice_before(stage: Stage) -> None:
    stage.open("/")
    type_code(stage.page, stage.picture.person)
    stage.await_title(NOTICE)


def install_first(stage: Stage) -> None:
    stage.open("/")


# Today.


def today(stage: Stage) -> None:
    stage.enter()
    stage.await_words("Đã gửi hết" if stage.picture.language == "vi" else "All sent")


def today_asked(stage: Stage) -> None:
    """A question of the police, and two things that wait for a network."""
    stage.enter()
    stage.cut_off()
    leave_waiting(stage)
    stage.go("/")
    expect(stage.page.locator("main a[href*=answer]").first).to_be_visible(timeout=WAIT_MS)


def underway(stage: Stage) -> None:
    set_out(stage)
    stage.at("20:47")
    stage.go("/")


def install_offer(stage: Stage) -> None:
    stage.enter("/book")
    stage.cut_off()
    leave_waiting(stage)
    stage.page.evaluate(OFFER_BY_BROWSER)
    stage.go("/")
    expect(stage.sheet()).to_be_visible(timeout=WAIT_MS)


def locked(stage: Stage) -> None:
    stage.enter("/book")
    stage.cut_off()
    leave_waiting(stage)
    set_phones(stage.server, HUNG, LOCKED)
    stage.page.context.set_offline(False)
    stage.open("/")
    stage.await_words("Máy này đã bị khóa.")


def nowhere(stage: Stage) -> None:
    stage.enter("/khong-co")
    stage.await_title("Không có trang này")


def leave_waiting(stage: Stage) -> None:
    """A patrol of this evening and a camera, which no network has taken yet."""
    patrol = write_patrol(stage.page, "2026-11-21T17:30:00+07:00")
    stage.write({**patrol, "content": {**patrol["content"], "ended_at": END}})
    known = stage.record("camera")
    skipped = ("camera_code", "site_code", "point")
    content = {name: value for name, value in known["content"].items() if name not in skipped}
    content |= {"place_text": "Cổng chợ Gió, hướng ra quốc lộ", "installed_on": "2026-11-21"}
    record_id = patrol["record_id"][:-4] + "cafe"
    own = {"id": record_id[:-1] + "f", "record_id": record_id, "kind": "camera"}
    stage.write({**patrol, **own, "stream": known["stream"], "content": content})


# A patrol.


def patrol_start(stage: Stage) -> None:
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


def patrol_live(stage: Stage) -> None:
    walk(stage)
    note_lamp(stage)
    expect(stage.sheet()).to_have_count(0)


def patrol_finding(stage: Stage) -> None:
    walk(stage)
    stage.press("Đèn hỏng")
    stage.sheet().get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    stage.page.evaluate("() => document.activeElement.blur()")


def patrol_points(stage: Stage) -> None:
    walk(stage)
    stage.press("Xem cả 5")


def patrol_rest(stage: Stage) -> None:
    walk(stage)
    stage.press("Tạm nghỉ")
    stage.await_title("Đang tạm nghỉ")


def patrol_finish(stage: Stage) -> None:
    patrol_live(stage)
    for time in ("21:40", "21:58"):
        stage.at(time)
        stage.pause()
        stage.press("Đã đến: ", exact=False)
        stage.await_words(f", {time}")
    stage.at("22:10")
    stage.follow("Kết thúc tuần tra")
    stage.await_title("Kết thúc buổi này?")


def patrol_saved(stage: Stage) -> None:
    patrol_finish(stage)
    stage.press("Lưu buổi tuần tra")
    stage.await_title("Đã lưu buổi tuần tra")


def patrol_corrected(stage: Stage) -> None:
    """The phone closed it by itself; on the next day its end is mended."""
    walk(stage)
    stage.at("07:30", "2026-11-22")
    stage.page.context.set_offline(False)
    stage.open("/patrol/start")
    stage.follow("Xem lại giờ về")
    stage.await_title("Xem lại giờ về")


def note_lamp(stage: Stage) -> None:
    stage.press("Đèn hỏng")
    stage.sheet().get_by_label("Ở chỗ nào").fill(LAMP_PLACE)
    stage.sheet().get_by_role("button", name="Xong").click()


# Forms.


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


# The book.


def book(stage: Stage) -> None:
    """Every state that a member sees in a usual week."""
    stage.enter("/settings")
    stage.cut_off()
    leave_waiting(stage)
    stage.go("/book")
    stage.await_words("Trên máy, chờ gửi")


def book_found(stage: Stage) -> None:
    stage.enter("/book?q=hoa+giai")
    stage.await_words("Tìm thấy")


def book_empty(stage: Stage) -> None:
    """Of somebody whose group has written nothing yet."""
    stage.enter("/book")
    stage.await_title("Sổ còn trống")


def record_open(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('patrol', situation='binh_thuong')['id']}")
    stage.await_title("Việc đã ghi")


def record_history(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('mediation')['id']}/history")
    stage.await_words("ghi việc này")


def record_siblings(stage: Stage) -> None:
    """Two wrote the same line of one record at once."""
    stage.enter("/book")
    created = write_patrol(stage.page, "2026-11-21T18:40:00+07:00")
    stage.exchange()
    stage.other_edits(MEMBER, created["record_id"], handover_text="Trạm bơm khóa rồi")
    stage.write(edit_of(created, handover_text="Trạm bơm chưa khóa"))
    stage.exchange()
    stage.go(f"/record/{created['record_id']}")
    stage.await_words("Trạm bơm khóa rồi")


def record_held(stage: Stage) -> None:
    stage.enter("/book")
    created = write_patrol(stage.page, "2026-11-21T18:40:00+07:00")
    stage.write(edit_of(created, extra_people_count="nhiều"))
    stage.exchange()
    stage.go(f"/record/{created['record_id']}")
    stage.await_words("Có mục ghi chưa đúng")


def edit_of(created: Json, **content: object) -> Json:
    """A later act of the same author, who had seen what he created and nothing else."""
    own = {"id": created["record_id"][:-4] + "beef", "act": "edit", "base": created["id"]}
    return {**created, **own, "content": content, "was": dict.fromkeys(content)}


def returned(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('mediation')['id']}/answer")
    stage.await_words("thưa bác?")


def answer(stage: Stage) -> None:
    returned(stage)
    stage.page.locator("#answer").fill(ANSWER)


def answered(stage: Stage) -> None:
    returned(stage)
    stage.cut_off()
    stage.page.locator("#answer").fill(ANSWER)
    stage.press("Gửi câu trả lời")
    stage.await_words("Đã lưu câu trả lời.")


# What waits, and the phone itself.


def sync_offline(stage: Stage) -> None:
    answered(stage)
    leave_waiting(stage)
    stage.go("/sync")
    stage.await_title("3 việc chờ gửi")


def sync_done(stage: Stage) -> None:
    stage.enter("/sync")
    stage.await_title("Đã gửi hết")


def sync_held(stage: Stage) -> None:
    record_held(stage)
    stage.go("/sync")
    stage.await_words("1 việc đã đến nơi")


def sync_storage(stage: Stage) -> None:
    stage.page.add_init_script(NEARLY_FULL)
    stage.enter("/sync")
    stage.await_words("Bộ nhớ máy sắp hết")


def sync_clock(stage: Stage) -> None:
    """The server's clock is right; the phone's is a day behind."""
    stage.enter("/sync")
    stage.page.clock.set_fixed_time("2026-11-20T19:42:00+07:00")
    stage.exchange()
    stage.await_words("Đồng hồ máy bị sai")


def sync_update(stage: Stage) -> None:
    stage.enter("/book")
    stage.offer_next_version()
    await_end(stage.page, "installed")
    stage.go("/sync")
    stage.await_words("Có bản An Thôn mới")


def settings(stage: Stage) -> None:
    stage.enter("/settings")
    stage.await_words(HUNG)


def privacy(stage: Stage) -> None:
    stage.enter("/settings/privacy")
    stage.await_title(NOTICE)


def install_help(stage: Stage) -> None:
    stage.enter("/settings/install")
