"""After a restore the desk looks through the rights before anything goes out again."""

from playwright.sync_api import Page, expect

from demo.crew import Crew
from demo.sign_ins import PASSWORD
from demo.timeline import Timeline
from tests.browser.app_server import WAIT_MS, AppServer
from tests.browser.desk_walk import HA, faults, look_again, until
from tests.browser.directory_walk import open_desk, person
from tests.browser.invited import BAY

LEFT_HERE = "Theo sổ trên máy này, người ấy đã nghỉ"


def command(server: AppServer, *words: str) -> str:
    """Run a command of the server as its keeper does; gives what it says."""
    done = server.app.test_cli_runner().invoke(args=list(words))
    assert done.exit_code == 0, done.output
    return done.output


def let_go(server: AppServer, name: str) -> None:
    """Another officer writes that somebody has left; his machine never comes back."""
    time = Timeline(server.now(), "left")
    crew = Crew(server.app, time)
    crew.join_by_password(HA.user_name, PASSWORD)
    phone = crew.send(HA.user_name)
    row = next(
        row
        for row in phone.disk.stores["shown"].values()
        if row["kind"] == "member" and row["content"]["name"] == name
    )
    phone.act("edit", row["id"], content={"status": "da_nghi"})
    crew.send(HA.user_name)


def test_rights_out_of_a_backup_are_looked_through_before_records_go_out(
    app_server: AppServer, page: Page
) -> None:
    desk = open_desk(app_server, page)
    folder = command(app_server, "backup").split("Đã sao lưu vào ")[1].splitlines()[0]
    expect(person(desk, BAY)).to_be_visible(timeout=WAIT_MS)
    let_go(app_server, BAY)
    until(desk, lambda: look_again(desk), lambda: person(desk, BAY).count() == 0)
    command(app_server, "restore", folder, "--replace")
    strip = desk.get_by_role("status").filter(has_text="khôi phục từ bản lưu")
    until(desk, lambda: look_again(desk), lambda: strip.count() == 1)

    strip.get_by_role("link", name="Xem lại quyền").click()
    line = desk.locator(".rights-line", has_text=BAY)
    expect(line).to_contain_text(LEFT_HERE, timeout=WAIT_MS)
    expect(desk.locator(".rights-line", has_text=LEFT_HERE)).to_have_count(1)
    line.get_by_role("button", name="Khóa").first.click()
    expect(line).to_contain_text("Đang khóa")
    assert faults(desk, is_phone=False) == []

    desk.get_by_role("button", name="Xác nhận quyền").click()
    desk.get_by_role("dialog").get_by_role("button", name="Xác nhận quyền").click()
    expect(desk.get_by_text("Quyền đã được xác nhận.")).to_be_visible(timeout=WAIT_MS)
    desk.get_by_role("link", name="Về Duyệt sổ").click()
    expect(desk.locator(".case").first).to_be_visible(timeout=WAIT_MS)
    expect(strip).to_have_count(0)


def test_without_a_network_rights_are_neither_shown_nor_confirmed(
    app_server: AppServer, page: Page
) -> None:
    desk = open_desk(app_server, page)
    desk.context.set_offline(True)
    desk.evaluate(
        "history.pushState(null, '', '/desk/rights'); dispatchEvent(new PopStateEvent('popstate'))"
    )
    expect(desk.get_by_role("status").filter(has_text="cần có mạng")).to_be_visible()
    expect(desk.get_by_role("button", name="Xác nhận quyền")).to_have_count(0)
