"""The desk's figures in a browser: the server's numbers, any period, offline, any size."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.app_server import SERVER_TIME, WAIT_MS, AppServer, await_worker, go_offline
from tests.browser.desk_walk import SIZES, sit_down
from tests.browser.measures import violations

KINDS = {"patrol": "Tuần tra", "mediation": "Hòa giải", "camera": "Camera an ninh"}
SHORT: ViewportSize = {"width": 1366, "height": 625}  # the office's, less the browser's own bars
HOURS = {"hours", "person_hours", "night_hours"}
TOTALS = """
() => Object.fromEntries([...document.querySelectorAll("tfoot td")]
  .map((one) => [one.dataset.measure, one.textContent]))
"""
# The table's own frame scrolls, and nothing else.
SIDEWAYS = """
() => [document.documentElement, ...document.querySelectorAll(".desk *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .filter((one) => getComputedStyle(one).overflowX !== "visible" || one.tagName === "HTML")
  .filter((one) => !one.matches(".unseen, input, select, .figures-scroll"))
  .map((one) => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)
"""
TALL = "() => document.documentElement.scrollHeight > innerHeight"


@pytest.fixture
def desk(app_server: AppServer, page: Page) -> Page:
    """An officer's browser with the figures before him; its clock is the server's."""
    page.clock.install(time=SERVER_TIME)
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    page.get_by_role("link", name="Số liệu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kỳ tháng 12")
    return page


def test_the_totals_are_the_servers(app_server: AppServer, desk: Page) -> None:
    asked = served(app_server, desk, "")

    for kind, words in KINDS.items():
        choose(desk, words)
        expect(desk.locator("caption")).to_contain_text(words)
        assert desk.evaluate(TOTALS) == said(asked["totals"][kind])


def test_villages_and_groups_add_up_to_the_same(desk: Page) -> None:
    by_area = desk.evaluate(TOTALS)
    expect(desk.get_by_role("rowheader", name="Sơn Quả 2")).to_be_visible()
    villages = desk.locator("tbody tr").count()

    choose(desk, "Theo tổ")

    expect(desk.get_by_role("columnheader").first).to_have_text("Tổ")
    assert desk.evaluate(TOTALS) == by_area
    assert villages >= 13


def test_another_period_has_its_own_address_and_figures(app_server: AppServer, desk: Page) -> None:
    now = desk.evaluate(TOTALS)

    desk.get_by_role("link", name="Kỳ trước").click()
    expect(desk).to_have_url(re.compile(r"from=2026-10-15&to=2026-11-15"))
    expect(desk.locator("caption")).to_contain_text("Kỳ tháng 11: 15/10 – 14/11")
    before = desk.evaluate(TOTALS)
    assert before == said(
        served(app_server, desk, "?from=2026-10-15&to=2026-11-15")["totals"]["patrol"]
    )
    assert before != now

    desk.go_back()
    expect(desk.locator("caption")).to_contain_text("Kỳ tháng 12")
    assert desk.evaluate(TOTALS) == now


def test_any_two_days_can_be_chosen(app_server: AppServer, desk: Page) -> None:
    desk.get_by_role("button", name="Chọn ngày").click()
    type_day(desk, "Từ ngày", 18)
    type_day(desk, "Đến hết ngày", 17)
    desk.get_by_role("button", name="Xem số liệu").click()
    expect(desk.get_by_text("Ngày cuối sớm hơn ngày đầu.")).to_be_visible()

    type_day(desk, "Đến hết ngày", 19)
    desk.get_by_role("button", name="Xem số liệu").click()

    expect(desk).to_have_url(re.compile(r"from=2026-11-18&to=2026-11-20"))
    asked = served(app_server, desk, "?from=2026-11-18&to=2026-11-20")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("18/11 – 19/11")
    assert desk.evaluate(TOTALS) == said(asked["totals"]["patrol"])


def test_a_reload_without_a_network_shows_the_same(app_server: AppServer, desk: Page) -> None:
    await_worker(desk)
    desk.get_by_role("link", name="Kỳ trước").click()
    choose(desk, "Theo tổ")
    expect(desk.get_by_role("columnheader").first).to_have_text("Tổ")
    before = desk.evaluate(TOTALS), desk.locator("tbody").inner_text()

    go_offline(app_server, desk.context)
    desk.reload()

    expect(desk.locator("tfoot")).to_be_visible(timeout=WAIT_MS)
    assert (desk.evaluate(TOTALS), desk.locator("tbody").inner_text()) == before
    expect(desk.locator(".figures-foot")).to_contain_text("Tính từ sổ trên máy này")


def test_head_and_names_stay_while_the_table_scrolls(desk: Page) -> None:
    desk.set_viewport_size({"width": 1000, "height": 500})
    frame = desk.locator(".figures-scroll")
    corner = desk.locator("thead th").first
    before = corner.bounding_box()

    frame.evaluate("(one) => one.scrollTo(200, 200)")

    assert frame.evaluate("(one) => one.scrollTop > 0")
    assert corner.bounding_box() == before
    assert not desk.evaluate(TALL)


@pytest.mark.parametrize("size", ["office", "short", "large", "phone"])
def test_everybody_can_read_it_at_every_size_light_and_dark(desk: Page, size: str) -> None:
    desk.set_viewport_size(SHORT if size == "short" else SIZES[size])
    found: list[str] = []
    for words in KINDS.values():
        choose(desk, words)
        found += faults(desk)
    desk.get_by_role("button", name="Chọn ngày").click()
    found += faults(desk)

    assert found == []


def faults(desk: Page) -> list[str]:
    """What is wrong with the screen as it stands, in both themes."""
    found = [one for theme in ("light", "dark") for one in violations(desk, theme)]
    found += desk.evaluate(SIDEWAYS)
    return [*found, *(["the page scrolls"] if desk.evaluate(TALL) else [])]


def served(server: AppServer, desk: Page, query: str) -> dict[str, Any]:
    """What the server's figures door says to this officer."""
    asked = desk.evaluate(
        """async (query) => {
          const { communes: [{ id }] } = await (await fetch("/api/me")).json();
          return (await fetch(`/api/communes/${id}/figures${query}`)).json();
        }""",
        query,
    )
    assert "totals" in asked, f"{server.url}: {asked}"
    return dict(asked)


def said(numbers: dict[str, int | None]) -> dict[str, str]:
    """The same numbers as the screen writes them."""
    return {name: write(name, value) for name, value in numbers.items()}


def write(name: str, value: int | None) -> str:
    """One number by Vietnamese habit; hours are minutes, shares tenths of a percent."""
    if value is None:
        return "–"
    if name in HOURS:
        return f"{grouped(value // 60)}:{value % 60:02d}"
    if name == "settled_share":
        return f"{value / 10:.1f}".removesuffix(".0").replace(".", ",")
    return grouped(value)


def grouped(value: int) -> str:
    """Thousands set apart."""
    return f"{value:,}".replace(",", ".")


def choose(desk: Page, words: str) -> None:
    """Press a part of one of the two bands."""
    desk.locator(".figures-bar").get_by_role("radio", name=words, exact=True).check()


def type_day(desk: Page, field: str, day: int) -> None:
    """Type a day of November 2026."""
    boxes = desk.get_by_role("group", name=field)
    boxes.get_by_label("Ngày", exact=True).fill(str(day))
    boxes.get_by_label("Tháng").fill("11")
    boxes.get_by_label("Năm").fill("2026")
