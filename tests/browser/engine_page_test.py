"""The phone's engine in a real browser, one misfortune at a time."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.engine_page import EnginePhone, Neighbour
from tests.browser.engine_page_browser import OwnBrowser
from tests.browser.engine_page_server import (
    SERVER_TIME,
    Served,
    Village,
    assert_all_arrived,
    assert_in_step,
    by_id,
    village_behind_faults,
)

STRANGERS = ("portal_page", "portal_redirect", "portal_refusal", "status_502", "wrong_gzip")
ONE_MS = timedelta(milliseconds=1)


@pytest.fixture
def village(village_server: Served, engine_folder: Path) -> Iterator[Village]:
    with village_behind_faults(village_server, engine_folder, seed=0) as village:
        yield village


@pytest.fixture
def phone(village: Village, context: BrowserContext) -> EnginePhone:
    """The leader's phone, which has pulled everything and saved one patrol."""
    phone = EnginePhone(village, context.new_page(), "leader").open()
    phone.start_patrol()
    phone.wake()
    return phone


def add_notes(phone: EnginePhone, count: int) -> list[str]:
    """Save remarks on the first patrol; give their ids."""
    record_id = phone.village.saved[0]["record_id"]
    saved = phone.act(*(phone.note(record_id, f"lần {number}") for number in range(count)))
    return [mutation["id"] for mutation in saved]


def assert_healed(phone: EnginePhone) -> None:
    phone.wake()
    assert_all_arrived(phone.village)
    assert_in_step(phone.village, phone.look(), phone.who)
    assert phone.errors == []


def test_two_tabs_at_once_send_nothing_twice(village: Village, phone: EnginePhone) -> None:
    other = EnginePhone(village, phone.page.context.new_page(), "leader").open()
    village.proxy.standing = "portal_page"
    add_notes(phone, 4)
    add_notes(other, 4)
    phone.wake()
    other.wake()
    village.proxy.asked.clear()
    village.proxy.standing = "pass"

    for tab in (phone, other):
        tab.begin()
    for tab in (phone, other):
        tab.settle()

    sent = Counter(id_ for asked in village.proxy.asked for id_ in asked.mutation_ids)
    assert sent == Counter(mutation["id"] for mutation in village.saved[1:])
    assert_healed(phone)
    assert_healed(other)


def test_a_browser_killed_while_it_sends_loses_and_doubles_nothing(
    village: Village, playwright: Playwright, tmp_path: Path
) -> None:
    """Killed before the server has it, then killed after the server has committed."""
    for fault in ("request_held", "reply_held"):
        with OwnBrowser(playwright, tmp_path / "profile") as browser:
            phone = EnginePhone(village, browser.page, "leader").open()
            phone.wake()
            phone.start_patrol()
            phone.wake()
            gate = village.proxy.plan(fault)
            add_notes(phone, 4)
            gate.wait()
            browser.kill()
        gate.release()

    with OwnBrowser(playwright, tmp_path / "profile") as browser:
        again = EnginePhone(village, browser.page, "leader").open()

        assert_healed(again)
        assert len(again.look()["verdicts"]) == len(village.saved) == 10


def test_a_database_closed_under_an_exchange_is_opened_again(
    village: Village, phone: EnginePhone
) -> None:
    neighbour = Neighbour(phone.page.context, village)
    gate = village.proxy.plan("reply_held")
    add_notes(phone, 3)
    gate.wait()

    neighbour.close_databases()
    gate.release()
    phone.wake()

    assert village.proxy.counts["reply_held"] == 1
    assert_healed(phone)


def test_a_database_closed_again_and_again_while_the_person_writes_takes_everything(
    village: Village, phone: EnginePhone
) -> None:
    neighbour = Neighbour(phone.page.context, village)
    record_id = village.saved[0]["record_id"]
    deeds = [phone.note(record_id, f"lần {number}") for number in range(60)]

    phone.page.evaluate("(deeds) => { window.written = window.phone.act(deeds); }", deeds)
    for _ in range(8):
        neighbour.close_databases()
    village.saved += phone.page.evaluate("() => window.written")

    assert len(village.saved) == 61
    assert_healed(phone)


def test_a_phone_whose_storage_was_cleared_fills_again_and_goes_on(
    village: Village, phone: EnginePhone
) -> None:
    gate = village.proxy.plan("reply_held")
    add_notes(phone, 1)  # what the server has; what it has not is gone with the storage
    gate.wait()

    clear_storage(phone)
    gate.release()
    phone.wake()
    after = phone.start_patrol()
    phone.wake()

    look = phone.look()
    assert_all_arrived(village)
    assert look["outbox"] == look["aside"] == look["errors"] == []
    assert look["verdicts"].keys() == {after["id"]}
    assert by_id(look["rows"]) == by_id(village.rows("leader"))


def test_no_save_fails_because_the_browser_broke_a_transaction_off(phone: EnginePhone) -> None:
    """Clearing the storage aborts what runs; the save is made again, on a new database."""
    deeds = [phone.patrol() for _ in range(80)]
    phone.page.evaluate(
        "(deeds) => { window.written = Promise.all(deeds.map((one) => window.phone.act([one]))); }",
        deeds,
    )

    clear_storage(phone)

    assert phone.page.evaluate("() => window.written.then((saved) => saved.length)") == 80
    assert phone.look()["errors"] == []


def clear_storage(phone: EnginePhone) -> None:
    """As the person may in the browser's settings: every connection is closed by force."""
    tools = phone.page.context.new_cdp_session(phone.page)
    origin = f"http://127.0.0.1:{phone.village.proxy.port}"
    tools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "indexeddb"})


def test_what_is_not_ours_changes_nothing(village: Village, phone: EnginePhone) -> None:
    village.proxy.standing = STRANGERS[0]
    add_notes(phone, 2)
    phone.wake()
    before = phone.call("dump")

    for fault in STRANGERS:
        village.proxy.standing = fault
        phone.wake()

    look = phone.look()
    assert village.proxy.counts.keys() >= {*STRANGERS}
    assert phone.call("dump") == before
    assert (look["paused"], look["standing"], look["errors"]) == (None, None, [])
    village.proxy.end_faults()
    assert_healed(phone)


def test_a_cache_that_gives_one_old_reply_for_ever_is_asked_once_a_tap(
    village: Village, phone: EnginePhone
) -> None:
    phone.wake()
    village.proxy.standing = "stale_reply"
    before = village.proxy.exchanges
    add_notes(phone, 2)

    for _ in range(3):
        phone.wake()

    assert village.proxy.exchanges - before <= 4
    assert len(phone.look()["outbox"]) == 2
    village.proxy.end_faults()
    assert_healed(phone)


def test_a_token_revoked_while_offline_keeps_the_outbox_and_pauses(
    village: Village, phone: EnginePhone
) -> None:
    phone.page.context.set_offline(True)
    written = add_notes(phone, 2)
    phone.wake()
    village.revoke_token("leader")

    phone.page.context.set_offline(False)
    phone.wake()
    refused = phone.look()
    asked = village.proxy.exchanges
    written += add_notes(phone, 1)
    phone.wake()

    assert (refused["paused"], refused["standing"]) == ("sign_in.needed", "sign_in.needed")
    assert phone.look()["outbox"] == written
    assert village.proxy.exchanges == asked
    phone.call("signInAgain", village.new_token("leader"))
    assert phone.look()["standing"] is None
    assert_healed(phone)


@pytest.mark.parametrize("wrong_year", [2021, 2031])
def test_a_clock_five_years_off_syncs_and_knows_by_how_much(
    village: Village, context: BrowserContext, wrong_year: int
) -> None:
    wrong = SERVER_TIME.replace(year=wrong_year)
    page = context.new_page()
    page.clock.set_fixed_time(wrong)
    phone = EnginePhone(village, page, "leader").open()
    phone.wake()

    patrol = phone.start_patrol()

    assert patrol["clock_offset_ms"] == (SERVER_TIME - wrong) / ONE_MS
    assert datetime.fromisoformat(patrol["at"]) == wrong
    assert_healed(phone)
    assert phone.look()["state"]["clockOffsetMs"] == (SERVER_TIME - wrong) / ONE_MS


def test_a_clock_set_back_by_years_does_not_make_a_wait_of_years(
    village: Village, phone: EnginePhone
) -> None:
    phone.page.clock.set_fixed_time(SERVER_TIME.replace(year=2031))
    village.proxy.standing = "status_503_asked"
    add_notes(phone, 2)
    phone.wake()
    village.proxy.end_faults()

    phone.page.clock.set_fixed_time(SERVER_TIME)
    phone.call("lookByTimer")

    look = phone.look()
    assert (look["outbox"], look["state"]["clockOffsetMs"]) == ([], 0)
    assert_healed(phone)


def test_a_reply_from_before_a_restore_is_thrown_away(
    village: Village, phone: EnginePhone, tmp_path: Path
) -> None:
    other = EnginePhone(village, phone.page.context.new_page(), "leader").open()
    other.wake()
    village.served.back_up(tmp_path / "backup.sqlite3")
    add_notes(phone, 1)  # received, and not in the backup
    phone.wake()
    gate = village.proxy.plan("reply_held")
    add_notes(phone, 1)  # its verdict is on its way when the server is restored
    gate.wait()

    village.served.restore(tmp_path / "backup.sqlite3")
    village.mark_restored()
    other.call("exchangeWithoutLock")
    between = other.look()
    gate.release()
    phone.wake()
    village.confirm_rights()

    assert between["state"]["isRestored"] is True
    assert between["reports"] == ["reset"]
    assert phone.look()["reports"] == []  # the old witness would have met a second reset
    assert_healed(phone)
    assert_healed(other)
