"""The kit on the smallest and the usual phone, in every theme, at the largest text and zoomed."""

import pytest
from playwright.sync_api import Page

from tests.browser.measures import (
    SMALL,
    UNFOLD,
    misfits,
    violations_in_all_themes,
)

VIEWS = {
    "parts": ("", "Thứ Bảy, 21/11"),
    "home": ("show=screen", "Thứ Bảy, 21/11"),
    "camera": ("show=form&kind=camera&layout=page", "Lắp camera"),
    "mediation 1": ("show=form&kind=mediation&step=0", "Hòa giải việc gì?"),
    "mediation 2": ("show=form&kind=mediation&step=1", "Ở đâu, bao giờ?"),
    "mediation 3": ("show=form&kind=mediation&step=2", "Sự việc ra sao?"),
    "mediation 4": ("show=form&kind=mediation&step=3", "Kết quả thế nào?"),
    "patrol 1": ("show=form&kind=patrol&step=0", "Thời gian, nhiệm vụ"),
    "patrol 2": ("show=form&kind=patrol&step=1", "Ai đi, đi đâu"),
    "patrol 3": ("show=form&kind=patrol&step=2", "Tình hình, sự việc"),
    "patrol 4": ("show=form&kind=patrol&step=3", "Bàn giao, ký xác nhận"),
    "added": ("show=form&kind=added", "Tập huấn"),
}


def open_view(page: Page, kit_url: str, view: str, **asked: str) -> None:
    query, heading = VIEWS[view]
    more = "&".join(f"{name}={value}" for name, value in asked.items())
    page.goto(f"{kit_url}?{query}&{more}")
    title = page.get_by_role("heading", level=1)
    title.wait_for()
    if asked.get("language", "vi") == "vi":
        assert title.inner_text().replace("\N{NO-BREAK SPACE}", " ") == heading
    # What is folded away is on the screen as well.
    page.evaluate(UNFOLD)


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_violation_in_any_theme(page: Page, kit_url: str, view: str) -> None:
    open_view(page, kit_url, view)

    assert violations_in_all_themes(page) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_scrolls_sideways_and_every_target_is_large(
    page: Page, kit_url: str, view: str, language: str
) -> None:
    open_view(page, kit_url, view, language=language)

    assert misfits(page) == []


@pytest.mark.parametrize("view", ["parts", "camera", "mediation 2"])
def test_the_phones_own_font_size_is_followed(page: Page, kit_url: str, view: str) -> None:
    page.set_viewport_size(SMALL)
    open_view(page, kit_url, view)
    before = page.locator("h1").evaluate("(h1) => parseFloat(getComputedStyle(h1).fontSize)")

    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")

    after = page.locator("h1").evaluate("(h1) => parseFloat(getComputedStyle(h1).fontSize)")
    assert after == 2 * before
    assert page.evaluate("() => document.documentElement.scrollWidth") <= SMALL["width"]


def test_the_policy_of_the_server_stops_nothing(page: Page, kit_url: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for view in VIEWS:
        open_view(page, kit_url, view)

    assert said == []


def test_the_icons_are_drawn_without_asking_anybody(page: Page, kit_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    open_view(page, kit_url, "home")

    assert not any(url.endswith(".svg") and "/icon.svg" not in url for url in asked)
    widths = page.evaluate(
        "() => [...document.querySelectorAll('svg.icon > *')].map((part) => part.getBBox().width)"
    )
    assert widths
    assert max(widths) > 0
