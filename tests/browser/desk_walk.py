"""Working at the desk as an officer does, and what a screen of it may not be."""

from collections.abc import Callable

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from demo.sign_ins import OFFICERS, PASSWORD, OfficeSignIn
from tests.browser.app_server import SERVER_TIME, WAIT_MS, AppServer, await_worker
from tests.browser.measures import violations
from tests.browser.patrol_walk import begin
from tests.browser.phone_disk import await_copy

MINH, HA = OFFICERS
SIZES: dict[str, ViewportSize] = {
    "office": {"width": 1366, "height": 768},
    "large": {"width": 1920, "height": 1080},
    "half": {"width": 1000, "height": 700},
    "phone": {"width": 412, "height": 915},
}
OVER_MS = 11_000
SIDEWAYS = """
() => [document.documentElement, ...document.querySelectorAll(".desk *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .filter((one) => getComputedStyle(one).overflowX !== "visible" || one.tagName === "HTML")
  .filter((one) => !one.matches(".unseen, input, select"))
  .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)
"""
SMALL_TARGETS = """
(floor) => [...document.querySelectorAll("a, button, input, select, textarea")]
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([one, box]) => box.width > 0 && !one.matches(".desk-link"))
  .filter(([one, box]) => box.width < floor - 0.1 || box.height < floor - 0.1)
  .map(([one, box]) => `${one.tagName} ${one.className} ${box.width}x${box.height}`)
"""


def sit_down(server: AppServer, page: Page, officer: OfficeSignIn = MINH) -> None:
    """Sign in as Captain Minh, or another officer, and wait for the whole book."""
    server.open(page, "/desk")
    page.get_by_label("Tên đăng nhập").fill(officer.user_name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_label("Mật khẩu").press("Enter")
    expect(page.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)
    await_copy(page)
    page.reload()  # drawn from the whole copy
    expect(page.locator(".case").first).to_be_visible(timeout=WAIT_MS)


def open_desk(server: AppServer, page: Page, officer: OfficeSignIn = MINH) -> Page:
    """An office machine by the server's clock, which needs no network any more."""
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(server, page, officer)
    await_worker(page)
    return page


def open_phone(server: AppServer, browser: Browser, code: str) -> Page:
    """The phone of the code's person by the server's clock, which needs no network any more."""
    page = browser.new_context(reduced_motion="reduce", viewport=SIZES["phone"]).new_page()
    begin(server, page, code, SERVER_TIME.isoformat())
    await_worker(page)
    return page


def move_to(desk: Page, words: str) -> None:
    """Go down the list by the arrow key to the first record of these words."""
    chosen = desk.locator(".case[aria-current]")
    expect(chosen).to_have_count(1)
    for _ in range(waiting(desk)):
        is_there = words in chosen.inner_text().replace("\xa0", " ")
        if is_there and desk.locator(".decision-bar .button-1").count() == 1:
            return
        before = chosen.get_attribute("href")
        desk.keyboard.press("ArrowDown")
        expect(chosen).not_to_have_attribute("href", before or "")
        address = (chosen.get_attribute("href") or "").split("/")[-1]
        expect(desk.locator(f'[data-record="{address}"] .decision-bar')).to_be_visible()
    raise AssertionError(f"nothing of {words} waits")


def current(desk: Page) -> str:
    """The id of the record that is chosen."""
    return (desk.locator(".case[aria-current]").get_attribute("href") or "").split("/")[-1]


def current_address(desk: Page) -> str:
    """The id of the record whose address is open."""
    return desk.url.split("/")[-1]


def waiting(desk: Page) -> int:
    """How many wait."""
    return int(desk.locator(".rail-count").inner_text())


def ask(desk: Page, question: str, about: str = "Cả việc này") -> None:
    """Ask back about the record that is open, at one of its fields."""
    desk.keyboard.press("h")
    expect(desk.get_by_role("textbox", name="Câu hỏi")).to_be_focused()
    desk.get_by_label("Hỏi về mục nào").select_option(label=about)
    desk.get_by_role("textbox", name="Câu hỏi").press_sequentially(question)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".decision-bar")).to_contain_text("Đã hỏi lại")


def open_case(desk: Page, record_id: str, mark: str = "") -> Locator:
    """Wait until it is in the queue, with this mark, and open it; gives its line."""
    line = desk.locator(f'.case-list > ul .case[href$="/{record_id}"]')
    until(desk, lambda: look_again(desk), lambda: line.count() == 1 and mark in line.inner_text())
    line.click()
    expect(desk.locator(f'[data-record="{record_id}"] .decision-bar .button-1')).to_be_visible()
    return line


def await_decided(desk: Page) -> None:
    """Let the seconds of undoing go by, and wait until the server has what was decided."""
    expect(desk.locator(".rail-who")).to_contain_text("1 việc chờ gửi")
    desk.clock.fast_forward(OVER_MS)
    expect(desk.locator(".rail-who")).to_contain_text("Đã gửi hết", timeout=WAIT_MS)


def come_back(page: Page) -> None:
    """Have a network again."""
    page.context.set_offline(False)
    look_again(page)


def look_again(page: Page) -> None:
    """Let the app ask the server now, as when the network comes back."""
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


def until(page: Page, nudge: Callable[[], None], is_so: Callable[[], bool]) -> None:
    """Nudge until it is so; within bounds."""
    for _ in range(80):
        if is_so():
            return
        nudge()
        page.wait_for_timeout(250)
    raise AssertionError("it did not come")


def faults(desk: Page, is_phone: bool) -> list[str]:
    """What is wrong with the screen as it stands, in both themes."""
    found = [one for theme in ("light", "dark") for one in violations(desk, theme)]
    found += desk.evaluate(SIDEWAYS)
    found += desk.evaluate(SMALL_TARGETS, 48 if is_phone else 32)
    if not is_phone:
        tall = desk.evaluate("() => document.documentElement.scrollHeight > innerHeight")
        found += ["the page scrolls"] if tall else []
    return found
