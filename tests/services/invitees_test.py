"""Whom a command invites."""

from typing import Any

import pytest

from server.db import transaction
from server.errors import Problem
from server.models import Device
from server.services.directory import create_records
from server.services.invitees import Choice, choose_all, choose_named
from tests.cast import Cast


def add_member(cast: Cast, name: str, group: str = "dong", **content: Any) -> str:
    member_id = cast.id()
    whole = {
        "account": cast.id(),
        "group": cast.groups[group],
        "role": "to_vien",
        "name": name,
        "status": "dang_tham_gia",
        **content,
    }
    parts, chief = cast.parts, cast.people["chief"]
    with transaction(write=True) as session:
        draft = ("member", member_id, whole)
        create_records(session, parts.kinds, parts.outside, cast.commune_id, chief, [draft])
    return member_id


def named(cast: Cast, *names: str) -> Choice:
    with transaction(write=False) as session:
        return choose_named(session, cast.commune_id, names)


def everybody(cast: Cast, group: str | None = None) -> Choice:
    with transaction(write=False) as session:
        return choose_all(session, cast.commune_id, group)


def test_a_person_may_be_named_by_name_or_id(cast: Cast) -> None:
    member_id = add_member(cast, "Nguyễn Văn Hòa")

    by_name, by_id = named(cast, "nguyễn văn HOÀ"), named(cast, member_id)

    assert by_name == by_id
    assert [(one.name, one.place) for one in by_id.invitees] == [("Nguyễn Văn Hòa", "Tổ dong")]


def test_an_unknown_name_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem) as refused:
        named(cast, "Không Ai")

    assert refused.value.code == "member.unknown"


def test_a_name_that_two_people_share_is_refused_with_their_ids(cast: Cast) -> None:
    ids = {add_member(cast, "Nguyễn Văn An"), add_member(cast, "Nguyễn Văn An", "chua")}

    with pytest.raises(Problem) as refused:
        named(cast, "Nguyễn Văn An")

    assert refused.value.code == "member.name_shared"
    assert set(refused.value.details["member_ids"]) == ids  # type: ignore[call-overload]


def test_a_person_of_two_groups_is_invited_once_with_both_groups(cast: Cast) -> None:
    account_id = cast.id()
    add_member(cast, "Nguyễn Văn An", account=account_id)
    add_member(cast, "Nguyễn Văn An", "chua", account=account_id)

    [one] = named(cast, "Nguyễn Văn An").invitees

    assert set(one.place.split(", ")) == {"Tổ dong", "Tổ chua"}


def test_all_are_those_who_have_no_phone_yet(cast: Cast) -> None:
    add_member(cast, "Nguyễn Văn An")
    add_member(cast, "Trần Bình", "chua")
    add_member(cast, "Ông Cũ", status="da_nghi")

    choice = everybody(cast)

    assert {one.name for one in choice.invitees} == {"Nguyễn Văn An", "Trần Bình"}
    assert choice.passed_over == len(cast.members)


def test_who_has_only_a_phone_out_of_service_has_none(cast: Cast) -> None:
    with transaction(write=True) as session:
        session.get_one(Device, cast.devices["member"]).state = "stolen"

    assert [one.name for one in everybody(cast).invitees] == ["member"]


def test_a_group_is_its_own_people(cast: Cast) -> None:
    add_member(cast, "Nguyễn Văn An")
    add_member(cast, "Trần Bình", "chua")

    assert [one.name for one in everybody(cast, "tổ CHUA").invitees] == ["Trần Bình"]


def test_people_of_the_office_are_passed_over(cast: Cast) -> None:
    add_member(cast, "chief", account=cast.people["chief"])

    assert everybody(cast).invitees == []


def test_an_unknown_group_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem) as refused:
        everybody(cast, "Tổ lạ")

    assert refused.value.code == "group.unknown"
