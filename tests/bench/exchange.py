"""What a sync with nothing new weighs, as it goes over the wire."""

from typing import Any

from playwright.sync_api import Browser

from tests.bench.figure import Figure
from tests.browser.app_server import AppServer
from tests.browser.phone_disk import await_copy

BODIES_GOAL_BYTES = 700
MEDIATOR = "100003"
PATIENCE_MS = 60_000
EXCHANGE = "**/api/sync/0*"


def measure_exchange(browser: Browser, server: AppServer) -> list[Figure]:
    """Both bodies of an exchange in which nothing is new, of a member with four streams."""
    weights: list[tuple[int, int]] = []
    inner = server.app.wsgi_app

    def weighing(environ: dict[str, Any], start: Any) -> Any:
        is_exchange = environ["PATH_INFO"].startswith("/api/sync/")
        sent = int(environ.get("CONTENT_LENGTH") or 0)

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            got = int(dict(headers).get("Content-Length", 0))
            if is_exchange and environ["REQUEST_METHOD"] == "POST":
                weights.append((sent, got))
            return start(status, headers, *rest)

        return inner(environ, noting)

    server.app.wsgi_app = weighing  # type: ignore[assignment, method-assign]
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    server.sign_in(page, MEDIATOR)
    await_copy(page)
    for _ in range(2):  # the first one may still bring rows
        with page.expect_response(EXCHANGE, timeout=PATIENCE_MS):
            page.goto("/sync")
    with_health = sum(weights[-1])
    with page.expect_response(EXCHANGE, timeout=PATIENCE_MS):
        page.locator(".foot-bar button").last.click()
    context.close()
    server.app.wsgi_app = inner  # type: ignore[method-assign]
    return [
        Figure("bodies of a sync with nothing new", sum(weights[-1]), "bytes", BODIES_GOAL_BYTES),
        Figure("the same with the phone's health, every 10 min", with_health, "bytes"),
    ]
