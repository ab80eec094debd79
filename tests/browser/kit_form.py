"""A form on the kit page: how a test opens it, and what it saved."""

import json
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page


def open_form(page: Page, kit_url: str, kind: str, **asked: str) -> None:
    page.set_viewport_size({"width": 360, "height": 568})
    page.goto(f"{kit_url}?{urlencode({'show': 'form', 'kind': kind, **asked})}")
    page.get_by_role("heading", level=1).wait_for()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def saved(page: Page) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(page.locator("#saved").inner_text())
    return content
