"""Signing in by password: read, checked outside of any transaction, then let in."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from server.db import driver_of, transaction
from server.errors import Problem
from server.models import Account
from server.services import accounts, passwords, sign_in
from server.services.devices import Install
from server.services.tokens import find_caller
from tests.cast import Cast
from tests.conftest import HeldWorld

PASSWORD = "mật khẩu đủ dài"


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        work()
    return refused.value.code


@pytest.fixture
def phone(cast: Cast) -> Install:
    return Install(cast.id(), "Máy tính trực ban")


class TestPassword:
    """An officer signs in by what was checked outside of the transaction."""

    @pytest.fixture
    def account_id(self, cast: Cast) -> str:
        with transaction(write=True) as session:
            return accounts.create_officer(
                session,
                cast.parts.outside,
                cast.commune_id,
                name="Lê Văn Sơn",
                user_name="le.son",
                password_hash=passwords.hash_password(PASSWORD),
                post="officer",
            ).id

    def test_the_user_name_may_be_typed_in_capitals(self, account_id: str) -> None:
        with transaction(write=False) as session:
            known = sign_in.read_password(session, " Le.Son ", is_demo=False)

        assert known is not None
        assert known.account_id == account_id

    def test_a_session_lasts_twelve_hours(
        self, cast: Cast, account_id: str, phone: Install, clock: HeldWorld
    ) -> None:
        with transaction(write=True) as session:
            known = sign_in.read_password(session, "le.son", is_demo=False)
            assert known is not None
            token = sign_in.by_checked_password(session, cast.parts.outside, known, phone).token
        clock.advance(hours=11, minutes=59)

        with transaction(write=False) as session:
            caller = find_caller(driver_of(session), token, clock.time)
            late = clock.time + timedelta(minutes=1)
            ended = refusal(lambda: find_caller(driver_of(session), token, late))

        assert (caller.account_id, caller.by_cookie) == (account_id, True)
        assert ended == "sign_in.needed"

    def test_a_password_changed_during_the_check_is_wrong(
        self, cast: Cast, account_id: str, phone: Install
    ) -> None:
        with transaction(write=True) as session:
            known = sign_in.read_password(session, "le.son", is_demo=False)
            assert known is not None
            accounts.reset_password(
                session, cast.parts.outside, "le.son", passwords.hash_password("một cái khác")
            )

        with transaction(write=True) as session:
            code = refusal(
                lambda: sign_in.by_checked_password(session, cast.parts.outside, known, phone)
            )

        assert code == "sign_in.wrong"

    @pytest.mark.parametrize("user_name", ["nobody", "member", "", "le.son\u0130"])
    def test_nobody_else_has_a_password(self, account_id: str, user_name: str) -> None:
        with transaction(write=False) as session:
            assert sign_in.read_password(session, user_name, is_demo=False) is None

    def test_a_demo_officer_has_none_on_a_real_server(self, account_id: str) -> None:
        with transaction(write=True) as session:
            session.get_one(Account, account_id).is_demo = True

        with transaction(write=False) as session:
            assert sign_in.read_password(session, "le.son", is_demo=False) is None
            assert sign_in.read_password(session, "le.son", is_demo=True) is not None
