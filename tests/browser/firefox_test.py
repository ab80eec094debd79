"""The app's core story in Firefox ESR; all else is tested in Chromium."""

from pathlib import Path

from tests.browser.app_server import AppServer
from tests.browser.core_story import tell
from tests.browser.firefox import firefox_window


def test_what_is_logged_without_a_network_is_kept_and_arrives_once(
    app_server: AppServer, tmp_path: Path
) -> None:
    with firefox_window(tmp_path) as window:
        tell(app_server, window)
