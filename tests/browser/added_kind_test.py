"""A kind that no code knows: one JSON file gives it a form, a place in the book, and search."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from server.kinds import HERE, load_kinds
from tests.browser.app_server import LEADER, AppServer
from tests.browser.form_walk import (
    await_sent,
    begin,
    ready,
    received,
    save,
    title,
    today,
)

Json = dict[str, Any]


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
