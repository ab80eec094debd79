"""A world that stands still, to be photographed: the demo commune, one phone, one moment.

Each picture has a server, a copy of the commune and a browser context of its own, so that none
shows what another one did, and the same picture taken again is the same.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Geolocation, Locator, Page, expect

from demo.crew import Crew
from demo.timeline import Timeline
from pwa import build
from tests.browser.app_server import (
    LAST_DAY,
    LEADER,
    NEXT_VERSION,
    SERVER_TIME,
    WAIT_MS,
    AppServer,
    await_worker,
)
from tests.browser.phone_disk import (
    await_copy,
    copied,
    outbox,
    put_in_outbox,
    sync_state,
    wait_until,
)
from tests.browser.photo_print import print_small

Json = dict[str, Any]
CULTURE_HOUSE: Geolocation = {"latitude": 21.330021, "longitude": 105.972004, "accuracy": 8}
DENSITY, OFFICE_DENSITY = 1.5, 1
OFFICE_FROM_PX = 720  # an office machine has a mouse and no notch
EVENING = "21:35"  # a little after the last that the demo's story tells
LOOKS_BEGUN = """
if (location.protocol.startsWith("http") && !localStorage.getItem("an-thon-looks")) {
  localStorage.setItem("an-thon-looks", JSON.stringify(%s));
}
"""
TELL_TIME = "() => document.dispatchEvent(new Event('visibilitychange'))"
CALM_MS = 800
MOST_LOOKS = 20
PAUSE_MS = 150


@dataclass(frozen=True)
class Picture:
    """A picture by its name; `screen`: the line of phone/routes.tsx, or the desk's room.

    `bring` takes the app there. `is_whole`: all of the page, however far it would scroll.
    """

    name: str
    screen: str
    bring: Callable[["Stage"], None]
    person: str = LEADER
    theme: str = "light"
    text: str = "md"
    language: str = "vi"
    size: tuple[int, int] = (360, 640)
    is_whole: bool = True
    browser: str = ""


class StillServer(AppServer):
    """A server whose clock goes on only when it is told to."""

    moment = SERVER_TIME

    def now(self) -> datetime:
        return self.moment


class Stage:
    """The app as one picture needs it."""

    def __init__(self, server: StillServer, page: Page, picture: Picture, folder: Path) -> None:
        self.server, self.page, self.picture, self.folder = server, page, picture, folder
        self.at(EVENING)

    def at(self, time: str, day: str = LAST_DAY) -> None:
        """Let it be this hour for server and phone."""
        moment = datetime.fromisoformat(f"{day}T{time}:00+07:00")
        self.server.moment = moment
        self.page.clock.set_fixed_time(moment)
        self.page.evaluate(TELL_TIME)

    def open(self, address: str) -> None:
        """Load the app at an address."""
        self.server.open(self.page, address)

    def enter(self, address: str = "/") -> None:
        """Sign in as the picture's person, with app and book whole on the phone, and go there."""
        self.server.sign_in(self.page, self.picture.person)
        await_worker(self.page)
        await_copy(self.page)
        self.go(address)

    def go(self, address: str) -> None:
        """Go there within the app, as a tap on a link does; it needs no network."""
        self.page.evaluate(GO, address)

    def cut_off(self) -> None:
        """Flight mode."""
        self.page.context.set_offline(True)
        wait_until(self.page, lambda: self.page.evaluate("() => !navigator.onLine"))

    def exchange(self) -> None:
        """Send and fetch, and wait for the server's word."""
        before = sync_state(self.page)["turn"]
        self.go("/sync")
        self.press("Thử gửi ngay")
        wait_until(self.page, lambda: sync_state(self.page)["turn"] > before)
        await_copy(self.page)
        wait_until(self.page, lambda: outbox(self.page) == [])

    def pause(self) -> None:
        """Let a breath pass: the app takes two quick taps on one button for one."""
        self.page.wait_for_timeout(CALM_MS)

    def press(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def choose(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label, exact=True).first.check()

    def sheet(self) -> Locator:
        return self.page.get_by_role("dialog")

    def await_title(self, title: str) -> None:
        expect(self.page.get_by_role("heading", name=title).first).to_be_visible(timeout=WAIT_MS)

    def await_words(self, words: str) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=WAIT_MS)

    def record(self, kind: str, **content: Any) -> Json:
        """The newest record of a kind on the phone whose content says so."""
        found = [one for one in copied(self.page, kind) if holds(one.get("content"), content)]
        return max(found, key=lambda one: str(one["occurred_on"]) + str(one["id"]))

    def write(self, mutation: Json) -> None:
        """Put into the outbox what the app itself could not have written so."""
        put_in_outbox(self.page, mutation)

    def other_edits(self, code: str, record_id: str, **content: Any) -> None:
        """Let another member write into the record, on a phone of his own."""
        crew = Crew(self.server.app, Timeline(self.server.now(), "photographs"))
        crew.join_by_code("other", code, "")
        crew.send("other").act("edit", record_id, content=content)
        crew.send("other")

    def offer_next_version(self) -> None:
        """Let the server serve a newer app."""
        folder = self.folder / "next-build"
        build.make(folder, NEXT_VERSION)
        self.server.stop()
        self.server.start(app_dir=folder)


def holds(content: Json | None, parts: Json) -> bool:
    """Whether the content is there at all, old records being outlines, and says these parts."""
    return content is not None and all(content.get(name) == value for name, value in parts.items())


GO = """
(address) => {
  history.pushState({ depth: 1 }, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}
"""


def photograph(browser: Browser, picture: Picture, commune: Path, folder: Path) -> bytes:
    """Take a picture. `commune`: the demo's instance folder; `folder`: an empty one to work in."""
    instance = folder / "instance"
    shutil.copytree(commune, instance)
    server = StillServer(instance, build.DIST)
    server.start()
    try:
        with phone(browser, picture) as context:
            stage = Stage(server, context.new_page(), picture, folder)
            picture.bring(stage)
            shot = look(stage.page, picture)
        blank = browser.new_page()
        small = print_small(blank, shot)
        blank.close()
        return small
    finally:
        server.stop()


@contextmanager
def phone(browser: Browser, picture: Picture) -> Iterator[BrowserContext]:
    """A phone of the picture's size, with its person's choices made."""
    width, height = picture.size
    looks = {name: getattr(picture, name) for name in ("theme", "text", "language")}
    is_phone = width < OFFICE_FROM_PX
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=DENSITY if is_phone else OFFICE_DENSITY,
        has_touch=is_phone,
        is_mobile=is_phone,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        color_scheme="light",
        permissions=["geolocation"],
        geolocation=CULTURE_HOUSE,
        user_agent=picture.browser or None,
    )
    context.add_init_script(LOOKS_BEGUN % json.dumps(looks))
    yield context
    context.close()


def look(page: Page, picture: Picture) -> bytes:
    """Wait until two looks show the same: a word from the database may still be on its way."""
    if picture.is_whole:
        unroll(page, picture)
    page.evaluate("() => window.scrollTo(0, 0)")
    shots = [shoot(page)]
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(PAUSE_MS)
        shots.append(shoot(page))
        if shots[-1] == shots[-2]:
            return shots[-1]
    raise AssertionError(f"{picture.name} does not stand still")


def unroll(page: Page, picture: Picture) -> None:
    """Make the window as high as the page, so that the bars stand at its end."""
    width, height = picture.size
    for _ in range(2):  # a bar that leaves its place changes the page's height once more
        whole = page.evaluate("() => document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, whole)})


def shoot(page: Page) -> bytes:
    return page.screenshot(animations="disabled", caret="hide")
