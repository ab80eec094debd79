"""Fixed codes: for demo accounts, on a demo server, nowhere else."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from server.db import transaction
from server.errors import Problem
from server.models import Invitation
from server.services import accounts
from server.services.invitations import Invited, demo_secret, invite_with_code
from tests.cast import Cast

KEY = b"k" * 32


class TestDemo:
    """Fixed codes, for demo accounts on a demo server."""

    def give(self, cast: Cast, *, is_demo_server: bool, is_demo_account: bool) -> Invited:
        config = replace(cast.parts.config, demo=is_demo_server)
        outside = cast.parts.outside
        with transaction(write=True) as session:
            account = accounts.create_member(
                session,
                outside,
                cast.commune_id,
                account_id=cast.id(),
                name="Bác Demo",
                is_demo=is_demo_account,
            )
            return invite_with_code(
                session, outside, config, KEY, cast.commune_id, account.id, "111111"
            )

    def test_a_demo_gives_the_code_it_is_told(self, cast: Cast) -> None:
        invited = self.give(cast, is_demo_server=True, is_demo_account=True)

        assert (invited.code, invited.secret) == ("111111", demo_secret("111111"))

    def test_giving_it_again_moves_it(self, cast: Cast) -> None:
        self.give(cast, is_demo_server=True, is_demo_account=True)

        second = self.give(cast, is_demo_server=True, is_demo_account=True)

        with transaction(write=False) as session:
            rows = session.scalars(select(Invitation)).all()
            assert [row.account_id for row in rows] == [second.account_id]

    @pytest.mark.parametrize(
        ("is_demo_server", "is_demo_account"), [(False, True), (True, False), (False, False)]
    )
    def test_no_fixed_code_exists_outside_of_the_demo(
        self, cast: Cast, is_demo_server: bool, is_demo_account: bool
    ) -> None:
        with pytest.raises(Problem) as refused:
            self.give(cast, is_demo_server=is_demo_server, is_demo_account=is_demo_account)

        assert refused.value.code == "demo.only"
