"""The office at the other end of the line: an officer and a second member, by reference phones.

They act at the same server as the phone in the browser. `desk` and `phone` are fixtures.
"""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from demo.crew import Crew
from demo.sign_ins import OFFICERS, PASSWORD
from demo.timeline import Timeline
from tests.browser.app_server import LEADER, MEMBER, AppServer, await_worker
from tests.browser.phone_disk import Json, await_copy, sync_state, wait_until

OFFICER = OFFICERS[0].user_name


class Desk:
    """An officer's browser and a second member's phone."""

    def __init__(self, server: AppServer) -> None:
        self._server = server
        self._time = Timeline(server.now(), "book")
        self.crew = Crew(server.app, self._time)
        self.crew.join_by_password(OFFICER, PASSWORD)

    def review(self, record_id: str, **content: Any) -> None:
        """Judge what the record holds now."""
        self._pass_time()
        row = self.crew.send(OFFICER).view(record_id)
        assert row is not None
        phone = self.crew.phones[OFFICER]
        phone.act("review", record_id, target=row["revision"], content=content)
        self.crew.send(OFFICER)

    def read(self, record_id: str) -> Json:
        """The record as the desk has it."""
        self._pass_time()
        row = self.crew.send(OFFICER).view(record_id)
        assert row is not None
        return row

    def shared_with_member(self, rows: list[Json]) -> Json:
        """A finished record that the second member may write into, nobody from outside in it."""
        self.crew.join_by_code("bay", MEMBER, "")
        self._pass_time()
        theirs = self.crew.send("bay").disk.stores["shown"]
        return next(
            row
            for row in rows
            if row["id"] in theirs
            and not row["open"]
            and "extra_people_count" not in row["content"]
        )

    def member_edits(self, record_id: str, **content: Any) -> None:
        """Let the second member write into the record."""
        self._pass_time()
        self.crew.send("bay").act("edit", record_id, content=content)
        self.crew.send("bay")

    def _pass_time(self) -> None:
        self._time.time += timedelta(minutes=10)


@pytest.fixture
def desk(app_server: AppServer) -> Desk:
    return Desk(app_server)


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Page:
    """The leader's phone with his group's book on it."""
    page.set_viewport_size({"width": 360, "height": 568})
    app_server.sign_in(page, LEADER)
    await_worker(page)
    await_copy(page)
    return page


def chip(page: Page) -> Locator:
    return page.locator("main .chip").first


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def exchange(server: AppServer, page: Page) -> None:
    """Send and fetch as a person does, and wait for the server's word."""
    server.open(page, "/sync")
    before = sync_state(page)["turn"]
    press(page, "Thử gửi ngay")
    wait_until(page, lambda: sync_state(page)["turn"] > before)
    await_copy(page)


def in_app(page: Page, address: str) -> None:
    """Go there within the app: a page that has no network can't be loaded."""
    page.evaluate(
        """(address) => {
          history.pushState({ depth: 1 }, "", address);
          dispatchEvent(new PopStateEvent("popstate"));
        }""",
        address,
    )
