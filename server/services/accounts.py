"""An account is one person. Officers have a user name and a password; members get invitations."""

import re

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.ids import new_id
from server.models import Account, Invitation, Membership
from server.outside import Outside
from server.services import access_log
from server.services.posts import MEMBER, OFFICE_POSTS
from server.services.tokens import revoke_account_tokens

_USER_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")


def read_user_name(text: str) -> str:
    """Give the one form of a user name: lower case. Raises account.user_name_odd."""
    name = text.strip().lower()
    if not _USER_NAME.fullmatch(name):
        raise Problem("account.user_name_odd", user_name=text[:60])
    return name


def find_account(session: Session, user_name: str) -> Account | None:
    """Find who signs in by this user name."""
    return session.scalar(select(Account).where(Account.user_name == user_name.strip().lower()))


def create_officer(
    session: Session,
    outside: Outside,
    commune_id: str,
    *,
    name: str,
    user_name: str,
    password_hash: str,
    post: str,
    is_demo: bool = False,
) -> Account:
    """Make an account with a password and its post in the commune.

    Raises account.name_taken, account.user_name_odd, account.post_unknown.
    """
    if post not in OFFICE_POSTS:
        raise Problem("account.post_unknown", post=post, posts=list(OFFICE_POSTS))
    user_name = read_user_name(user_name)
    if find_account(session, user_name):
        raise Problem("account.name_taken", user_name=user_name)
    account = Account(
        id=new_id(outside),
        name=name,
        user_name=user_name,
        password_hash=password_hash,
        is_demo=is_demo,
        created_at=outside.now(),
    )
    access_log.write(session, outside, commune_id, None, "tao", "account", account.id)
    session.add(account)
    session.flush()
    return _join(session, outside, commune_id, account, post)


def create_member(
    session: Session,
    outside: Outside,
    commune_id: str,
    *,
    account_id: str,
    name: str,
    is_demo: bool = False,
) -> Account:
    """Make the account that a member record names, as a member of the commune."""
    account = Account(id=account_id, name=name, is_demo=is_demo, created_at=outside.now())
    session.add(account)
    session.flush()
    return _join(session, outside, commune_id, account, MEMBER)


def reset_password(
    session: Session, outside: Outside, user_name: str, password_hash: str
) -> Account:
    """Give an officer a new password and end every session and phone signed in before.

    Raises account.unknown.
    """
    account = find_account(session, user_name)
    if account is None:
        raise Problem("account.unknown", user_name=user_name)
    account.password_hash = password_hash
    revoke_account_tokens(session, account.id, outside.now())
    end_invitations(session, outside, account.id)
    return account


def end_invitations(session: Session, outside: Outside, account_id: str) -> None:
    """Let the account's unused invitations expire now; those of the demo stay."""
    now = outside.now()
    session.execute(
        update(Invitation)
        .where(
            Invitation.account_id == account_id,
            Invitation.used_at.is_(None),
            Invitation.is_demo.is_(False),
            Invitation.expires_at > now,
        )
        .values(expires_at=now)
    )


def _join(
    session: Session, outside: Outside, commune_id: str, account: Account, post: str
) -> Account:
    session.add(
        Membership(commune_id=commune_id, account_id=account.id, post=post, since=outside.now())
    )
    session.flush()
    return account
