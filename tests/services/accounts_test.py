"""Accounts: user names are one person's, and a new password ends what was before."""

import pytest
from sqlalchemy import select

from server.db import driver_of, transaction
from server.errors import Problem
from server.models import AccessEntry, Account, Membership
from server.services.accounts import create_officer, find_account, reset_password
from server.services.posts import OFFICE_POSTS
from server.services.tokens import find_caller
from tests.cast import Cast
from tests.conftest import HeldWorld


def add(cast: Cast, user_name: str = "le.son", post: str = "officer") -> str:
    with transaction(write=True) as session:
        return create_officer(
            session,
            cast.parts.outside,
            cast.commune_id,
            name="Lê Văn Sơn",
            user_name=user_name,
            password_hash="$argon2id$…",
            post=post,
        ).id


@pytest.mark.parametrize("post", OFFICE_POSTS)
def test_an_officer_has_a_post(cast: Cast, post: str) -> None:
    account_id = add(cast, post=post)

    with transaction(write=False) as session:
        assert session.get_one(Membership, (cast.commune_id, account_id)).post == post


@pytest.mark.parametrize("post", ["member", "king", ""])
def test_another_post_is_refused(cast: Cast, post: str) -> None:
    with pytest.raises(Problem) as refused:
        add(cast, post=post)

    assert refused.value.code == "account.post_unknown"


@pytest.mark.parametrize("user_name", ["le.son", "LE.SON", " Le.Son "])
def test_a_user_name_is_taken_however_it_is_written(cast: Cast, user_name: str) -> None:
    add(cast)

    with pytest.raises(Problem) as refused:
        add(cast, user_name)

    assert refused.value.code == "account.name_taken"


def test_a_new_account_is_written_to_the_access_log(cast: Cast) -> None:
    account_id = add(cast)

    with transaction(write=False) as session:
        entry = session.scalars(select(AccessEntry)).one()
        assert (entry.action, entry.object_type, entry.object_id) == ("tao", "account", account_id)


def test_a_new_password_ends_every_session(cast: Cast, clock: HeldWorld) -> None:
    with transaction(write=True) as session:
        session.get_one(Account, cast.people["officer"]).user_name = "can.bo"

    with transaction(write=True) as session:
        reset_password(session, cast.parts.outside, "can.bo", "$argon2id$new")

    with transaction(write=False) as session:
        account = find_account(session, "Can.Bo")
        assert account is not None
        assert account.password_hash == "$argon2id$new"
        with pytest.raises(Problem):
            find_caller(driver_of(session), cast.tokens["officer"], clock.time)
        others = find_caller(driver_of(session), cast.tokens["chief"], clock.time)
        assert others.account_id == cast.people["chief"]


def test_an_unknown_user_name_has_no_password(cast: Cast) -> None:
    with transaction(write=True) as session, pytest.raises(Problem) as refused:
        reset_password(session, cast.parts.outside, "nobody", "$argon2id$new")

    assert refused.value.code == "account.unknown"
    assert refused.value.details == {"user_name": "nobody"}
