"""The access log and the phone's health, which travel with an exchange."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import event, select

from server.db import db
from server.models import AccessEntry, Commune, Device
from tests.cast import Cast
from tests.protocol.acts import Json

CHAINED = ("action", "at", "device_id", "id", "number", "object_id", "object_type", "person",
           "reason")  # fmt: skip
HEALTH = {"pending": 3, "oldest_unsent": None, "quota_left": 10**9, "version": "0.1.0",
          "clock_offset_ms": -120}  # fmt: skip


def entry(cast: Cast, **parts: Any) -> Json:
    known = {"at": "2026-11-20T20:00:00+07:00", "action": "xem", "object_type": "patrol"}
    return {"id": cast.id(), **known, "object_id": cast.id(), "reason": None, **parts}


def entries() -> list[AccessEntry]:
    return list(db.session.scalars(select(AccessEntry).order_by(AccessEntry.number)))


def test_entries_are_kept_in_the_order_they_came_with_who_and_on_what(cast: Cast) -> None:
    sent = [entry(cast), entry(cast, action="xuat", reason="báo cáo tháng")]

    cast.exchange("officer", access_log=sent)

    kept = entries()
    assert [one.id for one in kept] == [one["id"] for one in sent]
    assert [one.number for one in kept] == [1, 2]
    assert {one.person for one in kept} == {cast.people["officer"]}
    assert {one.device_id for one in kept} == {cast.devices["officer"]}


def test_known_ids_are_ignored(cast: Cast) -> None:
    first = entry(cast)
    cast.exchange("officer", access_log=[first])

    cast.exchange("officer", access_log=[first, {**first, "action": "xoa"}, entry(cast)])

    assert [one.action for one in entries()] == ["xem", "xem"]


def test_the_chain_can_be_worked_out_from_the_rows(cast: Cast) -> None:
    for _ in range(3):
        cast.exchange("officer", access_log=[entry(cast), entry(cast)])
    chain = ""

    for one in entries():
        parts = {name: getattr(one, name) for name in CHAINED}
        chain = sha256(f"{chain}|{json.dumps(parts, sort_keys=True)}".encode()).hexdigest()
        assert one.chain == chain

    assert db.session.scalar(select(Commune.access_chain)) == chain


def test_new_entries_take_one_seq_so_that_a_server_without_them_is_noticed(cast: Cast) -> None:
    sent = [entry(cast), entry(cast)]
    before = int(cast.exchange("officer")["witness"].split(".")[0])

    seqs = [
        int(cast.exchange("officer", access_log=sent)["witness"].split(".")[0]) for _ in range(2)
    ]

    assert seqs == [before + 1, before + 1]


def test_a_hundred_entries_are_taken_and_one_more_is_refused(cast: Cast) -> None:
    body = {"protocol": 1, "mutations": [cast.create("officer")]}

    refused = cast.post("officer", {**body, "access_log": [entry(cast) for _ in range(101)]})

    assert (refused.status_code, refused.get_json()["code"]) == (400, "sync.access_log")
    assert entries() == []
    cast.exchange("officer", access_log=[entry(cast) for _ in range(100)])
    assert len(entries()) == 100


@pytest.mark.parametrize(
    "parts",
    [{"id": "x"}, {"id": None}, {"id": "x" * 300}, {"action": "a" * 21}, {"action": "\u0000"},
     {"at": 7}, {"object_id": "a\u0000b"}, {"object_type": None}, {"reason": "a" * 201}],
    ids=str,
)  # fmt: skip
def test_an_odd_entry_is_refused_with_nothing_stored(cast: Cast, parts: Json) -> None:
    body = {"protocol": 1, "access_log": [entry(cast), entry(cast, **parts)]}

    refused = cast.post("officer", body)

    assert (refused.status_code, refused.get_json()["code"]) == (400, "sync.access_log")
    assert entries() == []


def test_health_is_the_latest_only_and_written_every_ten_minutes(cast: Cast, clock: Any) -> None:
    cast.exchange("member", health=HEALTH)
    clock.advance(minutes=9, seconds=59)
    cast.exchange("member", health={**HEALTH, "pending": 4})
    assert health_of(cast)["pending"] == 3

    clock.advance(seconds=1)
    cast.exchange("member", health={**HEALTH, "pending": 5})

    assert health_of(cast)["pending"] == 5


def test_an_exchange_without_health_keeps_the_last(cast: Cast, clock: Any) -> None:
    cast.exchange("member", health=HEALTH)
    clock.advance(hours=1)

    cast.exchange("member")

    assert health_of(cast) == HEALTH


def test_health_that_cannot_be_written_never_fails_the_exchange(cast: Cast) -> None:
    patrol = cast.create("member")

    with broken("UPDATE device"):
        reply = cast.exchange("member", patrol, health=HEALTH)

    assert [one["verdict"] for one in reply["results"]] == ["applied"]
    assert db.session.get_one(Device, cast.devices["member"]).health is None


def test_the_desk_sees_the_health_of_a_phone(cast: Cast) -> None:
    cast.exchange("member", health=HEALTH)

    answer = cast.client.get(
        f"/api/communes/{cast.commune_id}/devices", headers=cast.headers("officer")
    )

    listed = answer.get_json()
    rows = listed["devices"] if isinstance(listed, dict) else listed
    mine = next(row for row in rows if row["id"] == cast.devices["member"])
    assert mine["health"] == HEALTH


def health_of(cast: Cast) -> Json:
    db.session.expire_all()
    health: Json = json.loads(db.session.get_one(Device, cast.devices["member"]).health or "{}")
    return health


@contextmanager
def broken(statement: str) -> Iterator[None]:
    """Let every statement that begins so fail."""

    def fail(_c: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if text.startswith(statement):
            raise RuntimeError("the disk is broken")

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)
