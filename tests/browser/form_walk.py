"""Filling the app's forms as a person does, and what the server then holds."""

import json
import re
from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from server.models import Mutation, Record
from tests.browser.app_server import AppServer, await_worker
from tests.browser.phone_disk import await_copy, outbox
from tests.faults.served import wait_until

Json = dict[str, Any]
SENT_WITHIN_S = 30.0


def ready(app_server: AppServer, page: Page, code: str) -> None:
    app_server.sign_in(page, code)
    await_worker(page)
    await_copy(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, entry: str) -> None:
    page.get_by_role("link", name=entry).click()
    expect(page).to_have_url(re.compile(r"/draft/"))


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def await_kept(page: Page) -> None:
    expect(page.locator(".draft-mark[data-saved=true]")).to_be_visible()


def go_on(page: Page, heading: str) -> None:
    press(page, "Tiếp tục")
    expect(title(page)).to_have_text(heading)


def come_back(page: Page) -> None:
    """Lose the page once all is kept, and open its address again."""
    await_kept(page)
    page.reload()
    title(page).wait_for()


def save(page: Page) -> str:
    """Save the form; give the record's id."""
    press(page, "Lưu vào sổ")
    expect(page).to_have_url(re.compile(r"/\?saved="))
    expect(page.get_by_text("Đã lưu trên máy.")).to_be_visible()
    return page.url.split("saved=")[1]


def await_sent(page: Page) -> None:
    wait_until(lambda: outbox(page) == [], SENT_WITHIN_S)


def received(app_server: AppServer, record_id: str) -> Json:
    """The record as the server holds it; what the phone made of it came once."""

    def read(session: Any) -> Json:
        made = session.scalars(select(Mutation.act).where(Mutation.record_id == record_id)).all()
        assert made == ["create"]
        body = session.scalar(select(Record.body).where(Record.id == record_id))
        content: Json = json.loads(body)["content"]
        return content

    found: Json = app_server.operate(read)
    return found


def today(app_server: AppServer) -> str:
    """The day in Vietnam, by the server's clock."""
    return (app_server.now() + timedelta(hours=7)).date().isoformat()


def log_mediation(page: Page) -> str:
    begin(page, "Ghi vụ hòa giải")
    page.get_by_label("Mâu thuẫn giữa các bên").check()
    page.get_by_label("Tiếng ồn").check()
    come_back(page)
    expect(page.get_by_label("Tiếng ồn")).to_be_checked()
    go_on(page, "Ở đâu, bao giờ?")
    page.get_by_label("Khu, xóm").fill("Xóm Đình")
    come_back(page)
    expect(page.get_by_label("Khu, xóm")).to_have_value("Xóm Đình")
    go_on(page, "Sự việc ra sao?")
    page.get_by_label("Sự việc").fill("Mâu thuẫn vì loa hát. Gọi 0912 345 678.")
    press(page, "Xóa số này giúp tôi")
    come_back(page)
    expect(page.get_by_label("Sự việc")).to_have_value("Mâu thuẫn vì loa hát. Gọi.")
    go_on(page, "Kết quả thế nào?")
    page.get_by_label("Hòa giải thành").check()
    come_back(page)
    return save(page)


def log_camera(page: Page) -> str:
    begin(page, "Lắp camera")
    press(page, "Lấy vị trí chỗ này")
    expect(page.get_by_text("Đã lấy được vị trí, sai khoảng 8 mét.")).to_be_visible()
    page.get_by_label("Gọi chỗ này là gì?").fill("Đầu ngõ Đình")
    page.get_by_label("Nhà dân").check()
    page.get_by_label("Dọc đường").check()
    page.get_by_label("Hộ gia đình").check()
    come_back(page)
    expect(page.get_by_label("Hộ gia đình")).to_be_checked()
    return save(page)


def log_paper_patrol(page: Page) -> str:
    begin(page, "Chép từ sổ giấy")
    begins, ends = page.locator("#field-started_at"), page.locator("#field-ended_at")
    begins.get_by_label("Hôm qua").check()
    begins.get_by_label("Giờ").fill("20")
    begins.get_by_label("Phút").fill("05")
    ends.get_by_label("Hôm qua").check()
    ends.get_by_label("Giờ").fill("22")
    ends.get_by_label("Phút").fill("10")
    come_back(page)
    expect(begins.get_by_label("Giờ")).to_have_value("20")
    go_on(page, "Ai đi, đi đâu")
    go_on(page, "Tình hình, sự việc")
    page.get_by_label("Có việc cần Công an xã xem").check()
    page.get_by_role("button", name="Thêm: Việc phát hiện").click()
    page.get_by_label("Đèn đường hỏng").check()
    come_back(page)
    expect(page.get_by_label("Đèn đường hỏng")).to_be_checked()
    press(page, "Bây giờ")
    press(page, "Xong")
    expect(title(page)).to_have_text("Tình hình, sự việc")
    go_on(page, "Bàn giao, ký xác nhận")
    return save(page)


def log_camera_by_name(page: Page) -> str:
    begin(page, "Lắp camera")
    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    page.get_by_label("Chợ", exact=True).check()
    page.get_by_label("Thôn", exact=True).check()
    return save(page)
