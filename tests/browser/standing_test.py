"""A phone that the desk locked or wiped, a sign-in that ended, an invitation for somebody else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from server.services.devices import ACTIVE, LOCKED, STOLEN
from tests.browser.app_server import (
    LEADER,
    WAIT_MS,
    AppServer,
    await_worker,
    go_offline,
    go_online,
)
from tests.browser.invited import (
    BAY,
    HUNG,
    agree,
    invite,
    revoke_tokens,
    set_phones,
    type_code,
)
from tests.browser.phone_disk import BOOKS, await_copy, outbox, wait_until, write_patrol
from tests.browser.sign_in_test import arrived

LOCKED_WORDS = "Máy này đã bị khóa. Bác gọi Công an xã để mở lại."
SAFE_WORDS = "việc đã ghi vẫn còn nguyên trên máy"


@pytest.fixture
def phone(app_server: AppServer, page: Page) -> Iterator[Page]:
    """Hùng's phone, with his book on it."""
    app_server.sign_in(page, LEADER)
    await_worker(page)
    await_copy(page)
    yield page


def test_a_locked_phone_says_so_and_goes_on_saving(app_server: AppServer, phone: Page) -> None:
    set_phones(app_server, HUNG, LOCKED)

    app_server.open(phone)

    expect(phone.get_by_text(LOCKED_WORDS)).to_be_visible(timeout=WAIT_MS)
    expect(phone.get_by_text(SAFE_WORDS)).to_be_visible()
    expect(phone.get_by_role("link", name="Gọi trực ban Công an xã").first).to_be_visible()
    mutation = write_patrol(phone)
    app_server.open(phone, "/sync")
    expect(phone.get_by_text(LOCKED_WORDS)).to_be_visible(timeout=WAIT_MS)
    assert mutation["id"] in [one["id"] for one in outbox(phone)]

    set_phones(app_server, HUNG, ACTIVE)
    app_server.open(phone, "/sync")

    expect(phone.get_by_text(LOCKED_WORDS)).to_have_count(0, timeout=WAIT_MS)
    wait_until(phone, lambda: outbox(phone) == [])
    assert arrived(app_server, mutation["id"])


def test_a_sign_in_that_ended_is_renewed_and_what_waits_is_sent(
    app_server: AppServer, phone: Page
) -> None:
    before = phone.evaluate(BOOKS)
    go_offline(app_server, phone.context)
    mutation = write_patrol(phone)
    go_online(app_server, phone.context)
    revoke_tokens(app_server, HUNG)

    app_server.open(phone, "/sync")
    expect(phone.get_by_text("Máy này cần đăng nhập lại mới gửi được.")).to_be_visible(
        timeout=WAIT_MS
    )
    assert mutation["id"] in [one["id"] for one in outbox(phone)]
    phone.get_by_role("link", name="Đăng nhập lại").click()
    type_code(phone, invite(app_server, HUNG).code)

    expect(phone.get_by_role("navigation", name="Mục chính")).to_be_visible(timeout=WAIT_MS)
    wait_until(phone, lambda: outbox(phone) == [])
    assert arrived(app_server, mutation["id"])
    assert phone.evaluate(BOOKS) == before


def test_somebody_else_gets_a_book_of_his_own_and_takes_nothing_away(
    app_server: AppServer, phone: Page
) -> None:
    go_offline(app_server, phone.context)
    mutation = write_patrol(phone)
    go_online(app_server, phone.context)
    revoke_tokens(app_server, HUNG)
    app_server.open(phone, "/sign-in")

    type_code(phone, invite(app_server, BAY).code)
    agree(phone)

    assert len(phone.evaluate(BOOKS)) == 2
    app_server.open(phone, "/settings")
    expect(phone.locator(".who").first).to_contain_text(BAY)
    phone.get_by_role("button", name="Đăng xuất").click()
    phone.get_by_role("button", name="Đăng xuất và xóa").click()
    expect(phone.locator(".who").first).to_contain_text(HUNG, timeout=WAIT_MS)
    assert mutation["id"] in [one["id"] for one in outbox(phone)]


def test_a_link_asks_before_it_opens_another_book(app_server: AppServer, phone: Page) -> None:
    app_server.open(phone, f"/#/join/{invite(app_server, BAY).secret}")

    expect(phone.get_by_text(f"Máy này đang mở sổ của {HUNG}")).to_be_visible(timeout=WAIT_MS)
    phone.get_by_role("button", name="Quay lại").click()
    expect(phone.get_by_role("navigation", name="Mục chính")).to_be_visible()
    assert len(phone.evaluate(BOOKS)) == 1


def test_a_stolen_phone_deletes_its_book_and_says_so(app_server: AppServer, phone: Page) -> None:
    set_phones(app_server, HUNG, STOLEN)

    app_server.open(phone)

    title = phone.get_by_role("heading", name="Sổ trên máy này đã được xóa")
    expect(title).to_be_visible(timeout=WAIT_MS)
    assert phone.evaluate(BOOKS) == [] or outbox(phone) == []
    phone.reload()
    expect(title).to_be_visible(timeout=WAIT_MS)
    expect(phone.get_by_role("link", name="Gọi 113, Công an")).to_be_visible()

    phone.get_by_role("button", name="Đăng nhập lại").click()
    type_code(phone, invite(app_server, HUNG).code)
    agree(phone)
    await_copy(phone)
