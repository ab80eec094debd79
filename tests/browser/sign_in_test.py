"""Signing in and out on a real server: by digits, by link, with and without a network."""

from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import select

from server.models import AccessEntry, Device, Mutation
from tests.browser.app_server import (
    LEADER,
    MEMBER,
    WAIT_MS,
    AppServer,
    await_worker,
    go_offline,
    go_online,
)
from tests.browser.invited import (
    BAY,
    HUNG,
    NOTICE,
    agree,
    invite,
    invite_somebody_called,
    type_code,
)
from tests.browser.offline_test import portal_instead_of
from tests.browser.phone_disk import BOOKS, await_copy, outbox, wait_until, write_patrol

ANDROID = "Mozilla/5.0 (Linux; Android 9; SM-J730G) AppleWebKit/537.36 Chrome/107.0.0.0 Mobile"


def test_six_digits_open_a_book_that_works_without_a_network_from_then_on(
    app_server: AppServer, page: Page
) -> None:
    app_server.open(page)
    await_worker(page)

    type_code(page, invite(app_server, HUNG).code)
    agree(page)
    await_copy(page)
    go_offline(app_server, page.context)

    app_server.open(page, "/new/mediation")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hòa giải việc gì?")
    app_server.open(page, "/settings")
    expect(page.locator(".who").first).to_contain_text(HUNG)


def test_digits_are_pasted_as_the_paper_has_them(app_server: AppServer, page: Page) -> None:
    paper = invite(app_server, HUNG)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    app_server.open(page)
    page.get_by_role("button", name="Gõ mã 6 số").click()
    spelt = f"{paper.code[:3]} {paper.code[3:]}"
    page.evaluate("(text) => navigator.clipboard.writeText(text)", spelt)

    page.get_by_label("Mã 6 số").focus()
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=NOTICE)).to_be_visible(timeout=WAIT_MS)


def test_a_link_signs_in_and_leaves_its_secret_nowhere(app_server: AppServer, page: Page) -> None:
    paper = invite(app_server, HUNG)
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.on("request", lambda request: seen.append(request.url))

    app_server.open(page, f"/#/join/{paper.secret}")
    agree(page)

    assert paper.secret not in page.url
    kept = page.evaluate("() => JSON.stringify({ ...localStorage, ...sessionStorage })")
    assert paper.secret not in kept
    assert [url for url in seen if paper.secret in url and "#" not in url] == []


def test_a_link_opened_without_a_network_is_tried_again_with_one(
    app_server: AppServer, page: Page
) -> None:
    paper = invite(app_server, HUNG)
    app_server.open(page)
    await_worker(page)
    go_offline(app_server, page.context)

    app_server.open(page, f"/#/join/{paper.secret}")
    expect(page.get_by_text("Đang không có mạng.")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text("Giấy mời vẫn dùng được.")).to_be_visible()
    assert paper.secret not in page.url
    go_online(app_server, page.context)
    page.get_by_role("button", name="Thử lại").click()

    agree(page)


def test_a_portals_page_is_no_network_and_uses_nothing_up(
    app_server: AppServer, page: Page
) -> None:
    paper = invite(app_server, HUNG)
    app_server.open(page)
    await_worker(page)

    with portal_instead_of(app_server):
        type_code(page, paper.code)
        expect(page.get_by_text("Đang không có mạng.")).to_be_visible(timeout=WAIT_MS)
    page.get_by_role("button", name="Vào sổ").click()

    agree(page)


def test_digits_that_do_not_let_in_say_why(app_server: AppServer, page: Page) -> None:
    used, old = invite(app_server, HUNG), invite(app_server, BAY)
    app_server.open(page)

    type_code(page, "999999")
    expect(page.locator("#code-fault")).to_contain_text("Mã chưa đúng.", timeout=WAIT_MS)
    expect(page.locator("#code")).to_be_focused()
    expect(page.locator("#code")).to_have_attribute("aria-invalid", "true")

    sign_in_elsewhere(app_server, page, used.code)
    type_code(page, used.code)
    expect(page.locator("#code-fault")).to_contain_text("Mã này đã dùng rồi.", timeout=WAIT_MS)

    app_server.advance(hours=49)
    type_code(page, old.code)
    expect(page.locator("#code-fault")).to_contain_text("Mã này đã quá hạn.", timeout=WAIT_MS)


def test_too_many_tries_say_how_long_to_wait(app_server: AppServer, page: Page) -> None:
    app_server.open(page)

    for _ in range(6):
        type_code(page, "999999")
        expect(page.get_by_role("button", name="Vào sổ")).to_have_attribute(
            "aria-busy", "false", timeout=WAIT_MS
        )

    expect(page.get_by_text("Bác chờ 60 phút rồi bấm lại.")).to_be_visible(timeout=WAIT_MS)


def test_the_yes_to_the_notice_is_kept_and_reaches_the_access_log(
    app_server: AppServer, page: Page
) -> None:
    app_server.open(page)
    type_code(page, LEADER)
    agree(page)

    page.reload()
    expect(page.get_by_role("navigation", name="Mục chính")).to_be_visible(timeout=WAIT_MS)
    app_server.open(page, "/settings/privacy")
    expect(page.get_by_text("Đã đồng ý lúc")).to_be_visible()

    def logged() -> Any:
        said = select(AccessEntry.object_type, AccessEntry.object_id).where(
            AccessEntry.action == "dong_y"
        )
        return app_server.operate(lambda session: session.execute(said).all())

    wait_until(page, logged)
    assert [tuple(one) for one in logged()] == [("privacy_notice", "2026-11")]


def test_without_a_yes_nothing_is_kept(app_server: AppServer, page: Page) -> None:
    app_server.open(page)
    type_code(page, LEADER)
    page.get_by_role("button", name="Tôi không đồng ý, quay lại").click(timeout=WAIT_MS)

    page.get_by_role("button", name="Đăng xuất và xóa sổ trên máy").click()

    expect(page.get_by_role("heading", name="An Thôn")).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate(BOOKS) == []


def test_the_desk_sees_which_phone_it_is(app_server: AppServer, page: Page) -> None:
    context = page.context.browser.new_context(user_agent=ANDROID)  # type: ignore[union-attr]
    phone = context.new_page()
    app_server.open(phone)

    type_code(phone, invite(app_server, HUNG).code)
    expect(phone.get_by_role("heading", name=NOTICE)).to_be_visible(timeout=WAIT_MS)
    context.close()

    labels = app_server.operate(lambda session: set(session.scalars(select(Device.label))))
    assert "Android 9 SM-J730G" in labels


def test_a_demo_is_entered_by_choosing_somebody_and_says_so_everywhere(
    app_server: AppServer, page: Page
) -> None:
    app_server.open(page)
    expect(page.get_by_text("Đây là xã mẫu")).to_be_visible(timeout=WAIT_MS)

    page.get_by_role("button", name=HUNG).click()
    page.get_by_role("button", name="Vào sổ").click()
    agree(page)

    for address in ("/", "/book", "/settings", "/sync"):
        app_server.open(page, address)
        expect(page.get_by_text("Đây là xã mẫu")).to_be_visible()


def test_signing_out_is_refused_while_something_is_unsent(
    app_server: AppServer, page: Page
) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    go_offline(app_server, page.context)
    mutation = write_patrol(page)
    app_server.open(page, "/settings")

    page.get_by_role("button", name="Đăng xuất").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Còn 1 việc chưa gửi")
    expect(dialog.get_by_role("button", name="Đăng xuất và xóa")).to_have_count(0)
    assert mutation["id"] in [one["id"] for one in outbox(page)]

    go_online(app_server, page.context)
    dialog.get_by_role("button", name="Thử gửi ngay").click()
    dialog.get_by_role("button", name="Đăng xuất và xóa").click(timeout=WAIT_MS)

    expect(page.get_by_role("heading", name="An Thôn")).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate(BOOKS) == []
    assert arrived(app_server, mutation["id"])


def test_signing_out_works_without_a_network(app_server: AppServer, page: Page) -> None:
    app_server.sign_in(page, MEMBER)
    await_worker(page)
    await_copy(page)
    go_offline(app_server, page.context)
    app_server.open(page, "/settings")

    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name="Đăng xuất và xóa").click()

    expect(page.get_by_role("heading", name="An Thôn")).to_be_visible(timeout=WAIT_MS)
    assert page.evaluate(BOOKS) == []
    page.reload()
    expect(page.get_by_role("heading", name="An Thôn")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_role("link", name="Gọi trực ban Công an xã")).to_be_visible()


def test_the_reader_is_addressed_as_the_member_record_says(
    app_server: AppServer, page: Page
) -> None:
    app_server.open(page)

    type_code(page, invite_somebody_called(app_server, "anh").code)
    agree(page)
    await_copy(page)

    app_server.open(page, "/settings")
    expect(page.get_by_text("Tối nay anh trực")).to_be_visible()


def sign_in_elsewhere(app_server: AppServer, page: Page, code: str) -> None:
    """Let another phone use the digits."""
    body = {"code": code, "install_id": "01900000-0000-7000-8000-00000000000f", "label": ""}
    assert page.request.post(f"{app_server.url}/api/sign-in/code", data=body).status == 201


def arrived(app_server: AppServer, mutation_id: str) -> bool:
    """Whether the server has a mutation."""
    known = select(Mutation.id).where(Mutation.id == mutation_id)
    return app_server.operate(lambda session: session.scalar(known)) is not None
