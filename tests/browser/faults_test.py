"""The phone's engine in a real browser, through every fault of a network, at random."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.engine_page import EnginePhone, Neighbour
from tests.browser.engine_page_server import (
    Served,
    Village,
    assert_all_arrived,
    assert_in_step,
    village_behind_faults,
)
from tests.browser.network_faults import FAULTS

SEED = 20261120
EXCHANGES = 320
DRAINS_WITHIN = 6  # taps of each phone
WORDS = ("yên", "có việc", "mưa to", "đèn hỏng", "hẹn mai", "đã báo", "dài " * 400)


@pytest.fixture
def village(village_server: Served, engine_folder: Path) -> Iterator[Village]:
    with village_behind_faults(village_server, engine_folder, SEED) as village:
        yield village


class Play:
    """Two people on three tabs; chance, from a seed, says who does what."""

    def __init__(self, browser: Browser, village: Village, seed: int) -> None:
        self.village, self.chance = village, random.Random(seed)
        contexts = {who: browser.new_context() for who in ("leader", "member")}
        self.neighbours = {who: Neighbour(one, village) for who, one in contexts.items()}
        self.phones = [
            EnginePhone(village, contexts[who].new_page(), who).open()
            for who in ("leader", "leader", "member")
        ]
        self.records: list[str] = []
        self.looks = 0  # taps, saves and starts: what may cause an exchange

    def step(self) -> None:
        """Let one thing happen."""
        phone = self.chance.choice(self.phones)
        act = self.chance.choices(
            (self.write, self.tap, self.tap_all, self.reload, self.lose_connection),
            (40, 40, 12, 5, 3),
        )
        act[0](phone)

    def write(self, phone: EnginePhone) -> None:
        """Save one to four acts; saving makes the engine look by itself."""
        # Often the same few, so that people get into each other's way.
        few = self.records[:3] if self.chance.random() < 0.6 else self.records
        known = phone.call("known", self.chance.sample(few, min(3, len(few))))
        saved = phone.act(*(self._deed(phone, known) for _ in range(self.chance.randint(1, 4))))
        self.records += [one["record_id"] for one in saved if one["act"] == "create"]
        self.looks += len(saved)

    def tap(self, phone: EnginePhone) -> None:
        """Send now; where the server asked for a wait, the person opens the app anew."""
        self.looks += 1
        phone.wake()
        if phone.call("isAskedToWait"):
            self.looks += 1
            phone.call("reopen")

    def tap_all(self, _phone: EnginePhone) -> None:
        """All tabs at once."""
        self.looks += len(self.phones)
        for phone in self.phones:
            phone.begin()
        for phone in self.phones:
            phone.settle()

    def reload(self, phone: EnginePhone) -> None:
        """Load the page anew in the middle of whatever it sends."""
        self.looks += 2
        phone.begin()
        phone.open()

    def lose_connection(self, phone: EnginePhone) -> None:
        """The browser closes the database under every tab of the person, while one sends."""
        self.looks += 1
        phone.begin()
        self.neighbours[phone.who].close_databases()
        phone.settle()

    def drain(self) -> list[dict[str, Any]]:
        """End the faults, let every phone talk until nothing changes, and look at them."""
        self.village.proxy.end_faults()
        for phone in self.phones:
            phone.open()
        for _ in range(DRAINS_WITHIN):
            for phone in self.phones:
                phone.wake()
        return [phone.look() for phone in self.phones]

    def _deed(self, phone: EnginePhone, known: list[str]) -> dict[str, Any]:
        if not known or self.chance.random() < 0.15:
            return phone.patrol()
        record_id = self.chance.choice(known)
        if self.chance.random() < 0.3:
            return phone.note(record_id, self.chance.choice(WORDS))
        return {"act": "edit", "recordId": record_id, "content": self._content()}

    def _content(self) -> dict[str, Any]:
        chance, members = self.chance, self.village.cast.members
        who = members[chance.choice(("leader", "member", "mate"))]
        return chance.choice(
            (
                {"handover_text": chance.choice(WORDS)},
                {"extra_people_count": chance.randrange(4)},
                {"participants": [{"member_id": who, "present": chance.random() < 0.7}]},
            )
        )


def test_nothing_is_lost_doubled_or_stalled_whatever_the_network_does(
    browser: Browser, village: Village
) -> None:
    play, proxy = Play(browser, village, SEED), village.proxy
    proxy.begin_faults()

    while proxy.exchanges < EXCHANGES:
        play.step()
    drained = play.drain()

    drawn = {name for name, fault in FAULTS.items() if fault.is_drawn}
    assert drawn <= proxy.counts.keys()
    assert_all_arrived(village)
    for phone, look in zip(play.phones, drained, strict=True):
        assert_in_step(village, look, phone.who)
        assert phone.errors == []
    assert proxy.exchanges <= 2 * play.looks
    before = proxy.exchanges
    for phone in play.phones:
        phone.wake()
    assert proxy.exchanges == before + len(play.phones)
