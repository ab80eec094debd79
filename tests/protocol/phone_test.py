"""The phone's side of the protocol: the reference phone on a line that fails."""

import json
from typing import Any

import pytest
from sqlalchemy import event, select

from reference.disk import DiskFullError
from server.db import db
from server.models import Mutation
from tests.cast import Cast
from tests.protocol.acts import TEXT, created
from tests.protocol.phones import (
    cut_reply,
    forbid_by_portal,
    lose_reply,
    lose_request,
    open_phone,
    show_portal,
    start_patrol,
    strip_headers,
)

FAULTS = (lose_request, lose_reply, cut_reply, strip_headers, show_portal, forbid_by_portal)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_answer_of_ours_touches_nothing_and_the_next_try_ends_whole(
    cast: Cast, clock: Any, fault: Any
) -> None:
    phone, line = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    before = phone.disk.copy().stores
    line.faults.append(fault)

    phone.exchange()

    assert phone.disk.stores == before
    assert phone.state_of(saved["id"]) == "saved"
    assert phone.paused is None
    clock.advance(minutes=20)
    phone.sync()
    assert phone.state_of(saved["id"]) == "applied"
    assert len(cast.pull("mate", cast.log())["records"]) == 1


def test_a_batch_over_a_limit_is_halved_until_the_one_is_found(cast: Cast) -> None:
    phone, line = open_phone(cast, "member")
    phone.sync()
    good = [start_patrol(cast, phone) for _ in range(7)]
    huge = phone.mutation(
        "create", cast.id(), stream=cast.log(), kind="patrol", content={TEXT: "a" * 70_000}
    )
    phone.save(huge)
    good += [start_patrol(cast, phone) for _ in range(4)]

    phone.sync()

    assert {phone.state_of(one["id"]) for one in good} == {"applied"}
    assert phone.state_of(huge["id"]) == "aside"
    assert line.sent < 20


def test_what_is_set_aside_is_tried_daily(cast: Cast, clock: Any) -> None:
    phone, line = open_phone(cast, "member")
    phone.sync()
    phone.save({**phone.mutation("create", cast.id(), stream=cast.log(), kind="patrol"), "id": "x"})
    phone.sync()
    sent = line.sent

    phone.sync()
    assert phone.build_request()[1]["mutations"] == []
    clock.advance(days=1, seconds=1)

    assert [one["id"] for one in phone.build_request()[1]["mutations"]] == ["x"]
    assert line.sent == sent + 1


def test_what_is_refused_one_by_one_is_told_and_the_rest_goes_on(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    denied = [
        phone.act("create", cast.id(), stream=stream, kind=kind, content={})
        for stream, kind in ((cast.log("chua"), "patrol"), ("directory", "area"))
    ]
    good = start_patrol(cast, phone)

    phone.sync()

    assert [phone.state_of(one["id"]) for one in denied] == ["held", "held"]
    codes = [phone.disk.stores["retained"][one["id"]]["result"]["code"] for one in denied]
    assert codes == ["OUT_OF_SCOPE", "READ_ONLY"]
    assert phone.state_of(good["id"]) == "applied"


def test_a_page_that_does_not_fit_on_the_phone_changes_nothing_of_it(cast: Cast) -> None:
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    record = created(cast)
    before = phone.disk.copy().stores
    check, phone.disk._check = phone.disk._check, full

    with pytest.raises(DiskFullError):
        phone.exchange()

    assert phone.disk.stores == before
    phone.disk._check = check
    phone.sync()
    assert phone.view(record["record_id"]) is not None


def test_what_is_saved_while_a_push_runs_is_an_edit_of_it_and_no_second_create(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    turn, request = phone.build_request()
    reply = cast.exchange("member", **request)
    edit = phone.act("edit", saved["record_id"], content={TEXT: "Đủ"})

    phone.receive(turn, request, reply)
    phone.sync()

    assert (edit["act"], edit["base"]) == ("edit", saved["id"])
    assert phone.state_of(edit["id"]) == "applied"
    assert len(cast.pull("mate", cast.log())["records"]) == 1


def test_an_edit_that_overtakes_its_create_waits_and_is_told_late(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    create = cast.create("member")
    edit = cast.edit("member", create, {TEXT: "a"})
    phone.save(edit)
    phone.sync()
    assert phone.state_of(edit["id"]) == "held"

    cast.push("member", create)
    phone.sync()

    assert phone.state_of(edit["id"]) == "applied"


@pytest.mark.parametrize("broken", ["INSERT INTO mutation", "SELECT"])
def test_a_push_or_a_pull_that_fails_is_made_up_for_by_the_next(
    cast: Cast, clock: Any, broken: str
) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    other = created(cast, "mate")
    saved = start_patrol(cast, phone)

    def fail(_c: Any, _cursor: Any, text: str, *_rest: Any) -> None:
        if text.startswith(broken) and ("mutation" in text or "departure" in text):
            raise RuntimeError("the disk is broken")

    event.listen(db.engine, "before_cursor_execute", fail)
    phone.exchange()
    event.remove(db.engine, "before_cursor_execute", fail)
    clock.advance(minutes=20)
    phone.sync()

    assert phone.state_of(saved["id"]) == "applied"
    assert phone.view(other["record_id"]) is not None
    assert phone.reports == []


def test_a_phone_that_lost_all_it_had_is_filled_again(cast: Cast) -> None:
    records = [created(cast) for _ in range(3)]
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    phone.disk.erase()

    phone.sync()

    assert all(phone.view(one["record_id"]) for one in records)
    assert phone.reports == []


def test_an_outbox_of_an_older_app_is_sent_by_the_new_one_as_it_was(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    disk = phone.disk.copy()

    newer, _ = open_phone(cast, "member", disk)
    newer.sync()

    body = db.session.scalar(select(Mutation.body).where(Mutation.id == saved["id"]))
    assert json.loads(body or "null") == saved


@pytest.mark.parametrize("step", ["before sending", "before the reply", "after the reply"])
def test_a_phone_killed_at_any_step_loses_and_doubles_nothing(cast: Cast, step: str) -> None:
    phone, line = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    if step == "before the reply":
        line.faults.append(lose_reply)
    if step != "before sending":
        phone.exchange()

    revived, _ = open_phone(cast, "member", phone.disk.copy())
    revived.sync()

    assert revived.state_of(saved["id"]) == "applied"
    assert len(cast.pull("mate", cast.log())["records"]) == 1


def test_two_tabs_that_send_the_same_outbox_make_one(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    saved = start_patrol(cast, phone)
    tab, _ = open_phone(cast, "member", phone.disk)
    turn, request = tab.build_request()
    reply = cast.exchange("member", **request)

    phone.sync()

    assert tab.receive(turn, request, reply) is False
    assert phone.state_of(saved["id"]) == "applied"
    assert len(cast.pull("mate", cast.log())["records"]) == 1


def test_a_verdict_that_is_not_yet_pulled_stays_on_the_screen(cast: Cast) -> None:
    phone, _ = open_phone(cast, "member")
    phone.sync()
    for _ in range(3):
        cast.push("mate", cast.create("mate"))
    saved = start_patrol(cast, phone, handover_text="Đủ")
    turn, request = phone.build_request()
    reply = cast.exchange("member", **{**request, "page_size": 1})

    phone.receive(turn, request, reply)

    assert saved["record_id"] not in phone.disk.stores["shown"]
    shown = phone.view(saved["record_id"])
    assert shown is not None
    assert shown["content"][TEXT] == "Đủ"
    phone.sync()
    assert phone.disk.stores["shown"][saved["record_id"]]["content"][TEXT] == "Đủ"


def test_the_phone_shows_its_own_last_word_and_the_server_decides(cast: Cast) -> None:
    record = created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    cast.push("member", cast.edit("member", record, {TEXT: "a"}))
    phone.act("edit", record["record_id"], content={TEXT: "b"})
    before = phone.view(record["record_id"])
    assert before is not None
    assert before["content"][TEXT] == "b"

    phone.sync()

    after = phone.view(record["record_id"])
    assert after is not None
    assert (after["content"][TEXT], after["siblings"][0]["value"]) == ("a", "b")


def full() -> None:
    raise DiskFullError("no room")


def test_an_odd_access_log_entry_never_stops_what_people_wrote(cast: Cast) -> None:
    phone, _ = open_phone(cast, "officer")
    phone.sync()
    entry = {"id": "no-id", "at": "x", "action": "xem", "object_type": "record"}
    with phone.disk.transaction() as to:
        to.put("access_log", "no-id", {"entry": entry, "acknowledged": False})
    record = cast.create("member")
    cast.push("member", record)
    phone.sync()
    said = phone.act("note", record["record_id"], content={"type": "remark", "text": "Đã xem"})

    phone.sync()

    assert phone.state_of(said["id"]) == "applied"
    assert phone.disk.stores["access_log"]["no-id"]["entry"] == entry
