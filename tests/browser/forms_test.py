"""Forms from the first tap to the server's database: offline, killed, corrected, without room."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    BrowserContext,
    Geolocation,
    Locator,
    Page,
    Playwright,
    expect,
)
from sqlalchemy import select

from server.kinds import HERE, load_kinds
from server.models import Mutation, Record
from tests.browser.app_server import (
    LEADER,
    MEDIATOR,
    AppServer,
    await_worker,
    go_offline,
    go_online,
)
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.phone_disk import await_copy, copied, outbox
from tests.faults.served import wait_until

Json = dict[str, Any]
GATE: Geolocation = {"latitude": 21.330021, "longitude": 106.050012, "accuracy": 8}
SENT_WITHIN_S = 30.0


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone, with the whole book on it and every file kept."""
    page.set_viewport_size({"width": 360, "height": 568})
    ready(app_server, page, LEADER)
    return page


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


def member_of(page: Page) -> Json:
    """The reader's member records, group -> id."""
    account = read_all_accounts(page)["person"]
    members = [one for one in copied(page, "member") if one["content"].get("account") == account]
    return {one["content"]["group"]: one["id"] for one in members}


def read_all_accounts(page: Page) -> Json:
    account: Json = page.evaluate(ACCOUNT)
    return account


ACCOUNT = """
() => new Promise((done) => {
  const opening = indexedDB.open("an-thon");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("accounts").objectStore("accounts").getAll();
    reading.onsuccess = () => { opening.result.close(); done(JSON.parse(reading.result[0].body)); };
  };
})
"""


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


def test_three_kinds_logged_in_flight_mode_arrive_once_each(
    app_server: AppServer, phone: Page, context: BrowserContext
) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation(GATE)
    day, mine = today(app_server), set(member_of(phone).values())
    go_offline(app_server, context)

    mediation, camera, patrol = log_mediation(phone), log_camera(phone), log_paper_patrol(phone)
    assert len(outbox(phone)) == 3
    go_online(app_server, context)
    await_sent(phone)

    settled = received(app_server, mediation)
    assert settled.pop("mediators")[0] in mine
    assert settled.pop("area")
    assert settled == {
        "category": "mau_thuan",
        "sub_category": "tieng_on",
        "place_text": "Xóm Đình",
        "received_on": day,
        "party_count": 2,
        "story": "Mâu thuẫn vì loa hát. Gọi.",
        "outcome": "thanh",
    }
    put_up = received(app_server, camera)
    assert put_up["point"]["accuracy_m"] == 100
    assert put_up["point"]["lat"] != GATE["latitude"]
    assert (put_up["lens_count"], put_up["status"]) == (1, "hoat_dong")
    assert (put_up["view_direction"], put_up["installed_on"]) == ("doc_duong", day)
    walked = received(app_server, patrol)
    assert walked["entered_from_paper"] is True
    assert walked["clock_source"] == "sua_tay"
    assert walked["started_at"].endswith("T20:05:00+07:00")
    assert {one["member_id"] for one in walked["participants"]} <= mine
    assert [one["finding_type"] for one in walked["findings"]] == ["den_duong_hong"]


def test_without_leave_to_locate_the_places_name_is_enough(
    app_server: AppServer, phone: Page, context: BrowserContext
) -> None:
    context.grant_permissions([])  # all others are refused from now on
    begin(phone, "Lắp camera")
    press(phone, "Lấy vị trí chỗ này")
    expect(phone.get_by_text("Máy chưa được phép biết vị trí.")).to_be_visible()

    phone.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    phone.get_by_label("Chợ", exact=True).check()
    phone.get_by_label("Thôn", exact=True).check()
    saved = save(phone)
    await_sent(phone)

    content = received(app_server, saved)
    assert content["place_text"] == "Cổng chợ Gió"
    assert "point" not in content


def test_on_a_phone_whose_clock_is_years_off_today_is_still_today(
    app_server: AppServer, page: Page
) -> None:
    page.clock.install(time=app_server.now().replace(year=app_server.now().year - 5))
    ready(app_server, page, LEADER)

    saved = log_camera_by_name(page)
    await_sent(page)

    assert received(app_server, saved)["installed_on"] == today(app_server)


def test_a_form_left_halfway_waits_on_the_home_screen(phone: Page) -> None:
    begin(phone, "Ghi vụ hòa giải")
    phone.get_by_label("Mâu thuẫn giữa các bên").check()
    go_on(phone, "Ở đâu, bao giờ?")
    press(phone, "Quay lại")
    expect(title(phone)).to_have_text("Hòa giải việc gì?")
    press(phone, "Quay lại")

    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_be_visible()
    phone.get_by_role("link", name="Ghi vụ hòa giải").click()
    expect(title(phone)).to_have_text("Hòa giải: bác đang ghi dở")
    phone.get_by_role("link", name="Hòa giải").click()

    expect(title(phone)).to_have_text("Hòa giải việc gì?")
    expect(phone.get_by_label("Mâu thuẫn giữa các bên")).to_be_checked()


def test_a_form_that_was_only_looked_at_leaves_nothing_behind(phone: Page) -> None:
    begin(phone, "Ghi vụ hòa giải")
    press(phone, "Quay lại")

    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()
    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)


def test_what_was_thrown_away_can_be_had_back(phone: Page) -> None:
    begin(phone, "Lắp camera")
    phone.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    await_kept(phone)
    press(phone, "Bỏ, không ghi nữa")
    expect(phone.get_by_text("Đã bỏ: Camera an ninh.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Đang ghi dở")).to_have_count(0)

    phone.reload()
    press(phone, "Lấy lại")
    phone.get_by_role("link", name="Camera an ninh").click()

    expect(phone.get_by_label("Gọi chỗ này là gì?")).to_have_value("Cổng chợ Gió")


def test_back_from_home_never_leads_into_a_form_that_was_saved(phone: Page) -> None:
    phone.goto(phone.url.rstrip("/") + "/settings")
    phone.get_by_role("link", name="Hôm nay").click()
    log_camera_by_name(phone)

    phone.go_back()

    expect(phone).to_have_url(re.compile(r"/$"))
    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()


def log_camera_by_name(page: Page) -> str:
    begin(page, "Lắp camera")
    page.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió")
    page.get_by_label("Chợ", exact=True).check()
    page.get_by_label("Thôn", exact=True).check()
    return save(page)


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
    app_server: AppServer, phone: Page
) -> None:
    saved = log_camera_by_name(phone)
    await_sent(phone)
    phone.goto(f"{app_server.url}/record/{saved}/edit?field=lens_count")
    expect(title(phone)).to_have_text("Sửa: Camera an ninh")

    phone.get_by_label("Gọi chỗ này là gì?").fill("Cổng chợ Gió, phía Bắc")
    press(phone, "Lưu vào sổ")
    expect(phone).to_have_url(re.compile(f"/record/{saved}"))
    await_sent(phone)

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


OUTREACH: Json = {
    "id": "outreach_test",
    "version": 1,
    "labels": {"vi": "Tuyên truyền thử", "en": "Outreach"},
    "purpose": {"vi": "Đếm buổi nói chuyện.", "en": "Counts talks."},
    "stream": "log",
    "icon": "megaphone",
    "day": "held_on",
    "retention_days": 1461,
    "retention_from": "held_on",
    "fields": [
        {
            "name": "held_on",
            "type": "date",
            "required": True,
            "labels": {"vi": "Ngày", "en": "Day"},
        },
        {
            "name": "place_text",
            "type": "text",
            "max_length": 100,
            "required": True,
            "labels": {"vi": "Ở đâu", "en": "Where"},
        },
        {
            "name": "listener_count",
            "type": "int",
            "min": 0,
            "max": 400,
            "begins_as": 10,
            "labels": {"vi": "Số người nghe", "en": "Listeners"},
        },
    ],
    "list_columns": ["held_on", "place_text", "listener_count"],
    "measures": [],
    "steps": [
        {
            "id": "all",
            "labels": {"vi": "Buổi nói chuyện", "en": "Talk"},
            "fields": ["held_on", "place_text", "listener_count"],
        }
    ],
    "rules": [],
}


@pytest.fixture
def wider_server(app_server: AppServer, tmp_path: Path) -> Iterator[AppServer]:
    """A server that knows one kind more than any code does."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    for path in HERE.glob("*.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / f"{OUTREACH['id']}.json").write_text(json.dumps(OUTREACH), encoding="utf-8")
    parts = app_server.app.extensions["an_thon"]
    app_server.app.extensions["an_thon"] = replace(parts, kinds=load_kinds(folder))
    yield app_server


def test_an_added_kind_has_a_form_stands_in_the_book_and_is_found(
    wider_server: AppServer, page: Page
) -> None:
    ready(wider_server, page, LEADER)
    begin(page, "Tuyên truyền thử")
    expect(title(page)).to_have_text("Tuyên truyền thử")

    page.get_by_label("Ở đâu").fill("Nhà văn hóa")
    saved = save(page)
    await_sent(page)

    assert received(wider_server, saved) == {
        "held_on": today(wider_server),
        "place_text": "Nhà văn hóa",
        "listener_count": 10,
    }
    wider_server.open(page, "/book")
    expect(page.locator(f'a[href*="{saved}"]')).to_contain_text("Tuyên truyền thử")
    wider_server.open(page, "/book?q=nha+van+hoa")
    expect(page.locator(f'a[href*="{saved}"]')).to_be_visible()


def test_an_address_that_leads_nowhere_says_so(app_server: AppServer, phone: Page) -> None:
    app_server.open(phone, "/xyz")

    expect(title(phone)).to_have_text("Không có trang này")
    phone.get_by_role("link", name="Về Hôm nay").click()

    expect(phone.get_by_role("heading", name="Ghi việc khác")).to_be_visible()
