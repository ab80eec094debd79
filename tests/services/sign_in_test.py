"""Signing in: a code works once, whatever else happens around it."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, update

from server.db import driver_of, in_transaction, transaction
from server.errors import Problem
from server.models import Account, Device, Invitation, Membership, Token
from server.services import sign_in
from server.services.devices import Install
from server.services.invitations import NEVER, Invited, hash_code, hash_secret, invite
from server.services.sign_in import SignedIn
from server.services.tokens import find_caller
from tests.cast import Cast
from tests.conftest import HeldWorld

KEY = b"k" * 32


def invited(cast: Cast, who: str = "member") -> Invited:
    with transaction(write=True) as session:
        return invite(
            session, cast.parts.outside, KEY, cast.commune_id, cast.members[who], invited_by=None
        )


def use(cast: Cast, code: str, install: Install, *, is_demo: bool = False) -> SignedIn:
    with transaction(write=True) as session:
        return sign_in.by_code(session, cast.parts.outside, KEY, code, install, is_demo=is_demo)


def use_link(cast: Cast, secret: str, install: Install) -> SignedIn:
    with transaction(write=True) as session:
        return sign_in.by_link(session, cast.parts.outside, secret, install, is_demo=False)


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(Problem) as refused:
        work()
    return refused.value.code


@pytest.fixture
def phone(cast: Cast) -> Install:
    return Install(cast.id(), "Samsung A05")


@pytest.fixture
def other_phone(cast: Cast) -> Install:
    return Install(cast.id(), "Nokia C12")


def test_a_code_signs_its_person_in(cast: Cast, phone: Install, clock: HeldWorld) -> None:
    signed_in = use(cast, invited(cast).code, phone)

    with transaction(write=False) as session:
        caller = find_caller(driver_of(session), signed_in.token, clock.time)
    assert signed_in.account_id == caller.account_id == cast.people["member"]
    assert (caller.install_id, caller.by_cookie) == (phone.install_id, False)
    assert [(one.name, one.post) for one in signed_in.communes] == [("Lương Phong", "member")]


def test_a_code_works_once(cast: Cast, phone: Install, other_phone: Install) -> None:
    code = invited(cast).code
    use(cast, code, phone)

    assert refusal(lambda: use(cast, code, other_phone)) == "sign_in.used"


def test_a_link_works_once_and_uses_up_the_code(
    cast: Cast, phone: Install, other_phone: Install
) -> None:
    both = invited(cast)
    use_link(cast, both.secret, phone)

    assert refusal(lambda: use_link(cast, both.secret, other_phone)) == "sign_in.used"
    assert refusal(lambda: use(cast, both.code, other_phone)) == "sign_in.used"


def test_a_code_has_expired_after_48_hours(cast: Cast, phone: Install, clock: HeldWorld) -> None:
    code = invited(cast).code

    clock.advance(hours=48)

    assert refusal(lambda: use(cast, code, phone)) == "sign_in.expired"


def test_a_code_that_nobody_has_is_wrong(cast: Cast, phone: Install) -> None:
    code = invited(cast).code

    wrong = f"{(int(code) + 1) % 10**6:06}"

    assert refusal(lambda: use(cast, wrong, phone)) == "sign_in.wrong"


def test_digits_of_long_ago_are_any_digits(cast: Cast, phone: Install, clock: HeldWorld) -> None:
    code = invited(cast).code

    clock.advance(days=31)

    assert refusal(lambda: use(cast, code, phone)) == "sign_in.wrong"


def test_digits_that_two_open_invitations_share_are_nobodys(cast: Cast, phone: Install) -> None:
    code = invited(cast).code
    invited(cast, "mate")
    with transaction(write=True) as session:
        session.execute(update(Invitation).values(code_hmac=hash_code(KEY, code)))

    assert refusal(lambda: use(cast, code, phone)) == "sign_in.wrong"


def test_two_phones_at_once_get_one_sign_in(cast: Cast) -> None:
    code = invited(cast).code
    together, outcomes = Barrier(2), []

    def hurry(install: Install) -> None:
        together.wait()
        with cast.app.app_context():
            try:
                in_transaction(
                    lambda session: sign_in.by_code(
                        session, cast.parts.outside, KEY, code, install, is_demo=False
                    ),
                    lambda _s: None,
                )
                outcomes.append("in")
            except Problem as problem:
                outcomes.append(problem.code)

    threads = [Thread(target=hurry, args=[Install(cast.id())]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["in", "sign_in.used"]


class TestLostAnswer:
    """The code was used, but the phone never got the token."""

    def test_the_same_phone_may_ask_again(
        self, cast: Cast, phone: Install, clock: HeldWorld
    ) -> None:
        code = invited(cast).code
        first = use(cast, code, phone)
        clock.advance(minutes=9)

        again = use(cast, code, phone)

        assert again.device_id == first.device_id
        with transaction(write=False) as session:
            assert (
                find_caller(driver_of(session), again.token, clock.time).account_id
                == first.account_id
            )

    def test_the_token_that_was_lost_is_ended(
        self, cast: Cast, phone: Install, clock: HeldWorld
    ) -> None:
        code = invited(cast).code
        lost = use(cast, code, phone).token

        use(cast, code, phone)

        with transaction(write=False) as session:
            assert (
                refusal(lambda: find_caller(driver_of(session), lost, clock.time))
                == "sign_in.needed"
            )

    def test_after_ten_minutes_the_code_is_used(
        self, cast: Cast, phone: Install, clock: HeldWorld
    ) -> None:
        code = invited(cast).code
        use(cast, code, phone)

        clock.advance(minutes=11)

        assert refusal(lambda: use(cast, code, phone)) == "sign_in.used"

    def test_a_phone_locked_since_may_not(self, cast: Cast, phone: Install) -> None:
        code = invited(cast).code
        device_id = use(cast, code, phone).device_id
        with transaction(write=True) as session:
            session.get_one(Device, device_id).state = "locked"

        assert refusal(lambda: use(cast, code, phone)) == "sign_in.used"


def test_the_same_phone_keeps_its_row(cast: Cast, phone: Install) -> None:
    first = use(cast, invited(cast).code, phone)

    second = use(cast, invited(cast).code, phone)

    assert first.device_id == second.device_id


def test_two_people_on_one_phone_have_a_row_each(cast: Cast, phone: Install) -> None:
    first = use(cast, invited(cast, "member").code, phone)

    second = use(cast, invited(cast, "mate").code, phone)

    assert first.device_id != second.device_id


@pytest.mark.parametrize("state", ["locked", "retired", "stolen"])
def test_a_phone_out_of_service_gets_no_row_back(cast: Cast, phone: Install, state: str) -> None:
    first = use(cast, invited(cast).code, phone)
    with transaction(write=True) as session:
        session.get_one(Device, first.device_id).state = state

    second = use(cast, invited(cast).code, phone)

    assert second.device_id != first.device_id


def test_a_member_who_became_an_officer_gets_in_by_no_old_code(cast: Cast, phone: Install) -> None:
    code = invited(cast).code
    with transaction(write=True) as session:
        session.get_one(Membership, (cast.commune_id, cast.people["member"])).post = "officer"

    assert refusal(lambda: use(cast, code, phone)) == "sign_in.wrong"


def test_a_refused_sign_in_uses_nothing_up(cast: Cast, phone: Install) -> None:
    code = invited(cast).code
    with transaction(write=True) as session:
        session.get_one(Account, cast.people["member"]).is_demo = True
    refusal(lambda: use(cast, code, phone))

    with transaction(write=False) as session:
        invitation = session.scalars(select(Invitation)).one()
        tokens = session.scalar(
            select(func.count()).where(Token.account_id == cast.people["member"])
        )

    assert invitation.used_at is None
    assert tokens == 1  # the cast's own


class TestDemo:
    """Demo people: only where the demo is served; there, again and again."""

    @pytest.fixture
    def code(self, cast: Cast) -> str:
        with transaction(write=True) as session:
            session.get_one(Account, cast.people["officer"]).is_demo = True
            session.add(
                Invitation(
                    id=cast.id(),
                    commune_id=cast.commune_id,
                    account_id=cast.people["officer"],
                    invited_by="demo",
                    code_hmac=hash_code(KEY, "111111"),
                    link_hash=hash_secret("demo"),
                    created_at=cast.parts.outside.now(),
                    expires_at=NEVER,
                    is_demo=True,
                )
            )
        return "111111"

    def test_a_demo_code_works_twice_and_a_year_later(
        self, cast: Cast, code: str, phone: Install, other_phone: Install, clock: HeldWorld
    ) -> None:
        first = use(cast, code, phone, is_demo=True)
        clock.advance(days=365)

        second = use(cast, code, other_phone, is_demo=True)

        assert first.account_id == second.account_id == cast.people["officer"]

    def test_a_demo_code_is_wrong_on_a_real_server(
        self, cast: Cast, code: str, phone: Install
    ) -> None:
        assert refusal(lambda: use(cast, code, phone)) == "sign_in.wrong"
