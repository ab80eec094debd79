"""The app's core story in WebKitGTK; all else is tested in Chromium."""

from pathlib import Path

from tests.browser.app_server import AppServer
from tests.browser.core_story import (
    assert_it_arrives_once,
    assert_it_is_kept,
    enter,
    log_offline,
)
from tests.browser.webkit import webkit_window


def test_what_is_logged_without_a_network_is_kept_and_arrives_once(
    app_server: AppServer, tmp_path: Path
) -> None:
    with webkit_window(tmp_path) as window:
        enter(app_server, window)

        record_id = log_offline(app_server, window)

        assert_it_is_kept(app_server, window, record_id)
        assert_it_arrives_once(app_server, window, record_id)
