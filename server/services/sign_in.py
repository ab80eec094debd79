"""Signing in turns an invitation or a password into a token for one installation.

The doors count the try first, in a transaction of its own: a refused try stays counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Account, Device, Invitation, Token
from server.outside import Outside
from server.services import devices
from server.services.devices import Install
from server.services.invitations import hash_code, hash_secret
from server.services.posts import MEMBER, CommunePost, find_post, list_posts
from server.services.tokens import TOKEN_BYTES, issue_token

REMEMBERED = timedelta(days=30)
"""How long an old code still answers "used" or "expired": later its digits are any digits."""
ANSWER_LOST = timedelta(minutes=10)
"""How long the phone that used a code may ask again: its answer may have been lost on the way."""


@dataclass(frozen=True)
class SignedIn:
    """What the phone gets: its token, who it is now, and the person's communes."""

    token: str
    account_id: str
    name: str
    device_id: str
    communes: list[CommunePost]


@dataclass(frozen=True)
class KnownPassword:
    """What is read before the slow check: whose password it is, and its hash."""

    account_id: str
    password_hash: str


def by_code(
    session: Session, outside: Outside, key: bytes, code: str, install: Install, *, is_demo: bool
) -> SignedIn:
    """Sign in with six digits. Raises sign_in.wrong, sign_in.used, sign_in.expired."""
    is_it = Invitation.code_hmac == hash_code(key, code)
    return _by_invitation(session, outside, is_it, install, is_demo=is_demo)


def by_link(
    session: Session, outside: Outside, secret: str, install: Install, *, is_demo: bool
) -> SignedIn:
    """Sign in with the secret of a QR. Raises sign_in.wrong, sign_in.used, sign_in.expired."""
    is_it = Invitation.link_hash == hash_secret(secret)
    return _by_invitation(session, outside, is_it, install, is_demo=is_demo)


def read_password(session: Session, user_name: str, *, is_demo: bool) -> KnownPassword | None:
    """Read what the password has to match; None for who can't sign in by one."""
    account = session.scalar(select(Account).where(Account.user_name == user_name.strip().lower()))
    if account is None or account.password_hash is None or _is_shut(account, is_demo=is_demo):
        return None
    return KnownPassword(account.id, account.password_hash)


def by_checked_password(
    session: Session, outside: Outside, known: KnownPassword, install: Install
) -> SignedIn:
    """Sign in who gave the right password. Raises sign_in.wrong if it was changed meanwhile."""
    account = session.get(Account, known.account_id)
    if account is None or account.password_hash != known.password_hash:
        raise Problem("sign_in.wrong")
    return _let_in(session, outside, account, install, by_cookie=True)


def _by_invitation(
    session: Session,
    outside: Outside,
    is_it: ColumnElement[bool],
    install: Install,
    *,
    is_demo: bool,
) -> SignedIn:
    now = outside.now()
    is_fresh = or_(Invitation.is_demo, Invitation.created_at > now - REMEMBERED)
    found = session.scalars(
        select(Invitation).where(is_it, is_fresh).order_by(Invitation.created_at.desc())
    ).all()
    invitation = _choose(session, found, install, now)
    account = session.get_one(Account, invitation.account_id)
    if _is_shut(account, is_demo=is_demo) or not _still_fits(session, invitation, account):
        raise Problem("sign_in.wrong")
    if not invitation.is_demo and invitation.used_at is None:
        _use(session, invitation, now)
    return _let_in(session, outside, account, install, by_cookie=False)


def _choose(
    session: Session, found: Sequence[Invitation], install: Install, now: datetime
) -> Invitation:
    """Choose the invitation meant by a code; two open ones with the same digits are none."""
    still_open = [one for one in found if one.used_at is None and now < one.expires_at]
    if len(still_open) == 1:
        return still_open[0]
    if still_open or not found:
        raise Problem("sign_in.wrong")
    latest = found[0]
    if latest.used_at is None:
        raise Problem("sign_in.expired")
    if not _was_used_by(session, latest, install, now):
        raise Problem("sign_in.used")
    return latest


def _was_used_by(session: Session, used: Invitation, install: Install, now: datetime) -> bool:
    if used.used_at is None or now - used.used_at > ANSWER_LOST:
        return False
    its_token = (
        exists()
        .where(Token.account_id == used.account_id, Token.created_at == used.used_at)
        .where(Device.id == Token.device_id, Device.install_id == install.install_id)
        .where(Device.state == devices.ACTIVE)
    )
    return bool(session.scalar(select(its_token)))


def _use(session: Session, invitation: Invitation, now: datetime) -> None:
    """Mark it used; of two at once, one finds it used already."""
    used = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
        .values(used_at=now)
        .returning(Invitation.id)
    ).one_or_none()
    if used is None:
        raise Problem("sign_in.used")


def _still_fits(session: Session, invitation: Invitation, account: Account) -> bool:
    """Say whether it may still be used: a member may have left or become an officer since."""
    if invitation.is_demo:
        return account.is_demo
    post = find_post(session, invitation.commune_id, account.id)
    return post == MEMBER and account.password_hash is None


def _is_shut(account: Account, *, is_demo: bool) -> bool:
    return account.is_demo and not is_demo


def _let_in(
    session: Session, outside: Outside, account: Account, install: Install, *, by_cookie: bool
) -> SignedIn:
    device = devices.register(session, outside, account.id, install)
    token = issue_token(
        session, device, outside.random_bytes(TOKEN_BYTES), outside.now(), by_cookie=by_cookie
    )
    session.flush()
    return SignedIn(token, account.id, account.name, device.id, list_posts(session, account.id))
