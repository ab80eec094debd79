"""What a form must not lose: to a killed browser, a full phone, somebody else's newer values."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect
from sqlalchemy import select

from server.models import Mutation
from tests.browser.app_server import LEADER, MEDIATOR, AppServer
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.form_walk import (
    await_kept,
    await_sent,
    begin,
    go_on,
    log_camera_by_name,
    press,
    ready,
    received,
    title,
)

Json = dict[str, Any]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def test_a_browser_killed_in_the_middle_of_a_form_comes_back_to_the_same_step(
    app_server: AppServer, playwright: Playwright, profile: Path
) -> None:
    with OwnBrowser(playwright, profile) as own:
        ready(app_server, own.page, MEDIATOR)
        begin(own.page, "Ghi vụ hòa giải")
        own.page.get_by_label("Mâu thuẫn giữa các bên").check()
        go_on(own.page, "Ở đâu, bao giờ?")
        own.page.get_by_label("Khu, xóm").fill("Xóm Đình")
        go_on(own.page, "Sự việc ra sao?")
        own.page.get_by_label("Sự việc").press_sequentially("Hai nhà mâu thuẫn vì loa hát")
        await_kept(own.page)
        app_server.stop()
        own.kill()

    with OwnBrowser(playwright, profile) as own:
        app_server.open(own.page)
        own.page.get_by_role("link", name="Hòa giải Ghi dở").click()

        expect(title(own.page)).to_have_text("Sự việc ra sao?")
        expect(own.page.get_by_label("Sự việc")).to_have_value("Hai nhà mâu thuẫn vì loa hát")
        press(own.page, "Quay lại")
        expect(own.page.get_by_label("Khu, xóm")).to_have_value("Xóm Đình")
        press(own.page, "Quay lại")
        expect(own.page.get_by_label("Mâu thuẫn giữa các bên")).to_be_checked()


def test_a_correction_sends_what_was_changed_and_what_its_author_saw(
    app_server: AppServer, page: Page
) -> None:
    ready(app_server, page, LEADER)
    saved = log_camera_by_name(page)
    await_sent(page)
    page.goto(f"{app_server.url}/record/{saved}/edit?field=lens_count")
    expect(title(page)).to_have_text("Sửa: Camera an ninh")
    # It comes forward to the field that was asked for.
    asked = page.locator("#field-lens_count")
    expect(asked.locator(":focus").or_(page.locator("#field-lens_count:focus"))).to_have_count(1)

    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió, phía Bắc")
    press(page, "Lưu vào sổ")
    expect(page).to_have_url(re.compile(f"/record/{saved}"))
    await_sent(page)

    def read(session: Any) -> tuple[Json, str]:
        made = session.scalars(
            select(Mutation).where(Mutation.record_id == saved).order_by(Mutation.seq)
        ).all()
        assert [one.act for one in made] == ["create", "edit"]
        assert made[1].base == made[0].id
        return json.loads(made[1].body), made[1].verdict

    edit, verdict = app_server.operate(read)
    assert edit["content"] == {"place_text": "Cổng chợ Gió, phía Bắc"}
    assert list(edit["was"]) == ["place_text"]
    assert verdict == "applied"


def test_who_writes_already_is_not_led_away_to_the_field_that_was_asked_for(
    app_server: AppServer, page: Page
) -> None:
    ready(app_server, page, LEADER)
    saved = log_camera_by_name(page)
    await_sent(page)
    page.add_init_script(HOLD_FRAMES)  # as a slow phone does
    page.goto(f"{app_server.url}/record/{saved}/edit?field=lens_count")
    place = page.get_by_label("Gọi chỗ này là gì?")
    place.focus()
    expect(place).to_be_focused()

    page.evaluate("() => window.letFramesGo()")

    expect(place).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(", phía Bắc")
    expect(place).to_have_value("Cổng chợ Gió, phía Bắc")


def test_a_full_phone_says_so_and_keeps_the_text(app_server: AppServer, page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": app_server.url, "quotaSize": ROOM})
    ready(app_server, page, LEADER)
    begin(page, "Lắp camera")
    page.get_by_label("Chợ", exact=True).check()
    page.get_by_label("Thôn", exact=True).check()
    await_kept(page)
    assert page.evaluate(FILL_UP) == "QuotaExceededError"

    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    expect(page.get_by_text("Chữ bác gõ vẫn còn đây.")).to_be_visible()
    expect(page.locator(".draft-mark[data-saved=true]")).to_have_count(0)
    press(page, "Lưu vào sổ")
    expect(page.get_by_text("Bộ nhớ máy đã đầy, chưa lưu được.")).to_be_in_viewport()
    expect(page.get_by_label("Gọi chỗ này là gì?")).to_have_value("Cổng chợ Gió")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": app_server.url})
    press(page, "Lưu lại")

    expect(page).to_have_url(re.compile(r"/\?saved="))
    record_id = page.url.split("saved=")[1]
    await_sent(page)
    assert received(app_server, record_id)["place_text"] == "Cổng chợ Gió"


ROOM = 20_000_000
# No frame comes until it is let go; then all that wait come, and those that they ask for.
HOLD_FRAMES = """
const frames = [];
const isHeld = () => window.letFramesGo !== undefined;
const draw = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = (frame) => (isHeld() ? frames.push(frame) : draw(frame));
window.letFramesGo = async () => {
  delete window.letFramesGo;
  for (const frame of frames) draw(frame);
  for (let passed = 0; passed < 4; passed += 1) await new Promise((next) => draw(next));
};
"""
# Photos of somebody else's, until not even a line has room.
FILL_UP = """
async () => {
  const db = await new Promise((done) => {
    const opening = indexedDB.open("photos", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("photos", { autoIncrement: true });
    };
    opening.onsuccess = () => done(opening.result);
  });
  const put = (size) => new Promise((done) => {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
    const writing = db.transaction("photos", "readwrite");
    writing.objectStore("photos").add(bytes);
    writing.oncomplete = () => done("");
    writing.onabort = () => done(writing.error.name);
  });
  let refusal = "";
  for (let size = 1 << 20; size >= 64; size >>= 2) {
    do refusal = await put(size); while (refusal === "");
  }
  db.close();
  return refusal;
}
"""
