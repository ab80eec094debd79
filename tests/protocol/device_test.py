"""Locked, stolen, retired and signed-out phones: what they may still do, and what they keep."""

from tests.cast import Cast
from tests.protocol.acts import created
from tests.protocol.phones import open_phone, start_patrol


def set_state(cast: Cast, state: str) -> None:
    answer = cast.client.post(
        f"/api/communes/{cast.commune_id}/devices/{cast.devices['member']}/state",
        json={"state": state, "reason": "thử"},
        headers=cast.headers("officer"),
    )
    assert answer.status_code in (200, 204)


def test_a_locked_phone_keeps_its_outbox_and_goes_on_once_unlocked(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    set_state(cast, "locked")
    phone.exchange()
    assert (phone.paused, phone.state_of(saved["id"])) == ("device_locked", "saved")

    set_state(cast, "active")
    phone.paused = None
    phone.sync()

    assert phone.state_of(saved["id"]) == "applied"


def test_a_stolen_phone_deletes_what_it_holds(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    start_patrol(cast, phone)
    phone.sync()
    set_state(cast, "stolen")

    phone.exchange()

    assert phone.paused == "wipe"
    assert not any(phone.disk.stores.values())


def test_a_revoked_token_stays_refused_and_the_outbox_stays(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    answer = cast.client.post("/api/sign-out", headers=cast.headers("member"))
    assert answer.status_code in (200, 204), answer.text

    phone.exchange()
    phone.exchange()

    assert (phone.paused, phone.state_of(saved["id"])) == ("sign_in.needed", "saved")


def test_a_retired_phone_still_hands_in_what_it_has(cast: Cast) -> None:
    created(cast)
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    set_state(cast, "retired")

    phone.sync()

    assert phone.disk.stores["retained"][saved["id"]]["result"]["code"] == "RETIRED_DEVICE"
    assert phone.disk.stores["shown"] == {}
