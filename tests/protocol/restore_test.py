"""A server restored from an older backup is noticed by every phone, and gets back what it lacks."""

from typing import Any

import pytest

from reference.phone import Phone
from tests.cast import Cast
from tests.protocol.acts import TEXT, created, leave_group, move, note
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone, start_patrol
from tests.protocol.tables import restore, snapshot


def door(cast: Cast, who: str, act: str) -> tuple[int, str | None]:
    answer = cast.client.post(f"/api/communes/{cast.commune_id}/{act}", headers=cast.headers(who))
    return answer.status_code, (answer.get_json(silent=True) or {}).get("code")


def ids_on(phone: Phone) -> set[str]:
    return {row["id"] for row in phone.disk.stores["shown"].values() if row["kind"] == "patrol"}


def is_whole(cast: Cast, phone: Phone, who: str) -> bool:
    """Whether the phone holds what the server would give it anew."""
    copy = Copy(cast, who)
    copy.pull()
    return {key: row["seq"] for key, row in phone.disk.stores["shown"].items()} == {
        key: row["seq"] for key, row in copy.rows.items()
    }


@pytest.mark.parametrize("prepared", [True, False])
def test_phones_give_back_what_the_backup_lacks(cast: Cast, prepared: bool) -> None:
    phone, _ = open_phone(cast, "member")
    first = start_patrol(cast, phone)
    phone.sync()
    backup = snapshot()
    second = start_patrol(cast, phone)
    edit = phone.act("edit", first["record_id"], content={TEXT: "Đủ người"})
    phone.sync()

    restore(backup)
    if prepared:
        door(cast, "chief", "mark-restored")
        phone.sync()
        door(cast, "chief", "confirm-rights")
    phone.sync()

    assert cast.verdicts("member", first, second, edit) == ["applied"] * 3
    assert cast.record("mate", first["record_id"])["content"][TEXT] == "Đủ người"
    assert is_whole(cast, phone, "member")


def test_a_phone_with_nothing_to_send_notices_too(cast: Cast) -> None:
    backup = snapshot()
    record = created(cast)
    reader, _ = open_phone(cast, "viewer")
    reader.sync()
    assert record["record_id"] in ids_on(reader)

    restore(backup)
    reader.sync()

    assert ids_on(reader) == set()
    assert is_whole(cast, reader, "viewer")


def test_the_same_mutations_again_walk_into_another_lineage(cast: Cast) -> None:
    patrol = cast.create("member")
    backup = snapshot()
    before = cast.exchange("member", patrol)["witness"]

    restore(backup)
    after = cast.exchange("member", patrol)["witness"]

    assert before.split(".")[0] == after.split(".")[0]
    assert before != after
    assert cast.exchange("member", witness=before)["reset"] is True


def test_a_server_that_overtook_the_old_head_is_noticed(cast: Cast) -> None:
    backup = snapshot()
    phone, _ = open_phone(cast, "member")
    lost = start_patrol(cast, phone)
    phone.sync()

    restore(backup)
    newer = [created(cast, "mate") for _ in range(10)]
    phone.sync()

    assert cast.verdicts("member", lost) == ["applied"]
    assert ids_on(phone) == {lost["record_id"], *(one["record_id"] for one in newer)}
    assert is_whole(cast, phone, "member")


def test_a_clone_that_wrote_on_after_a_restore_does_not_hide_it_from_the_original(
    cast: Cast,
) -> None:
    phone, _ = open_phone(cast, "member")
    start_patrol(cast, phone)
    phone.sync()
    backup = snapshot()
    clone, _ = open_phone(cast, "member", phone.disk.copy())
    lost = start_patrol(cast, phone)
    phone.sync()

    restore(backup)
    start_patrol(cast, clone)
    clone.sync()
    phone.sync()

    assert "reset" in phone.reports
    assert cast.verdicts("member", lost) == ["applied"]
    assert is_whole(cast, phone, "member")


def test_a_record_that_stood_elsewhere_before_the_restore_ends_whole(cast: Cast) -> None:
    record = created(cast)
    phone, _ = open_phone(cast, "officer")
    phone.sync()
    backup = snapshot()
    there = move(cast, "officer", record, cast.log("chua"))
    cast.push("officer", there)
    phone.sync()

    restore(backup)
    created(cast, "mate")
    phone.sync()

    assert is_whole(cast, phone, "officer")
    shown = phone.view(record["record_id"])
    assert shown is not None
    assert shown["stream"] == cast.log()


def test_a_valid_cursor_beside_an_invalid_one_is_a_reset_of_both(cast: Cast) -> None:
    good = cast.pull("officer", cast.log("chua"))["cursor"]
    backup = snapshot()
    created(cast)
    bad = cast.pull("officer", cast.log())["cursor"]
    restore(backup)
    since = [
        {"cursor": good, "streams": [cast.log("chua")]},
        {"cursor": bad, "streams": [cast.log()]},
    ]

    assert cast.exchange("officer", since=since, witness=good)["reset"] is True


def test_the_old_copy_is_shown_until_the_second_one_is_whole(cast: Cast) -> None:
    backup = snapshot()
    record = created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    restore(backup)

    phone.exchange()
    assert record["record_id"] in ids_on(phone)
    phone.sync()

    assert ids_on(phone) == set()


def test_a_second_restore_while_a_copy_is_built_begins_again(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    backup = snapshot()
    lost = start_patrol(cast, phone)
    phone.sync()
    restore(backup)
    phone.exchange()
    phone.exchange()

    restore(backup)
    phone.sync()

    assert phone.reports.count("reset") == 2
    assert cast.verdicts("member", lost) == ["applied"]
    assert is_whole(cast, phone, "member")


def test_a_slow_reply_from_before_a_restore_is_thrown_away(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    backup = snapshot()
    lost = start_patrol(cast, phone)
    turn, request = phone.build_request()
    slow = cast.exchange("member", **request)
    restore(backup)
    phone.exchange()

    assert phone.receive(turn, request, slow) is False

    phone.sync()
    assert phone.state_of(lost["id"]) == "applied"
    assert cast.record("mate", lost["record_id"])["revision"] == lost["id"]


def test_no_reset_without_a_restore(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    for _ in range(5):
        start_patrol(cast, phone)
        phone.sync()
        cast.push("mate", cast.create("mate"), cast.create("mate", content={"x": 1}))

    phone.sync()

    assert phone.reports == []


def test_an_unconfirmed_restore_gives_no_revoked_stream_back(cast: Cast) -> None:
    created(cast)
    backup = snapshot()
    leave_group(cast, "mate")
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    assert ids_on(phone) == set()

    restore(backup)
    door(cast, "chief", "mark-restored")
    phone.sync()

    assert ids_on(phone) == set()
    assert phone.disk.stores["meta"]["restored"] is True


def test_phones_keep_copies_and_cursors_while_rights_are_unconfirmed(cast: Cast) -> None:
    record = created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    cursors = phone.disk.stores["meta"]["cursors"]

    door(cast, "chief", "mark-restored")
    saved = start_patrol(cast, phone)
    phone.sync()

    assert phone.disk.stores["meta"]["cursors"] == cursors
    assert record["record_id"] in ids_on(phone)
    assert phone.state_of(saved["id"]) == "applied"


@pytest.mark.parametrize("path", ["", "/history"])
def test_the_record_doors_are_shut_while_rights_are_unconfirmed(cast: Cast, path: str) -> None:
    record = created(cast)
    door(cast, "chief", "mark-restored")

    answer = cast.client.get(
        f"/api/sync/{cast.commune_id}/records/{record['record_id']}{path}",
        headers=cast.headers("chief"),
    )

    assert (answer.status_code, answer.get_json()["code"]) == (409, "commune.restored")


@pytest.mark.parametrize("act", ["mark-restored", "confirm-rights"])
@pytest.mark.parametrize("who", ["member", "leader", "viewer"])
def test_only_the_desk_marks_and_confirms(cast: Cast, who: str, act: str) -> None:
    assert door(cast, who, act) == (403, "rights.missing")


@pytest.mark.parametrize("who", ["officer", "chief", "administrator"])
def test_the_desk_marks_and_confirms_once(cast: Cast, who: str) -> None:
    assert door(cast, who, "confirm-rights") == (409, "commune.not_restored")
    assert door(cast, who, "mark-restored") == (204, None)
    assert door(cast, who, "confirm-rights") == (204, None)
    assert cast.pull("member", cast.log(), "directory", "notices")["restored"] is False


def test_notes_given_back_are_not_doubled(cast: Cast) -> None:
    record = created(cast)
    entry = note(cast, "member", record)
    phone, _ = open_phone(cast, "member")
    phone.sync()
    backup = snapshot()
    phone.save(entry)
    phone.sync()

    restore(backup)
    phone.sync()
    phone.sync()

    conversation: list[Any] = cast.record("mate", record["record_id"])["conversation"]
    assert [one["id"] for one in conversation] == [entry["id"]]
