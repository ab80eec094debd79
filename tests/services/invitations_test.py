"""Invitations: who may hand them out, to whom, and what stands in the table."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.db import transaction
from server.errors import Problem
from server.models import AccessEntry, Account, Invitation, Membership
from server.services import devices
from server.services.directory import create_records
from server.services.invitations import (
    Invited,
    hash_code,
    hash_secret,
    invite,
    link,
)
from server.services.tokens import Caller
from tests.cast import Cast
from tests.conftest import START, HeldWorld

KEY = b"k" * 32


def caller(cast: Cast, who: str, device_state: str = "active") -> Caller:
    return Caller(cast.people[who], cast.devices[who], cast.id(), device_state, False, "")


def invite_member(cast: Cast, member_id: str, by: Caller | None) -> Invited:
    with transaction(write=True) as session:
        return invite(session, cast.parts.outside, KEY, cast.commune_id, member_id, invited_by=by)


def refusal(cast: Cast, member_id: str, by: Caller | None) -> Problem:
    with pytest.raises(Problem) as refused:
        invite_member(cast, member_id, by)
    return refused.value


def add_member(cast: Cast, **content: Any) -> str:
    """Write one more member record of the first group."""
    member_id = cast.id()
    whole = {
        "account": cast.id(),
        "group": cast.groups["dong"],
        "role": "to_vien",
        "name": "Ông Mới",
        "status": "dang_tham_gia",
        **content,
    }
    with transaction(write=True) as session:
        create_records(
            session,
            cast.parts.kinds,
            cast.parts.outside,
            cast.commune_id,
            cast.people["chief"],
            [("member", member_id, whole)],
        )
    return member_id


def test_an_invitation_has_six_digits_a_long_secret_and_48_hours(cast: Cast) -> None:
    invited = invite_member(cast, cast.members["member"], None)

    assert len(invited.code) == 6
    assert invited.code.isdigit()
    assert len(invited.secret) == 22
    assert invited.expires_at == START + timedelta(hours=48)


def test_neither_digits_nor_secret_stand_in_the_table(cast: Cast) -> None:
    invited = invite_member(cast, cast.members["member"], None)

    with transaction(write=False) as session:
        row = session.scalars(select(Invitation)).one()
        kept = str(vars(row))

    assert row.code_hmac == hash_code(KEY, invited.code) != hash_code(b"x" * 32, invited.code)
    assert row.link_hash == hash_secret(invited.secret)
    assert invited.secret not in kept


def test_a_member_without_an_account_gets_one_with_the_id_and_name_of_the_record(
    cast: Cast,
) -> None:
    account_id = cast.id()
    member_id = add_member(cast, account=account_id, name="Ông Mới")

    invite_member(cast, member_id, None)

    with transaction(write=False) as session:
        account = session.get_one(Account, account_id)
        post = session.get_one(Membership, (cast.commune_id, account_id)).post
        assert (account.name, account.password_hash, post) == ("Ông Mới", None, "member")


@pytest.mark.parametrize("who", ["officer", "chief", "administrator"])
def test_the_desk_may_invite_any_member(cast: Cast, who: str) -> None:
    assert invite_member(cast, cast.members["outsider"], caller(cast, who)).code


def test_a_leader_may_invite_the_own_group(cast: Cast) -> None:
    assert invite_member(cast, cast.members["member"], caller(cast, "leader")).code


@pytest.mark.parametrize(
    ("who", "whom"),
    [("leader", "outsider"), ("outsider", "member"), ("member", "mate"), ("mediator", "mate")],
)
def test_others_may_not_invite(cast: Cast, who: str, whom: str) -> None:
    assert refusal(cast, cast.members[whom], caller(cast, who)).code == "rights.missing"


def test_a_leader_can_not_undo_the_lock_of_the_desk_with_a_new_code(cast: Cast) -> None:
    officer, leader = caller(cast, "officer"), caller(cast, "leader")
    device_id = cast.devices["member"]
    with transaction(write=True) as session:
        devices.change_state(
            session,
            cast.parts.outside,
            cast.commune_id,
            officer,
            device_id,
            state=devices.LOCKED,
            reason="mất máy",
        )

    assert refusal(cast, cast.members["member"], leader).code == "rights.missing"
    assert invite_member(cast, cast.members["member"], officer).code


def test_a_viewer_may_not_invite(cast: Cast) -> None:
    problem = refusal(cast, cast.members["member"], caller(cast, "viewer"))

    assert problem.code == "rights.missing"


def test_a_leader_who_left_may_not_invite(cast: Cast) -> None:
    account_id = cast.id()
    place = {"account": account_id, "role": "to_pho"}
    member_id = add_member(cast, **place)
    invite_member(cast, member_id, None)
    deputy = Caller(account_id, cast.id(), cast.id(), "active", False, "")
    assert invite_member(cast, cast.members["member"], deputy).code

    revision = cast.record("chief", member_id)["revision"]
    seen = {"id": revision, "record_id": member_id, "stream": "directory", "kind": "member"}
    leaving = cast.edit("chief", seen, {"status": "da_nghi"}, saw={"status": "dang_tham_gia"})
    assert cast.verdicts("chief", leaving) == ["applied"]

    assert refusal(cast, cast.members["member"], deputy).code == "rights.missing"


def test_a_leader_gets_no_code_for_somebody_who_is_in_another_group_too(cast: Cast) -> None:
    both = add_member(cast, account=cast.people["outsider"], name="outsider")

    problem = refusal(cast, both, caller(cast, "leader"))

    assert problem.code == "rights.missing"
    assert invite_member(cast, both, caller(cast, "officer")).code


def test_nobody_gets_a_code_for_an_account_of_the_office(cast: Cast) -> None:
    chiefs = add_member(cast, account=cast.people["chief"], name="chief")

    problem = refusal(cast, chiefs, caller(cast, "officer"))

    assert problem.code == "member.not_invitable"


def test_nobody_gets_a_code_for_an_account_with_a_password(cast: Cast) -> None:
    with transaction(write=True) as session:
        session.get_one(Account, cast.people["member"]).password_hash = "$argon2id$…"

    problem = refusal(cast, cast.members["member"], caller(cast, "officer"))

    assert problem.code == "member.not_invitable"


def test_nobody_gets_a_code_for_an_account_of_another_commune(cast: Cast, new_cast: Any) -> None:
    other = new_cast("Đông Lỗ")
    stolen = add_member(cast, account=other.people["member"])

    problem = refusal(cast, stolen, caller(cast, "officer"))

    assert problem.code == "member.not_invitable"


def test_an_officer_of_another_commune_is_a_stranger(cast: Cast, new_cast: Any) -> None:
    other = new_cast("Đông Lỗ")

    problem = refusal(cast, cast.members["member"], caller(other, "officer"))

    assert problem.code == "commune.not_yours"


def test_a_member_who_left_is_not_invited(cast: Cast) -> None:
    gone = add_member(cast, status="da_nghi")

    assert refusal(cast, gone, None).code == "member.not_invitable"


def test_a_member_record_without_an_account_is_not_invited(cast: Cast) -> None:
    assert refusal(cast, add_member(cast, account=None), None).code == "member.not_invitable"


def test_a_group_is_no_member(cast: Cast) -> None:
    assert refusal(cast, cast.groups["dong"], None).code == "member.unknown"


def test_a_retired_phone_may_not_invite(cast: Cast) -> None:
    problem = refusal(cast, cast.members["member"], caller(cast, "officer", devices.RETIRED))

    assert problem.code == "rights.missing"


def test_a_new_invitation_ends_the_one_before(cast: Cast) -> None:
    first = invite_member(cast, cast.members["member"], None)
    others = invite_member(cast, cast.members["mate"], None)

    second = invite_member(cast, cast.members["member"], None)

    with transaction(write=False) as session:
        is_open = {
            row.code_hmac: row.expires_at > START for row in session.scalars(select(Invitation))
        }
    assert not is_open[hash_code(KEY, first.code)]
    assert is_open[hash_code(KEY, second.code)]
    assert is_open[hash_code(KEY, others.code)]


def test_two_open_invitations_never_have_the_same_digits(cast: Cast) -> None:
    numbers = iter([7, 7, 8])
    chance = cast.parts.outside.random_bytes

    def random_bytes(count: int) -> bytes:
        return next(numbers).to_bytes(8, "big") if count == 8 else chance(count)

    outside = replace(cast.parts.outside, random_bytes=random_bytes)
    codes = []
    for who in ("member", "mate"):
        with transaction(write=True) as session:
            invited = invite(
                session, outside, KEY, cast.commune_id, cast.members[who], invited_by=None
            )
            codes.append(invited.code)

    assert codes == ["000007", "000008"]


def test_the_digits_of_an_expired_invitation_may_come_again(cast: Cast, clock: HeldWorld) -> None:
    chance = cast.parts.outside.random_bytes
    outside = replace(
        cast.parts.outside,
        random_bytes=lambda count: (7).to_bytes(8, "big") if count == 8 else chance(count),
    )
    codes = []
    for who in ("member", "mate"):
        with transaction(write=True) as session:
            invited = invite(
                session, outside, KEY, cast.commune_id, cast.members[who], invited_by=None
            )
            codes.append(invited.code)
        clock.advance(hours=48)

    assert codes == ["000007", "000007"]


def test_an_invitation_is_written_to_the_access_log(cast: Cast) -> None:
    invite_member(cast, cast.members["member"], caller(cast, "officer"))

    with transaction(write=False) as session:
        entry = session.scalars(select(AccessEntry)).one()
        seen = (entry.person, entry.action, entry.object_type, entry.object_id)

    assert seen == (cast.people["officer"], "tao", "invitation", cast.members["member"])


def test_the_link_holds_the_secret_behind_the_hash(cast: Cast) -> None:
    at_home = replace(cast.parts.config, port=8123)
    public = replace(at_home, public_url="https://an-thon.example")

    assert link(at_home, "s3cret") == "http://localhost:8123/#/join/s3cret"
    assert link(public, "s3cret") == "https://an-thon.example/#/join/s3cret"
