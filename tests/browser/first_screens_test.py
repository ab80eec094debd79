"""The screens before the book and beside it: each fits, is read aloud, and is pressed easily."""

from playwright.sync_api import Browser, Page, expect

from server.services.devices import STOLEN
from tests.browser.app_server import LEADER, WAIT_MS, AppServer
from tests.browser.invited import HUNG, NOTICE, agree, invite, set_phones, type_code
from tests.browser.measures import misfits, violations_in_all_themes
from tests.browser.phone_disk import await_copy, write_patrol

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
ZALO = "Mozilla/5.0 (Linux; Android 12; SM-A127F) Chrome/107.0.0.0 Mobile Safari/537.36 Zalo"
ANDROID = "Mozilla/5.0 (Linux; Android 12; SM-A127F) Chrome/107.0.0.0 Mobile Safari/537.36"
# What Chromium fires on a phone where the app can be installed.
OFFER_BY_BROWSER = """
() => {
  const event = new Event("beforeinstallprompt");
  event.prompt = async () => { window.wasAsked = true; return { outcome: "accepted" }; };
  window.dispatchEvent(event);
}
"""
REFUSE_STORE = """
indexedDB.open = () => { throw new DOMException("private window", "SecurityError"); };
"""
PRIVACY_CONTACT = "Bộ phận một cửa"


def measure(page: Page, heading: str, seeded: str) -> list[str]:
    """First that it is the screen that was meant, with what belongs there; then all its faults."""
    expect(page.get_by_role("heading", name=heading).first).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text(seeded).first).to_be_visible(timeout=WAIT_MS)
    return [*misfits(page), *violations_in_all_themes(page)]


def test_the_first_screens_fit(app_server: AppServer, page: Page) -> None:
    app_server.open(page)
    assert measure(page, "An Thôn", HUNG) == []

    type_code(page, "999999")
    assert measure(page, "Gõ mã mời 6 số", "Mã chưa đúng.") == []

    type_code(page, LEADER)
    assert measure(page, NOTICE, PRIVACY_CONTACT) == []


def test_the_settings_fit(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, LEADER, "/settings")
    await_copy(page)

    assert measure(page, "Cài đặt", HUNG) == []
    page.get_by_role("button", name="Gọi tôi là").click()
    assert measure(page, "Gọi tôi là", "Đồng chí") == []
    page.get_by_role("button", name="Xong").click()
    page.get_by_role("button", name="Đăng xuất").click()
    assert measure(page, "Đăng xuất", "giấy mời mới") == []
    app_server.open(page, "/settings/privacy")
    assert measure(page, NOTICE, PRIVACY_CONTACT) == []
    app_server.open(page, "/settings/install")
    assert measure(page, "Đưa An Thôn ra màn hình chính", "Cài đặt") == []


def test_what_is_chosen_in_the_settings_is_there_after_a_reload(
    app_server: AppServer, page: Page
) -> None:
    app_server.sign_in(page, LEADER, "/settings")
    page.get_by_label("Rất lớn").check()
    page.get_by_label("Nền tối đi tuần").check()
    page.get_by_role("button", name="Gọi tôi là").click()
    page.get_by_label("Đồng chí").check()
    page.get_by_role("button", name="Xong").click()

    page.reload()
    await_copy(page)

    expect(page.get_by_text("đồng chí Hùng")).to_be_visible()
    expect(page.get_by_label("Rất lớn")).to_be_checked()
    html = page.locator("html")
    expect(html).to_have_attribute("data-text", "xl")
    expect(html).to_have_attribute("data-theme", "night")
    page.get_by_role("button", name="Ngôn ngữ").click()
    page.get_by_label("English").check()
    page.get_by_role("button", name="Done").click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings", timeout=WAIT_MS)
    expect(html).to_have_attribute("lang", "en")


def test_an_iphone_installs_first_and_keeps_its_invitation(
    app_server: AppServer, browser: Browser
) -> None:
    page = phone_like(browser, IPHONE)
    paper = invite(app_server, HUNG)

    app_server.open(page, f"/#/join/{paper.secret}")

    assert measure(page, "Đưa An Thôn ra màn hình chính", "Thêm vào MH chính") == []
    assert paper.secret not in page.url
    expect(page.get_by_role("link", name="Gọi 113, Công an")).to_be_visible()
    page.get_by_role("button", name="Cứ vào sổ ở đây").click()
    agree(page)
    page.context.close()


def test_a_chat_apps_browser_leads_to_the_phones_own(
    app_server: AppServer, browser: Browser
) -> None:
    page = phone_like(browser, ZALO)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    paper = invite(app_server, HUNG)

    app_server.open(page, f"/#/join/{paper.secret}")
    page.get_by_role("button", name="Chép địa chỉ").click()

    assert measure(page, "Mở bằng Chrome", "Đã chép.") == []
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == f"{app_server.url}/#/join/{paper.secret}"
    page.context.close()


def test_a_store_that_the_browser_refuses_is_told_plainly(
    app_server: AppServer, page: Page
) -> None:
    page.add_init_script(REFUSE_STORE)

    app_server.open(page)

    assert measure(page, "Chưa mở được sổ", "chế độ ẩn danh") == []
    expect(page.get_by_role("link", name="Gọi 113, Công an")).to_be_visible()


def test_the_screen_of_a_wiped_phone_fits(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, LEADER)
    await_copy(page)
    set_phones(app_server, HUNG, STOLEN)

    app_server.open(page)

    assert measure(page, "Sổ trên máy này đã được xóa", "bị mất") == []


def test_an_invitation_that_is_over_fits(app_server: AppServer, page: Page) -> None:
    app_server.open(page, "/#/join/cut")

    assert measure(page, "Vào sổ bằng giấy mời", "Mã chưa đúng.") == []


def test_installing_is_offered_after_the_first_saved_record_and_then_left_alone(
    app_server: AppServer, browser: Browser
) -> None:
    page = phone_like(browser, ANDROID)
    app_server.sign_in(page, LEADER)
    await_copy(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    write_patrol(page)

    app_server.open(page)
    page.evaluate(OFFER_BY_BROWSER)

    assert measure(page, "Đưa An Thôn ra màn hình chính", "hình cổng làng") == []
    page.get_by_role("button", name="Đưa ra màn hình chính").click()
    assert page.evaluate("() => window.wasAsked") is True
    app_server.open(page)
    expect(page.get_by_role("navigation", name="Mục chính")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.context.close()


def phone_like(browser: Browser, user_agent: str) -> Page:
    """A phone whose browser calls itself so."""
    return browser.new_context(
        user_agent=user_agent, has_touch=True, reduced_motion="reduce"
    ).new_page()
