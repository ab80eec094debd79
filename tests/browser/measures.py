"""What holds on every screen, measured in the browser: contrast and names, targets, no overflow."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).resolve().parents[2] / "pwa/node_modules/axe-core/axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SMALL: ViewportSize = {"width": 360, "height": 568}
USUAL: ViewportSize = {"width": 412, "height": 915}
ZOOMED: ViewportSize = {"width": 180, "height": 284}  # the small phone at 200 %
SIZES: dict[str, tuple[ViewportSize, str]] = {
    "small": (SMALL, "md"),
    "small, largest text": (SMALL, "xl"),
    "usual, largest text": (USUAL, "xl"),
    "zoomed": (ZOOMED, "md"),
    "zoomed, largest text": (ZOOMED, "xl"),
}
THEMES = ("light", "dark", "night")

# What a finger may press: its own box, or that of the label which it covers.
SMALL_TARGETS = """
() => [...document.querySelectorAll('a, button, input, textarea, summary')]
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width > 0 && !one.disabled)
  .filter(([one, box]) => box.width < 47.9 || box.height < 47.9)
  .map(([one, box]) => `${one.tagName} ${one.id || one.textContent} ${box.width}x${box.height}`)
"""
OUTSIDE = """
() => [...document.querySelectorAll('main *, .tabs *, .foot-bar *, .app-bar *, dialog *')]
  .filter((one) => !one.closest('.unseen'))
  .filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
  })
  .map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`)
"""
UNFOLD = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"


def violations(page: Page, theme: str) -> list[str]:
    """What axe finds wrong with the page in a theme."""
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "(tags) => axe.run({ runOnly: { type: 'tag', values: tags } })", AXE_RULES
    )
    return [
        f"{theme}: {one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def violations_in_all_themes(page: Page) -> list[str]:
    """The same in all three, at the largest text on the smallest phone, with nothing folded."""
    _show(page, SMALL, "xl")
    return [one for theme in THEMES for one in violations(page, theme)]


def misfits(page: Page) -> list[str]:
    """What is cut off, scrolls sideways or is too small to press, at any size of screen."""
    found: list[str] = []
    for name, (size, text) in SIZES.items():
        _show(page, size, text)
        width = page.evaluate("() => document.documentElement.scrollWidth")
        found += [f"{name}: scrolls to {width}"] if width > size["width"] else []
        found += [f"{name}: outside: {one}" for one in page.evaluate(OUTSIDE)]
        found += [f"{name}: small: {one}" for one in page.evaluate(SMALL_TARGETS)]
    return found


def _show(page: Page, size: ViewportSize, text: str) -> None:
    page.set_viewport_size(size)
    page.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)
    page.evaluate(UNFOLD)
