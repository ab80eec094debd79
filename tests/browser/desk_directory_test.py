"""The directory edited at the desk: people, routes, groups handed over; offline, for everybody."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import (
    LEADER,
    MEMBER,
    WAIT_MS,
    AppServer,
    await_worker,
    go_offline,
    go_online,
)
from tests.browser.desk_walk import SIZES, faults, look_again
from tests.browser.directory_walk import (
    GROUP,
    WAITS,
    await_sent,
    begin,
    form,
    hand_over,
    known,
    open_desk,
    open_group,
    open_phone,
    person,
    save,
)
from tests.browser.invited import BAY, HUNG, LAN, NOTICE, agree, type_code
from tests.browser.office import OFFICER
from tests.browser.office import Desk as Office

PHUC, MUI = "Trần Văn Phúc", "Hoàng Thị Mùi"


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    return open_desk(app_server, page)


def test_a_member_added_here_is_invited_and_signs_in(
    app_server: AppServer, desk: Page, browser: Browser
) -> None:
    begin(desk, "Thêm thành viên").get_by_label("Họ tên").fill(PHUC)
    save(desk)
    await_sent(desk)
    person(desk, PHUC).get_by_role("button", name=re.compile("^Mời ")).click()
    desk.get_by_role("button", name="Tạo mã mời").click()
    code = desk.locator(".paper-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3}$"), timeout=WAIT_MS)

    theirs = browser.new_context(base_url=app_server.url).new_page()
    theirs.goto("/")
    type_code(theirs, code.inner_text().replace(" ", ""))
    expect(theirs.get_by_role("heading", level=1)).to_have_text(NOTICE, timeout=WAIT_MS)
    agree(theirs)

    expect(theirs.get_by_role("link", name="Bắt đầu tuần tra")).to_be_visible(timeout=WAIT_MS)
    assert known(app_server, "member", PHUC)["role"] == "to_vien"


def test_a_route_and_its_checkpoint_made_here_are_offered_when_a_patrol_starts(
    app_server: AppServer, desk: Page, browser: Browser
) -> None:
    begin(desk, "Thêm điểm").get_by_label("Tên điểm").fill("Cây đa đầu làng")
    save(desk)
    route = begin(desk, "Thêm tuyến")
    route.get_by_label("Tên tuyến").fill("Tuyến bờ sông")
    pick(desk, "Các điểm, theo thứ tự nên đi", "Trạm bơm", "Cây đa đầu làng")
    route.get_by_role("button", name="Đưa Cây đa đầu làng lên trước").click()
    expect(route.locator(".route-order li").first).to_contain_text("Cây đa đầu làng")
    save(desk)
    await_sent(desk)

    leader = open_phone(app_server, browser, LEADER)
    app_server.open(leader, "/patrol/start")

    expect(leader.get_by_text("Tuyến bờ sông").first).to_be_visible(timeout=WAIT_MS)
    assert len(known(app_server, "route", "Tuyến bờ sông")["checkpoints"]) == 2


def test_a_group_handed_over_is_led_by_another_phone(
    app_server: AppServer, desk: Page, browser: Browser
) -> None:
    old, new = (open_phone(app_server, browser, code) for code in (LEADER, MEMBER))

    hand_over(desk, BAY, "Ở lại làm tổ viên")
    await_sent(desk)

    expect(person(desk, BAY)).to_contain_text("tổ trưởng")
    assert known(app_server, "member", BAY)["role"] == "to_truong"
    assert known(app_server, "member", HUNG)["role"] == "to_vien"
    for phone, count in ((new, 1), (old, 0)):
        app_server.open(phone, "/settings/group")
        led = phone.get_by_role("heading", name=GROUP)
        look_again(phone)
        expect(led).to_have_count(count, timeout=WAIT_MS)
    expect(new.get_by_role("button", name=BAY).first).to_be_visible()


def test_a_new_leader_without_a_phone_is_invited_at_once(desk: Page) -> None:
    expect(person(desk, MUI)).to_contain_text("Chưa có máy", timeout=WAIT_MS)

    hand_over(desk, MUI, "Ở lại làm tổ viên")

    expect(desk.get_by_role("heading", name=re.compile("^Mời "))).to_be_focused()
    expect(desk.get_by_role("button", name="Tạo mã mời")).to_be_visible()


def test_without_a_network_a_group_is_handed_over_and_sent_later(
    app_server: AppServer, desk: Page
) -> None:
    await_worker(desk)
    go_offline(app_server, desk.context)

    hand_over(desk, BAY, "Đã nghỉ")
    expect(person(desk, BAY)).to_contain_text(WAITS)
    expect(person(desk, HUNG)).to_have_count(0)
    desk.reload()
    expect(person(desk, BAY)).to_contain_text("tổ trưởng", timeout=WAIT_MS)
    desk.locator("summary", has_text="Đã nghỉ (1)").click()
    left = desk.locator(".place-row", has_text=HUNG)
    expect(left).to_contain_text(re.compile(rf"nghỉ từ 21/11.*{WAITS}", re.DOTALL))

    go_online(app_server, desk.context)
    look_again(desk)
    await_sent(desk)
    assert known(app_server, "member", BAY)["role"] == "to_truong"
    gone = known(app_server, "member", HUNG)
    assert (gone["status"], gone["left_on"]) == ("da_nghi", "2026-11-21")


def test_a_reload_comes_back_to_what_was_being_written(desk: Page) -> None:
    begin(desk, "Thêm thành viên").get_by_label("Họ tên").fill(PHUC)
    expect(form(desk).locator(".draft-mark[data-saved=true]")).to_be_visible()

    desk.reload()
    expect(form(desk).get_by_label("Họ tên")).to_have_value(PHUC, timeout=WAIT_MS)
    form(desk).get_by_role("button", name="Quay lại").click()
    begun = desk.locator(".note", has_text="Đang ghi dở: Thêm thành viên.")
    desk.get_by_role("button", name="Đăng xuất").click()
    expect(desk.get_by_role("dialog")).to_contain_text("Còn 1 việc đang ghi dở.")
    desk.get_by_role("button", name="Ở lại").click()
    begun.get_by_role("link", name="Ghi tiếp").click()
    form(desk).get_by_role("button", name="Bỏ, không ghi nữa").click()
    thrown = desk.locator(".note", has_text="Đã bỏ: Thêm thành viên.")
    thrown.get_by_role("button", name="Lấy lại").click()
    begun.get_by_role("link", name="Ghi tiếp").click()

    expect(form(desk).get_by_label("Họ tên")).to_have_value(PHUC)


def test_a_border_cluster_over_several_areas_is_a_group_of_the_list(
    app_server: AppServer, desk: Page
) -> None:
    cluster = begin(desk, "Thêm tổ")
    cluster.get_by_label("Tên tổ").fill("Cụm giáp ranh Vân An")
    cluster.get_by_label("Cụm liên kết giáp ranh").check()
    pick(desk, "Địa bàn phụ trách", "Thôn Vân An", "Thôn Chùa")
    cluster.get_by_label("Công an xã").check()
    save(desk)
    await_sent(desk)

    line = desk.locator(".group-line", has_text="Cụm giáp ranh Vân An")
    expect(line).to_have_attribute("aria-current", "true")
    expect(desk.locator(".groups-title").first).to_have_text("Cụm giáp ranh Vân An")
    made = known(app_server, "group", "Cụm giáp ranh Vân An")
    assert (made["group_type"], len(made["areas"])) == ("cum_giap_ranh", 2)


def test_who_moves_to_another_group_is_told_of_before_and_stands_there_after(
    app_server: AppServer, desk: Page
) -> None:
    begin(desk, f"Sửa {LAN}")
    pick(desk, "Tổ", "Tổ tự quản thôn Vân An", is_many=False)
    expect(form(desk)).to_contain_text("Chưa vào sổ")
    save(desk)
    await_sent(desk)

    expect(person(desk, LAN)).to_have_count(0)
    open_group(desk, "Tổ tự quản thôn Vân An")
    expect(person(desk, LAN)).to_be_visible()


def test_a_leader_who_leaves_is_warned_of_and_a_dissolved_group_leaves_the_list(
    app_server: AppServer, desk: Page
) -> None:
    begin(desk, f"Sửa {HUNG}").get_by_label("Đã nghỉ").check()
    expect(form(desk)).to_contain_text("tổ không còn tổ trưởng")
    form(desk).get_by_role("group", name="Ngày nghỉ").get_by_label("Hôm nay").check()
    save(desk)
    expect(desk.get_by_text("Tổ này chưa có tổ trưởng.")).to_be_visible()

    begin(desk, "Sửa tổ").get_by_label("Đã giải thể").check()
    form(desk).get_by_role("group", name="Ngày giải thể").get_by_label("Hôm nay").check()
    save(desk)
    await_sent(desk)

    gone = desk.locator(".groups-gone")
    expect(gone.locator(".group-line", has_text=GROUP)).to_be_visible()
    assert known(app_server, "group", GROUP)["status"] == "giai_the"


def test_two_who_wrote_differently_are_both_heard_until_one_is_chosen(
    app_server: AppServer, desk: Page
) -> None:
    link = desk.get_by_role("link", name=f"Sửa {BAY}").get_attribute("href") or ""
    desk.context.set_offline(True)
    begin(desk, f"Sửa {BAY}").get_by_label("Họ tên").fill("Lê Xuân Bẩy")
    save(desk)
    office = Office(app_server)
    office.crew.send(OFFICER).act("edit", link.split("/")[-1], content={"name": "Lê Văn Bảy"})
    office.crew.send(OFFICER)

    desk.context.set_offline(False)
    look_again(desk)
    dispute = desk.locator(".disputed")
    expect(dispute).to_contain_text("Lê Xuân Bẩy", timeout=WAIT_MS)
    dispute.get_by_role("button", name=re.compile("^Giữ ")).click()

    expect(dispute).to_have_count(0)
    await_sent(desk)
    assert known(app_server, "member", "Lê Văn Bảy")["role"] == "to_vien"


def test_all_of_it_goes_by_the_keyboard(app_server: AppServer, desk: Page) -> None:
    desk.get_by_role("link", name="Thêm thành viên").focus()
    desk.keyboard.press("Enter")
    expect(form(desk).locator(".title")).to_be_focused(timeout=WAIT_MS)
    tab_to(desk, "#field-name")
    desk.keyboard.type(PHUC)
    tab_to(desk, ".foot-bar button")
    desk.keyboard.press("Enter")

    expect(desk.locator(".groups-title").first).to_be_focused(timeout=WAIT_MS)
    expect(person(desk, PHUC)).to_be_visible()
    tab_to(desk, ".group-tools button")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("dialog")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("size", ["office", "half", "phone"])
def test_everybody_can_edit_the_directory_at_every_size_light_and_dark(
    app_server: AppServer, desk: Page, size: str
) -> None:
    is_phone = size == "phone"
    desk.set_viewport_size(SIZES[size])
    address = desk.url
    found = faults(desk, is_phone)
    begin(desk, "Thêm thành viên")
    found += faults(desk, is_phone)
    desk.get_by_role("button", name="Quay lại").click()
    begin(desk, f"Sửa {HUNG}")
    found += faults(desk, is_phone)
    desk.get_by_role("button", name="Quay lại").click()
    desk.get_by_role("button", name="Bàn giao tổ").click()
    desk.get_by_role("dialog").get_by_label(BAY).check()
    found += faults(desk, is_phone)
    desk.get_by_role("button", name="Thôi").click()
    begin(desk, "Thêm tuyến")
    found += faults(desk, is_phone)
    app_server.open(desk, f"{address[: address.rindex('/')][len(app_server.url) :]}/areas")
    expect(desk.get_by_role("link", name="Thêm địa bàn")).to_be_visible(timeout=WAIT_MS)
    found += faults(desk, is_phone)

    assert found == []


def pick(desk: Page, label: str, *names: str, is_many: bool = True) -> None:
    """Choose from a list that opens over the form, or stands in it."""
    box = form(desk).get_by_role("group", name=label, exact=True)
    if box.locator(".picker").count() == 0:
        for name in names:
            box.get_by_label(name).check()
        return
    box.locator(".picker").click()
    dialog = desk.get_by_role("dialog")
    for name in names:
        dialog.get_by_label(name, exact=True).click()
    if is_many:
        dialog.get_by_role("button", name="Xong").click()
    expect(dialog).to_have_count(0)


def tab_to(desk: Page, selector: str) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        if desk.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
        desk.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by Tab")
