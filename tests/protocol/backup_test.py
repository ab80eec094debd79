"""The backup pair, and what a phone may drop because of it (R12)."""

from typing import Any

from sqlalchemy import update

from server.db import db
from server.models import Commune
from tests.cast import Cast
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone, start_patrol
from tests.protocol.tables import restore, snapshot


def verify_backup(witness: str) -> None:
    """Note that a backup of this place was verified."""
    seq, link = witness.split(".")
    with db.engine.begin() as connection:
        connection.execute(update(Commune).values(backup_seq=int(seq), backup_lineage=link))


def pulled_backup(cast: Cast) -> str:
    backup: str = Copy(cast, "member").pull()["backup"]
    return backup


def test_without_a_verified_backup_the_pair_is_zero(cast: Cast) -> None:
    assert pulled_backup(cast) == "0"


def test_the_pair_is_that_of_the_newest_verified_backup(cast: Cast) -> None:
    witness = cast.exchange("member", cast.create("member"))["witness"]
    cast.push("member", cast.create("member"))

    verify_backup(witness)

    assert pulled_backup(cast) == witness


def test_a_backup_of_another_history_counts_for_nothing(cast: Cast) -> None:
    witness = cast.exchange("member", cast.create("member"))["witness"]

    verify_backup(witness.split(".")[0] + ".00000000")

    assert pulled_backup(cast) == "0"


def test_a_backup_newer_than_what_was_restored_counts_for_nothing(cast: Cast) -> None:
    old = snapshot()
    witness = cast.exchange("member", cast.create("member"))["witness"]
    restore(old)

    verify_backup(witness)

    assert pulled_backup(cast) == "0"


def test_a_phone_drops_what_a_backup_covers_after_thirty_days(cast: Cast, clock: Any) -> None:
    phone, _ = open_phone(cast, "member")
    covered = start_patrol(cast, phone)
    phone.sync()
    verify_backup(phone.disk.stores["meta"]["witness"])
    later = start_patrol(cast, phone)
    phone.sync()
    unsent = start_patrol(cast, phone)

    clock.advance(days=29)
    phone.sync()
    assert covered["id"] in phone.disk.stores["retained"]
    clock.advance(days=2)
    phone.sync()

    assert covered["id"] not in phone.disk.stores["retained"]
    assert later["id"] in phone.disk.stores["retained"]
    assert unsent["id"] in phone.disk.stores["retained"]


def test_what_no_backup_covers_is_kept_however_old(cast: Cast, clock: Any) -> None:
    phone, _ = open_phone(cast, "member")
    saved = start_patrol(cast, phone)
    phone.sync()

    clock.advance(days=400)
    phone.sync()

    assert saved["id"] in phone.disk.stores["retained"]


def test_what_was_moved_back_into_the_outbox_is_never_dropped(cast: Cast, clock: Any) -> None:
    old = snapshot()
    phone, line = open_phone(cast, "member")
    saved = start_patrol(cast, phone)
    phone.sync()
    restore(old)
    phone.exchange()
    assert phone.state_of(saved["id"]) == "saved"
    verify_backup(cast.exchange("mate", cast.create("mate"))["witness"])

    clock.advance(days=60)
    phone.sync()

    assert cast.verdicts("member", saved) == ["applied"]
    assert phone.state_of(saved["id"]) == "applied"
    assert line.sent > 2
