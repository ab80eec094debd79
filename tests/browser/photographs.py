"""Every screen photographed from the real app, into docs/screens; `python3 run.py photographs`.

The demo commune, a clock that stands still on a Saturday evening, Chromium. Names
given on the command line choose among the pictures; a picture that is no longer in the table goes.
"""

import logging
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pwa import build
from tests.browser import photo_book as book
from tests.browser import photo_desk as desk
from tests.browser import photo_directory as directory
from tests.browser import photo_forms as forms
from tests.browser import photo_patrol as patrol
from tests.browser import photo_today as today
from tests.browser.app_server import ROOT, write_demo
from tests.browser.chromium_finder import ARGUMENTS, find_chromium
from tests.browser.photo_studio import Picture, photograph

DAYS = 60
SCREENS = ROOT / "docs" / "screens"
ANDROID = "Mozilla/5.0 (Linux; Android 12; SM-A127F) Chrome/107.0.0.0 Mobile Safari/537.36"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
WIDE, LOW, TALL = (412, 800), (360, 568), (360, 1065)

HOME, LIVE, START = "", "patrol", "patrol/start"
FINISH, FINISH_ONE, SAVED = "patrol/finish", "patrol/finish/:", "patrol/saved/:"
NEW, DRAFT, BOOK, RECORD = "new/:", "draft/:", "book", "record/:"
HISTORY, EDIT, ANSWER = "record/:/history", "record/:/edit", "record/:/answer"
SYNC, SETTINGS, SIGN_IN, NOT_FOUND = "sync", "settings", "sign-in", "?"
DESK, FIGURES, GROUPS = "desk", "desk/figures", "desk/groups"

PICTURES = (
    Picture("01a-sign-in", SIGN_IN, today.first_open),
    Picture("01b-code", SIGN_IN, today.code),
    Picture("01c-notice", SIGN_IN, today.notice_before, is_whole=False),
    Picture("02-home-light", HOME, today.asked, size=WIDE),
    Picture("02-home-dark", HOME, today.asked, theme="dark", size=WIDE),
    Picture("02-home-night", HOME, today.asked, theme="night", size=WIDE),
    Picture("02-home-en", HOME, today.asked, language="en", size=WIDE),
    Picture("02-home-xl", HOME, today.asked, text="xl"),
    Picture("02-home-360", HOME, today.asked, size=LOW, is_whole=False),
    Picture("02-home-sent", HOME, today.sent),
    Picture("02-home-underway", HOME, today.underway),
    Picture("02-locked", HOME, today.locked),
    Picture("02-not-found", NOT_FOUND, today.nowhere),
    Picture("03a-start", START, patrol.start),
    Picture("03b-live-light", LIVE, patrol.live, size=WIDE),
    Picture("03b-live-night", LIVE, patrol.live, theme="night", size=WIDE),
    Picture("03b-live-360", LIVE, patrol.live, size=LOW, is_whole=False),
    Picture("03b-points", LIVE, patrol.points, is_whole=False, size=WIDE),
    Picture("03b-rest", LIVE, patrol.rest),
    Picture("03c-finding-night", LIVE, patrol.finding, theme="night", is_whole=False, size=WIDE),
    Picture("03c-photo-night", LIVE, patrol.photo, theme="night", is_whole=False, size=WIDE),
    Picture("03d-finish", FINISH, patrol.finish, size=WIDE),
    Picture("03d-correct", FINISH_ONE, patrol.corrected),
    Picture("03e-saved-night", SAVED, patrol.saved, theme="night"),
    Picture("04a-mediation-what", NEW, forms.mediation_what),
    Picture("04b-mediation-where", DRAFT, forms.mediation_where),
    Picture("04c-mediation-story", DRAFT, forms.mediation_story),
    Picture("04c-number", DRAFT, forms.mediation_number),
    Picture("04d-mediation-result", DRAFT, forms.mediation_result),
    Picture("05a-camera", DRAFT, forms.camera_placed),
    Picture("05b-camera-no-fix", DRAFT, forms.camera_nowhere, is_whole=False),
    Picture("05c-camera-dark", DRAFT, forms.camera_placed, theme="dark", is_whole=False),
    Picture("05d-paper-patrol", DRAFT, forms.paper_patrol),
    Picture("06a-book", BOOK, book.shelf, size=TALL, is_whole=False),
    Picture("06b-book-dark", BOOK, book.shelf, theme="dark", size=TALL, is_whole=False),
    Picture("06c-book-empty", BOOK, book.empty),
    Picture("06d-book-found", BOOK, book.found, is_whole=False),
    Picture("06e-record", RECORD, book.record),
    Picture("06f-history", HISTORY, book.history),
    Picture("06g-siblings", RECORD, book.siblings),
    Picture("06h-held", RECORD, book.held),
    Picture("06i-correction", EDIT, forms.correction, is_whole=False),
    Picture("07a-returned", ANSWER, book.returned),
    Picture("07b-answer", ANSWER, book.answer, size=(360, 800), is_whole=False),
    Picture("07c-answered", ANSWER, book.answered),
    Picture("08a-offline", SYNC, book.sync_offline),
    Picture("08b-photos", SYNC, book.sync_photos),
    Picture("08c-all-sent", SYNC, book.sync_done),
    Picture("08d-storage", SYNC, book.sync_storage),
    Picture("08e-held", SYNC, book.sync_held),
    Picture("08f-clock", SYNC, book.sync_clock),
    Picture("08g-update", SYNC, book.sync_update),
    Picture("08h-offline-night", SYNC, book.sync_offline, theme="night"),
    Picture("09a-install-android", HOME, today.install_offer, browser=ANDROID, is_whole=False),
    Picture("09b-install-iphone", SIGN_IN, today.install_first, browser=IPHONE),
    Picture("09c-settings", SETTINGS, today.settings),
    Picture("09d-settings-night-lg", SETTINGS, today.settings, theme="night", text="lg"),
    Picture("09e-privacy", "settings/privacy", today.privacy),
    Picture("09f-install-help", "settings/install", today.install_help, browser=ANDROID),
    Picture("09g-group", "settings/group", today.group),
    Picture("10a-review", DESK, desk.record, size=desk.OFFICE, is_whole=False),
    Picture("10b-review-ask", DESK, desk.question, size=desk.OFFICE, is_whole=False),
    Picture("10c-review-dark", DESK, desk.record, theme="dark", size=desk.OFFICE, is_whole=False),
    Picture("11-figures", FIGURES, desk.figures, size=desk.OFFICE, is_whole=False),
    Picture("14a-groups", GROUPS, desk.groups, size=desk.OFFICE, is_whole=False),
    Picture("14b-member", GROUPS, directory.member, size=desk.OFFICE, is_whole=False),
    Picture("15a-phone-queue", DESK, desk.queue, size=desk.NARROW, is_whole=False),
    Picture("15b-phone-record", DESK, desk.record, size=desk.NARROW, is_whole=False),
    Picture("15c-phone-hand-over", GROUPS, directory.hand_over, size=desk.NARROW, is_whole=False),
)


def main(names: list[str]) -> int:
    """Take the pictures named, all without a name; answer the exit status."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    build.main()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_demo(folder / "commune", DAYS)
        take(wanted(names), folder / "commune", folder)
    for file in SCREENS.glob("*.png"):
        if file.stem not in {one.name for one in PICTURES}:
            file.unlink()
    return 0


def wanted(names: list[str]) -> list[Picture]:
    """The pictures whose names begin so; all where nothing is asked for."""
    return [one for one in PICTURES if not names or one.name.startswith(tuple(names))]


def take(pictures: list[Picture], commune: Path, folder: Path) -> None:
    """Photograph one after the other, into docs/screens."""
    chromium = find_chromium()
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program,
            args=list(ARGUMENTS),
            env={**chromium.environment} or None,
        )
        for picture in pictures:
            shot = photograph(browser, picture, commune, folder / picture.name)
            (SCREENS / f"{picture.name}.png").write_bytes(shot)
            sys.stdout.write(f"{picture.name}  {len(shot) // 1024} KB\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
