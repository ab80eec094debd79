"""The app's core story in WebKitGTK, Safari's engine; all else is tested in Chromium.

What Safari adds to the engine is not tested: its permission to keep storage (WebKitGTK has no
`navigator.storage`), its clearing after seven days, the app on an iPhone's home screen. Nor is a
killed browser: under automation WebKitGTK keeps its profile in memory.
"""

from pathlib import Path

from tests.browser.app_server import AppServer
from tests.browser.core_story import tell
from tests.browser.webkit import webkit_window


def test_what_is_logged_without_a_network_is_kept_and_arrives_once(
    app_server: AppServer, tmp_path: Path
) -> None:
    with webkit_window(tmp_path) as window:
        tell(app_server, window)
