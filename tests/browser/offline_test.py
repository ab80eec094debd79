"""Without a network from the first open on, and a new version only when the person agrees."""

from playwright.sync_api import Page

from tests.browser.app_server import MEMBER, AppServer


def test_smoke(app_server: AppServer, page: Page) -> None:
    page.on("console", lambda m: print("CONSOLE", m.text))
    page.on("pageerror", lambda m: print("ERROR", m))
    app_server.sign_in(page, MEMBER)
    print(page.content()[-1500:])
