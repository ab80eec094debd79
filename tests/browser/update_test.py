"""A newer version waits until nothing is open and the person agrees; nothing is lost by it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from server.models import Mutation
from tests.browser.app_server import MEMBER, NEXT_VERSION, AppServer, await_worker
from tests.browser.desk_walk import SIZES, sit_down
from tests.browser.phone_disk import await_copy, said_by_server, wait_until, write_patrol
from tests.browser.workers import await_end

CHANGE = "Đổi sang bản mới"


@pytest.fixture
def offered(app_server: AppServer, page: Page, next_build: Path) -> Page:
    """The settings of a signed-in phone to which a newer version has come."""
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    app_server.stop()
    app_server.start(app_dir=next_build)
    await_end(page, "installed")
    app_server.open(page, "/settings")
    return page


def test_it_waits_through_reloads_until_it_is_asked_for(
    app_server: AppServer, offered: Page
) -> None:
    before = program(offered)

    app_server.open(offered, "/book")
    app_server.open(offered, "/settings")

    assert program(offered) == before
    change(offered)
    wait_until(offered, lambda: program(offered) != before)
    expect(offered.get_by_text(NEXT_VERSION).first).to_be_visible()


def test_what_was_written_survives_the_change(app_server: AppServer, offered: Page) -> None:
    before = program(offered)
    mutation = write_patrol(offered)

    change(offered)
    wait_until(offered, lambda: program(offered) != before)

    wait_until(offered, lambda: verdict(app_server, mutation["id"]))
    assert verdict(app_server, mutation["id"]) == "applied"


def test_every_tab_changes(app_server: AppServer, offered: Page) -> None:
    other = offered.context.new_page()
    app_server.open(other, "/book")
    before = program(other)

    change(offered)

    wait_until(other, lambda: program(other) != before)
    wait_until(offered, lambda: program(offered) == program(other))


def test_it_is_refused_while_a_form_is_open_in_any_tab(
    app_server: AppServer, offered: Page
) -> None:
    before = program(offered)
    other = offered.context.new_page()
    app_server.open(other, "/new/camera")
    other.wait_for_url("**/draft/**")

    change(offered)

    expect(offered.get_by_role("status").first).to_be_visible()
    assert program(offered) == program(other) == before
    other.close()
    app_server.open(offered, "/settings")
    change(offered)
    wait_until(offered, lambda: program(offered) != before)


def test_it_is_refused_while_a_patrol_goes_on(app_server: AppServer, offered: Page) -> None:
    before = program(offered)
    app_server.stop()  # so that the patrol is still this phone's own alone
    write_patrol(offered, datetime.now(UTC).isoformat(), is_over=False)

    change(offered)

    expect(offered.get_by_role("status").first).to_be_visible()
    assert program(offered) == before


def test_the_desk_changes_when_its_officer_says_so(
    app_server: AppServer, page: Page, next_build: Path
) -> None:
    page.set_viewport_size(SIZES["office"])
    sit_down(app_server, page)
    await_worker(page)
    before = program(page)
    app_server.stop()
    app_server.start(app_dir=next_build)
    await_end(page, "installed")
    expect(page.get_by_text("Có bản An Thôn mới.")).to_be_visible()

    change(page)

    wait_until(page, lambda: program(page) != before)
    expect(page.locator(".case").first).to_be_visible()


def test_an_app_that_is_too_old_knows_it_and_goes_on_sending(
    app_server: AppServer, page: Page
) -> None:
    app_server.stop()
    app_server.start(min_app=NEXT_VERSION)

    app_server.sign_in(page, MEMBER)
    await_copy(page)
    mutation = write_patrol(page)
    app_server.open(page, "/book")

    wait_until(page, lambda: said_by_server(page))
    assert (said_by_server(page) or {})["minApp"] == NEXT_VERSION
    wait_until(page, lambda: verdict(app_server, mutation["id"]))
    app_server.open(page, "/settings")
    expect(page.get_by_text("Bản An Thôn trên máy này đã cũ")).to_be_visible()


def change(page: Page) -> None:
    """Say yes once nothing is on its way: woken in that very moment, an old worker stays on.

    Half a minute on a phone; five minutes in a Chromium that a test is watching.
    """
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=CHANGE).click()


def program(page: Page) -> str:
    """The name of the program that the page runs: it holds the hash of its content."""
    found: str = page.locator("script[type=module]").get_attribute("src") or ""
    return found


def verdict(app_server: AppServer, mutation_id: str) -> Any:
    wanted = select(Mutation.verdict).where(Mutation.id == mutation_id)
    return app_server.operate(lambda session: session.scalar(wanted))
