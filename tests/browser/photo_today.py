"""How the app comes to the pictures of the way in, of the home screen and of the settings."""

from playwright.sync_api import expect

from server.services.devices import LOCKED
from tests.browser.app_server import WAIT_MS
from tests.browser.invited import HUNG, NOTICE, set_phones, type_code
from tests.browser.photo_book import leave_waiting
from tests.browser.photo_patrol import set_out
from tests.browser.photo_studio import Stage

# What Chromium fires on a phone where the app can be installed.
OFFER_BY_BROWSER = "() => window.dispatchEvent(new Event('beforeinstallprompt'))"


def first_open(stage: Stage) -> None:
    stage.open("/")
    stage.await_words(HUNG)


def code(stage: Stage) -> None:
    stage.open("/")
    stage.press("Gõ mã 6 số")
    for digit in "407":
        stage.press(digit)


def notice_before(stage: Stage) -> None:
    stage.open("/")
    type_code(stage.page, stage.picture.person)
    stage.await_title(NOTICE)


def install_first(stage: Stage) -> None:
    stage.open("/")


def sent(stage: Stage) -> None:
    stage.enter()
    stage.await_words("Đã gửi hết" if stage.picture.language == "vi" else "All sent")


def asked(stage: Stage) -> None:
    """A question of the police, and two things that wait for a network."""
    stage.enter("/settings")
    stage.cut_off()
    leave_waiting(stage)
    stage.go("/")
    expect(stage.page.locator("main a[href*=answer]").first).to_be_visible(timeout=WAIT_MS)


def underway(stage: Stage) -> None:
    set_out(stage)
    stage.at("20:47")
    stage.go("/")


def install_offer(stage: Stage) -> None:
    stage.enter("/book")
    stage.cut_off()
    leave_waiting(stage)
    stage.page.evaluate(OFFER_BY_BROWSER)
    stage.go("/")
    expect(stage.sheet()).to_be_visible(timeout=WAIT_MS)


def locked(stage: Stage) -> None:
    stage.enter("/book")
    stage.cut_off()
    leave_waiting(stage)
    set_phones(stage.server, HUNG, LOCKED)
    stage.page.context.set_offline(False)
    stage.open("/")
    stage.await_words("Máy này đã bị khóa.")


def nowhere(stage: Stage) -> None:
    stage.enter("/khong-co")
    stage.await_title("Không có trang này")


def settings(stage: Stage) -> None:
    stage.enter("/settings")
    stage.await_words(HUNG)


def privacy(stage: Stage) -> None:
    stage.enter("/settings/privacy")
    stage.await_title(NOTICE)


def install_help(stage: Stage) -> None:
    stage.enter("/settings/install")


def group(stage: Stage) -> None:
    stage.enter("/settings/group")
    stage.await_words(HUNG)
