"""Digests: silent divergence is impossible."""

from typing import Any

from tests.cast import Cast
from tests.protocol.acts import (
    TEXT,
    change,
    come_back,
    created,
    leave_group,
    move,
    note,
    release,
    remove,
    review,
)
from tests.protocol.copies import Copy
from tests.protocol.phones import open_phone


def test_every_act_keeps_the_digests_equal_to_what_a_client_works_out(cast: Cast) -> None:
    copies = [Copy(cast, who) for who in ("officer", "member", "outsider", "viewer")]
    record, foreign = created(cast), cast.create("outsider")
    edit = cast.edit("member", record, {TEXT: "a"})
    late = cast.edit("mate", record, {TEXT: "b"})
    steps: list[tuple[str, dict[str, Any]]] = [
        ("member", edit),
        ("mate", late),
        ("member", note(cast, "member", record)),
        ("officer", review(cast, "officer", record)),
        ("second_officer", review(cast, "second_officer", record, "seen")),
        ("outsider", foreign),
        ("officer", release(cast, "officer", foreign)),
        ("officer", move(cast, "officer", record, cast.log("chua"), base=late["id"])),
        ("outsider", remove(cast, "outsider", foreign)),
        ("member", cast.create("member", content={"x": 1})),
    ]

    for who, step in steps:
        cast.push(who, step)
        for copy in copies:
            assert copy.pull()["digests"] == copy.digests(), (step["act"], copy.who)


def test_digests_come_for_the_asked_streams_alone_and_when_all_is_sent(cast: Cast) -> None:
    created(cast)

    cut = cast.pull("member", cast.log(), "directory", "notices", page_size=1)
    whole = cast.pull("member", cast.log(), "directory", "notices", cast.log("chua"))

    assert "digests" not in cut
    assert whole["digests"].keys() == {cast.log(), "directory", "notices"}


def test_a_digest_is_a_count_and_sixteen_hex_digits(cast: Cast) -> None:
    digests = cast.pull("member", cast.log(), "directory", "notices")["digests"]

    assert digests[cast.log()] == [0, "0" * 16]
    count, xor = digests["directory"]
    assert count == 1 + len(cast.groups) + len(cast.members)
    assert len(xor) == 16


def test_revoking_and_granting_again_ends_with_a_whole_copy(cast: Cast) -> None:
    created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    leave_group(cast, "mate")
    phone.sync()
    created(cast)

    come_back(cast, "mate")
    phone.sync()

    assert len([r for r in phone.disk.stores["shown"].values() if r["kind"] == "patrol"]) == 2
    assert phone.reports == []


def test_a_copy_that_differs_is_dropped_and_pulled_anew(cast: Cast) -> None:
    record = created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    with phone.disk.transaction() as to:
        to.delete("shown", record["record_id"])

    phone.sync()
    phone.sync()

    assert phone.reports == [f"mismatch: {cast.log()}"]
    assert phone.view(record["record_id"]) is not None


def test_the_settings_of_the_commune_are_a_record_like_any_other(cast: Cast) -> None:
    copy = Copy(cast, "member")
    copy.pull()

    cast.push("chief", change(cast, "chief", cast.commune_id, {"closed_until": "2026-11-14"}))

    assert copy.pull()["digests"] == copy.digests()
    assert copy.rows[cast.commune_id]["content"]["closed_until"] == "2026-11-14"
