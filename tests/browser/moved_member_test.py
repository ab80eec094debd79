"""A member is moved to another group while his phone has unsent work for the old one."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.app_server import MEMBER, AppServer
from tests.browser.desk_walk import (
    come_back,
    current_address,
    look_again,
    open_desk,
    open_phone,
    until,
)
from tests.browser.invited import BAY
from tests.browser.office import OFFICER, Desk
from tests.browser.patrol_walk import (
    LAMP_PLACE,
    find_lamp,
    finish,
    reach,
    received,
    record_of,
    set_out,
)
from tests.browser.phone_disk import outbox, wait_until


def test_what_he_wrote_for_the_old_group_is_held_told_and_let_in(
    app_server: AppServer, page: Page, browser: Browser
) -> None:
    phone = open_phone(app_server, browser, MEMBER)
    open_desk(app_server, page)
    phone.context.set_offline(True)
    set_out(app_server, phone, "Hùng")
    reach(phone)
    find_lamp(phone)
    finish(phone)
    record = current_address(phone)
    written = [one["id"] for one in outbox(phone)]

    lines = page.locator(".case[href^='/desk/held/']")
    before = lines.count()
    move(Desk(app_server), BAY)
    come_back(phone)

    expect(phone.get_by_text("Buổi này đã đến nơi, chờ Công an xã xử lý.")).to_be_visible()
    assert {one["verdict"] for one in received(app_server, record)} == {"held"}
    app_server.open(phone, f"/record/{record}")
    expect(phone.locator(".note")).to_have_count(1)  # one reason, however many taps are held
    expect(phone.locator(".note")).to_contain_text("không còn ghi vào sổ của tổ này")
    expect(phone.locator("main")).to_contain_text("Đèn đường hỏng")

    until(page, lambda: look_again(page), lambda: lines.count() == before + 1)
    lines.last.click()
    told = page.locator(".record-main")
    expect(told).to_contain_text("Lúc gửi về, người ghi không còn ở tổ này.")
    expect(told).to_contain_text("phần ghi sau, cho vào sổ thì vào cùng")
    expect(told).to_contain_text("Đèn đường hỏng")  # in one of those
    page.get_by_role("button", name="Cho vào sổ").click()
    expect(page.locator(".record-unknown")).to_have_text("Đã xử lý xong.")
    expect(lines).to_have_count(before)

    chip = phone.locator("main .chip", has_text="Đã gửi, chờ xem")
    until(phone, lambda: look_again(phone), lambda: chip.count() > 0)
    expect(phone.locator("main")).to_contain_text("Đèn đường hỏng")
    wait_until(phone, lambda: outbox(phone) == [])
    his = [one for one in received(app_server, record) if one["id"] in written]
    assert [one["id"] for one in his] == written
    assert "held" not in {one["verdict"] for one in his}
    content = record_of(app_server, record)["content"]
    assert [one["place_text"] for one in content["findings"]] == [LAMP_PLACE]
    assert content["ended_at"]


def move(desk: Desk, name: str) -> None:
    """Put a member into another group of the same kind."""
    officer = desk.crew.send(OFFICER)
    rows = list(officer.disk.stores["shown"].values())
    member = next(one for one in rows if one["kind"] == "member" and one["content"]["name"] == name)
    group = next(one for one in rows if one["id"] == member["content"]["group"])
    other = next(
        one
        for one in rows
        if one["kind"] == "group"
        and one["id"] != group["id"]
        and one["content"]["group_type"] == group["content"]["group_type"]
    )
    officer.act("edit", member["id"], content={"group": other["id"]})
    desk.crew.send(OFFICER)
