"""How the app comes to the pictures of the book, of a question and of what waits to be sent."""

from tests.browser.app_server import MEMBER
from tests.browser.phone_disk import write_patrol
from tests.browser.photo_patrol import take_file
from tests.browser.photo_studio import Json, Stage
from tests.browser.workers import await_end

BEGIN, END = "2026-11-21T17:30:00+07:00", "2026-11-21T18:50:00+07:00"
ANSWER = "Hẹn tối thứ Ba 24/11 ở nhà văn hóa. Mời Công an xã cùng dự."
NEARLY_FULL = """
navigator.storage.estimate = async () => ({ quota: 1_000_000_000, usage: 985_000_000 });
"""


def leave_waiting(stage: Stage) -> None:
    """A patrol of this evening and a camera, which no network has taken yet."""
    patrol = write_patrol(stage.page, BEGIN, ended_at=END)
    known = stage.record("camera")
    skipped = ("camera_code", "site_code", "point")
    content = {name: value for name, value in known["content"].items() if name not in skipped}
    content |= {"place_text": "Cổng chợ Gió, hướng ra quốc lộ", "installed_on": "2026-11-21"}
    record_id = patrol["record_id"][:-4] + "cafe"
    own = {"id": record_id[:-1] + "f", "record_id": record_id, "kind": "camera"}
    stage.write({**patrol, **own, "stream": known["stream"], "content": content})


def shelf(stage: Stage) -> None:
    """Every state that a member sees in a usual week."""
    stage.enter("/settings")
    stage.cut_off()
    leave_waiting(stage)
    stage.go("/book")
    stage.await_words("Trên máy, chờ gửi")


def found(stage: Stage) -> None:
    stage.enter("/book?q=hoa+giai")
    stage.await_words("Tìm thấy")


def empty(stage: Stage) -> None:
    """Of somebody who has just come in, and of whose book nothing has come yet."""
    stage.page.route("**/api/sync/**", lambda asked: asked.abort())
    stage.server.sign_in(stage.page, stage.picture.person, "/book")
    stage.await_title("Sổ còn trống")


def record(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('patrol', situation='binh_thuong')['id']}")
    stage.await_title("Việc đã ghi")


def history(stage: Stage) -> None:
    stage.enter("/book")
    stage.go(f"/record/{stage.record('mediation')['id']}/history")
    stage.await_words("ghi việc này")


def siblings(stage: Stage) -> None:
    """Two wrote the same line of one record at once."""
    stage.enter("/book")
    created = write_patrol(stage.page, BEGIN, ended_at=END)
    stage.exchange()
    stage.other_edits(MEMBER, created["record_id"], handover_text="Trạm bơm khóa rồi")
    stage.write(edit_of(created, handover_text="Trạm bơm chưa khóa"))
    stage.exchange()
    stage.go(f"/record/{created['record_id']}")
    stage.await_words("Trạm bơm khóa rồi")


def held(stage: Stage) -> None:
    stage.enter("/book")
    created = write_patrol(stage.page, BEGIN, ended_at=END)
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


def sync_offline(stage: Stage) -> None:
    answered(stage)
    leave_waiting(stage)
    stage.go("/sync")
    stage.await_title("3 việc chờ gửi")


def sync_done(stage: Stage) -> None:
    stage.enter("/sync")
    stage.await_title("Đã gửi hết")


def sync_held(stage: Stage) -> None:
    held(stage)
    stage.go("/sync")
    stage.await_words("1 việc đã đến nơi")


def sync_photos(stage: Stage) -> None:
    """The text of a camera is there; the line does not carry its photo yet."""
    stage.page.context.route("**/blobs/*", lambda route: route.abort())
    stage.enter("/new/camera")
    take_file(stage)
    stage.page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    stage.choose("Chợ", "Thôn", "Dọc đường")
    stage.press("Lưu vào sổ")
    stage.await_words("Đã lưu trên máy.")
    stage.go("/sync")
    stage.await_title("Chữ đã gửi hết")


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
