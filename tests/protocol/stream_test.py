"""Streams: nobody receives what is not his, and loses the copy of what is revoked."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.protocol.acts import (
    TEXT,
    Json,
    act,
    change,
    come_back,
    created,
    leave_group,
    remove,
)
from tests.protocol.copies import Copy
from tests.protocol.phones import lose_reply, open_phone, start_patrol


def patrols_on(phone: Any) -> set[str]:
    rows = phone.disk.stores["shown"].values()
    return {row["id"] for row in rows if row["kind"] == "patrol"}


@pytest.mark.parametrize("who", ["member", "mediator", "outsider", "viewer", "administrator"])
def test_nobody_receives_a_record_outside_his_streams(cast: Cast, who: str) -> None:
    make_one_everywhere(cast)
    streams = cast.exchange("officer")["streams"]
    granted = cast.exchange(who)["streams"]

    reply = cast.pull(who, *streams)

    assert {row["stream"] for row in reply["records"]} <= granted.keys()


def test_a_groups_streams_exist_once_its_record_is_judged(cast: Cast) -> None:
    group_id = cast.id()
    patrol = cast.create("officer", stream=f"log:{group_id}")
    assert cast.verdicts("officer", patrol) == ["OUT_OF_SCOPE"]

    group = cast.create(
        "chief", group_id, stream="directory", kind="group", content={"name": "Tổ mới"}
    )
    cast.push("chief", group)

    assert {f"log:{group_id}", f"mediation:{group_id}"} <= cast.exchange("officer")[
        "streams"
    ].keys()


def test_a_group_that_is_edited_keeps_its_streams_and_what_lies_in_them(cast: Cast) -> None:
    patrol = created(cast)
    renamed = change(cast, "chief", cast.groups["dong"], {"name": "Tổ thôn Đông"})

    assert cast.verdicts("chief", renamed) == ["applied"]

    assert cast.log("dong") in cast.exchange("member")["streams"]
    copy = Copy(cast, "leader")
    copy.pull()
    assert patrol["record_id"] in copy.rows


def test_a_group_its_member_and_his_first_patrol_may_come_in_one_push_each(cast: Cast) -> None:
    group_id, member_id = cast.id(), cast.id()
    group = cast.create("chief", group_id, stream="directory", kind="group", content={"name": "M"})
    joined = {"account": cast.people["outsider"], "group": group_id, "role": "to_vien"}
    member = cast.create("chief", member_id, stream="directory", kind="member", content=joined)
    assert cast.verdicts("chief", group, member) == ["applied", "applied"]

    patrol = cast.create("outsider", stream=f"log:{group_id}")

    assert cast.verdicts("outsider", patrol) == ["applied"]


def test_a_newly_granted_stream_is_pulled_from_its_start(cast: Cast) -> None:
    old = created(cast)
    phone, _ = open_phone(cast, "outsider")
    phone.sync()

    cast.push("chief", joining(cast, "outsider", "dong"))
    phone.sync()

    assert old["record_id"] in patrols_on(phone)
    assert phone.reports == []


def test_access_lost_by_one_path_and_kept_by_another_stays(cast: Cast) -> None:
    record = created(cast)
    second = joining(cast, "member", "dong")
    cast.push("chief", second)
    phone, _ = open_phone(cast, "member")
    phone.sync()

    leave_group(cast, "member")
    phone.sync()

    assert record["record_id"] in patrols_on(phone)
    assert cast.verdicts("member", cast.edit("member", record, {TEXT: "a"})) == ["applied"]


@pytest.mark.parametrize("how", ["left", "removed", "other group", "other account"])
def test_a_revoked_stream_takes_its_copy_with_it(cast: Cast, how: str) -> None:
    created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    assert patrols_on(phone)
    content: Json = {
        "left": {"status": "da_nghi"},
        "other group": {"group": cast.groups["chua"]},
        "other account": {"account": cast.id()},
    }.get(how, {})
    step = change(cast, "chief", cast.members["mate"], content)
    if how == "removed":
        member = {**step, "id": step["base"]}
        step = remove(cast, "chief", member)

    assert cast.verdicts("chief", step) == ["applied"]
    phone.sync()

    assert patrols_on(phone) == set()
    assert cast.log() not in phone.disk.stores["meta"]["cursors"]


def test_a_lost_reply_skips_no_revocation(cast: Cast) -> None:
    created(cast)
    phone, line = open_phone(cast, "mate")
    phone.sync()
    leave_group(cast, "mate")
    line.faults.append(lose_reply)
    phone.exchange()
    assert patrols_on(phone)

    phone.exchange()

    assert patrols_on(phone) == set()


def test_more_records_than_a_page_are_revoked_at_once(cast: Cast) -> None:
    for _ in range(6):
        cast.push("member", *(cast.create("member") for _ in range(100)))
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    assert len(patrols_on(phone)) == 600

    leave_group(cast, "mate")
    phone.exchange()

    assert patrols_on(phone) == set()


def test_a_phone_that_dies_while_leaving_is_whole_before_or_after(cast: Cast) -> None:
    created(cast)
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    leave_group(cast, "mate")
    before = phone.disk.copy()
    phone.exchange()

    revived, _ = open_phone(cast, "mate", before)
    assert patrols_on(revived)
    revived.sync()

    assert patrols_on(revived) == set()


def test_a_member_who_comes_back_has_all_of_it_once(cast: Cast) -> None:
    records = [created(cast) for _ in range(3)]
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    leave_group(cast, "mate")
    phone.sync()
    records.append(created(cast))

    come_back(cast, "mate")
    phone.sync()

    assert patrols_on(phone) == {one["record_id"] for one in records}
    assert phone.reports == []


def test_what_was_unsent_when_one_moved_is_kept_and_not_shown_as_accepted(cast: Cast) -> None:
    phone, _ = open_phone(cast, "mate")
    phone.sync()
    unsent = start_patrol(cast, phone)
    moved = change(cast, "chief", cast.members["mate"], {"group": cast.groups["chua"]})
    cast.push("chief", moved)

    phone.sync()

    assert phone.state_of(unsent["id"]) == "held"
    assert phone.view(unsent["record_id"]) is not None
    assert unsent["id"] in phone.disk.stores["retained"]
    assert unsent["record_id"] not in Copy(cast, "leader").rows


def test_a_setting_withdraws_the_desk_from_mediations_and_gives_them_back(cast: Cast) -> None:
    case = cast.create("mediator", stream=cast.mediation(), kind="mediation", content={})
    cast.push("mediator", case)
    private = change(cast, "chief", cast.commune_id, {"desk_reads_mediations": False})
    cast.push("chief", private)

    assert cast.mediation() not in cast.exchange("officer")["streams"]
    assert cast.pull("officer", cast.mediation())["records"] == []
    again = change(cast, "chief", cast.commune_id, {"desk_reads_mediations": None})
    cast.push("chief", again)
    assert [r["id"] for r in cast.pull("officer", cast.mediation())["records"]] == [
        case["record_id"]
    ]


def test_two_communes_share_nothing(cast: Cast, new_cast: Any) -> None:
    other = new_cast("Danh Thắng")
    record = created(cast)

    assert other.pull("officer", cast.log())["records"] == []
    stolen = other.create("officer", record["record_id"], stream=cast.log())
    assert other.verdicts("officer", stolen) == ["OUT_OF_SCOPE"]
    same_id = {**other.create("member"), "id": record["id"], "record_id": record["record_id"]}
    assert other.verdicts("member", same_id) == ["applied"]
    assert cast.record("member", record["record_id"])["person"] == cast.people["member"]


def test_one_who_only_reads_still_pulls_all_that_is_his(cast: Cast) -> None:
    record = created(cast)
    copy = Copy(cast, "viewer")

    reply = copy.pull()

    assert record["record_id"] in copy.rows
    assert copy.digests() == reply["digests"]


def joining(cast: Cast, who: str, group: str) -> Json:
    content = {"account": cast.people[who], "group": cast.groups[group], "role": "to_vien"}
    return cast.create("chief", stream="directory", kind="member", content=content)


def make_one_everywhere(cast: Cast) -> None:
    case: Json = {"kind": "mediation", "content": {}}
    cast.push(
        "leader", cast.create("leader"), cast.create("leader", stream=cast.mediation(), **case)
    )
    far = {"stream": cast.log("chua")}
    cast.push("outsider", cast.create("outsider", **far), cast.create("outsider"))
    cast.push("outsider", cast.create("outsider", stream=cast.mediation("chua"), **case))
    held = act(cast, "member", "edit", cast.create("member"), base=cast.id())
    cast.push("member", held)
