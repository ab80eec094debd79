"""The app's promise in one story, for every browser: signed in once, logged offline, sent once."""

import json
from typing import Any

from sqlalchemy import select

from server.models import Mutation, Record
from tests.browser.app_server import LEADER, AppServer
from tests.browser.invited import NOTICE
from tests.browser.phone_disk import HAS_COPY, READ_ALL
from tests.browser.webdriver import BUTTON, LINK, TEXT, TITLE, Json, Window
from tests.faults.served import wait_until

# A worker fills its cache and a phone its book on a machine that has other work too.
READY_WITHIN_S = 90.0
PLACE = "Cổng chợ Gió"
IS_HELD = "() => navigator.serviceWorker.controller !== null"


def tell(server: AppServer, window: Window) -> None:
    """What is logged without a network is kept, and arrives once."""
    enter(server, window)

    record_id = log_offline(server, window)

    assert_it_is_kept(server, window, record_id)
    assert_it_arrives_once(server, window, record_id)


def enter(server: AppServer, window: Window) -> None:
    """Sign in by the digits, agree, and wait until the phone needs no network any more."""
    window.open(server.url)
    window.press(BUTTON, "Gõ mã 6 số")
    window.press(BUTTON, "Xóa hết")
    for digit in LEADER:
        window.press(BUTTON, digit)
    window.press(BUTTON, "Vào sổ")
    window.see(TITLE, NOTICE)
    window.press(BUTTON, "Tôi đã đọc và đồng ý")
    window.see(LINK, "Lắp camera")
    wait_until(lambda: window.evaluate(IS_HELD), READY_WITHIN_S)
    wait_until(lambda: window.evaluate(HAS_COPY), READY_WITHIN_S)


def log_offline(server: AppServer, window: Window) -> str:
    """With nobody at the other end: open the app and a deep link, log a camera; give its id."""
    server.stop()
    window.reload()
    window.see(LINK, "Lắp camera")
    window.open(f"{server.url}/new/mediation")
    window.see(TITLE, "Hòa giải việc gì?")
    window.open(f"{server.url}/new/camera")
    window.fill("Gọi chỗ này là gì?", PLACE)
    window.check("Chợ")
    window.check("Thôn")
    window.press(BUTTON, "Lưu vào sổ")
    window.see(TEXT, "Đã lưu trên máy.")
    return window.url.split("saved=")[1]


def assert_it_is_kept(server: AppServer, window: Window, record_id: str) -> None:
    """The app opened anew shows the record, and waits to send it."""
    window.open(f"{server.url}/book")
    window.see(LINK, PLACE)
    window.open(f"{server.url}/record/{record_id}")
    window.see(TEXT, PLACE)
    window.go_back()  # to a page that the browser may have put aside
    window.press(LINK, PLACE)
    window.see(TEXT, "Ai ghi, sửa lúc nào")
    window.reload()
    window.see(TEXT, PLACE)
    assert [(one["record_id"], one["act"]) for one in outbox(window)] == [(record_id, "create")]


def assert_it_arrives_once(server: AppServer, window: Window, record_id: str) -> None:
    """The server is there again: it has the record, and the phone has nothing left to send."""
    server.start()
    wait_until(lambda: outbox(window) == [], READY_WITHIN_S)
    window.reload()
    window.see(TEXT, PLACE)

    def read(session: Any) -> tuple[list[str], str]:
        acts = session.scalars(select(Mutation.act).where(Mutation.record_id == record_id)).all()
        body = session.scalar(select(Record.body).where(Record.id == record_id))
        return list(acts), json.loads(body)["content"]["place_text"]

    assert server.operate(read) == (["create"], PLACE)


def outbox(window: Window) -> list[Json]:
    """The mutations that wait."""
    return [json.loads(line["body"]) for line in window.evaluate(READ_ALL, "outbox")]
