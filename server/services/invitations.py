"""An invitation lets one person in once: by six digits, or by a QR that carries 128 random bits.

The digits are kept as a keyed hash, the link's secret as sha256. Who gets an invitation gets the
account with all its groups, so whoever hands it out must have a say over all of them.
"""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from server.config import Config
from server.errors import Problem
from server.ids import is_id, new_id
from server.models import Account, Invitation
from server.outside import Outside
from server.services import access_log, accounts
from server.services.devices import has_locked_device
from server.services.members import Member, find_member, members_of_account
from server.services.posts import DESK_POSTS, MEMBER, find_post, require_post
from server.services.tokens import Caller

LASTS = timedelta(hours=48)
CODE_DIGITS = 6
SECRET_BYTES = 16
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
COMMAND_LINE = "command line"


@dataclass(frozen=True)
class Invited:
    """What is handed to the person and kept nowhere: six digits and the QR's secret."""

    account_id: str
    name: str
    code: str
    secret: str
    expires_at: datetime


def link(config: Config, secret: str) -> str:
    """Write the address that the QR holds; the secret stands behind #, which is never sent."""
    return f"{address(config)}/#/join/{secret}"


def address(config: Config) -> str:
    """Write the address where people open the app."""
    return config.public_url or f"http://localhost:{config.port}"


def hash_code(key: bytes, code: str) -> str:
    """Hash six digits so that only who has the key could try them all."""
    return hmac.digest(key, f"code\n{code}".encode("ascii"), "sha256").hex()


def hash_secret(secret: str) -> str:
    """Hash a link's secret; 128 random bits need no key."""
    return sha256(secret.encode("ascii")).hexdigest()


def invite(
    session: Session,
    outside: Outside,
    key: bytes,
    commune_id: str,
    member_id: str,
    *,
    invited_by: Caller | None,
) -> Invited:
    """Invite a member; make the account that the record names where there is none yet.

    Earlier unused invitations of the person end. `invited_by`: None for the command line.
    Raises commune.not_yours, rights.missing, member.unknown, member.not_invitable.
    """
    member = _find_for(session, commune_id, member_id, invited_by)
    access_log.write(session, outside, commune_id, invited_by, "tao", "invitation", member_id, None)
    account = _invitable_account(session, outside, commune_id, member)
    accounts.end_invitations(session, outside, account.id)
    code = _draw_code(session, outside, key)
    secret = urlsafe_b64encode(outside.random_bytes(SECRET_BYTES)).rstrip(b"=").decode("ascii")
    return _write(
        session,
        Invitation(
            id=new_id(outside),
            commune_id=commune_id,
            account_id=account.id,
            invited_by=invited_by.account_id if invited_by else COMMAND_LINE,
            code_hmac=hash_code(key, code),
            link_hash=hash_secret(secret),
            created_at=outside.now(),
            expires_at=outside.now() + LASTS,
        ),
        account,
        code,
        secret,
    )


def invite_with_code(
    session: Session,
    outside: Outside,
    config: Config,
    key: bytes,
    commune_id: str,
    account_id: str,
    code: str,
) -> Invited:
    """Give a demo account a fixed code that stays good and works often; only in a demo.

    The link's secret follows from the code, so that both can be printed at every start.
    Raises demo.only outside of a demo and for a real account.
    """
    account = session.get_one(Account, account_id)
    if not (config.demo and account.is_demo):
        raise Problem("demo.only", is_demo_server=config.demo, is_demo_account=account.is_demo)
    code_hmac, secret = hash_code(key, code), demo_secret(code)
    session.execute(
        delete(Invitation).where(
            Invitation.is_demo,
            (Invitation.code_hmac == code_hmac) | (Invitation.link_hash == hash_secret(secret)),
        )
    )
    return _write(
        session,
        Invitation(
            id=new_id(outside),
            commune_id=commune_id,
            account_id=account_id,
            invited_by=COMMAND_LINE,
            code_hmac=code_hmac,
            link_hash=hash_secret(secret),
            created_at=outside.now(),
            expires_at=NEVER,
            is_demo=True,
        ),
        account,
        code,
        secret,
    )


def demo_secret(code: str) -> str:
    """Give the link's secret that belongs to a fixed code of the demo; it is no secret."""
    digest = sha256(f"an-thon demo {code}".encode("ascii")).digest()[:SECRET_BYTES]
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _find_for(
    session: Session, commune_id: str, member_id: str, invited_by: Caller | None
) -> Member:
    """Find the member for somebody who may invite: the desk, or the leader of all their groups."""
    if invited_by is None:
        return find_member(session, commune_id, member_id)
    post = require_post(session, commune_id, invited_by)
    member = find_member(session, commune_id, member_id)
    if post not in DESK_POSTS:
        _require_leader(session, commune_id, invited_by.account_id, member)
    return member


def _require_leader(session: Session, commune_id: str, account_id: str, member: Member) -> None:
    own = members_of_account(session, commune_id, account_id)
    led = {one.group for one in own if one.is_leader}
    places = members_of_account(session, commune_id, member.account) if member.account else []
    groups = {member.group, *(one.group for one in places)}
    if not groups <= led:
        raise Problem("rights.missing", needed="leader of every group of this person")
    if member.account and has_locked_device(session, member.account):
        raise Problem("rights.missing", needed="the desk: it locked a phone of this person")


def _invitable_account(
    session: Session, outside: Outside, commune_id: str, member: Member
) -> Account:
    if member.has_left or not is_id(member.account):
        raise Problem("member.not_invitable", member_id=member.id, has_left=member.has_left)
    account_id = str(member.account)
    account = session.get(Account, account_id)
    if account is None:
        return accounts.create_member(
            session, outside, commune_id, account_id=account_id, name=member.name
        )
    if account.password_hash or find_post(session, commune_id, account_id) != MEMBER:
        raise Problem("member.not_invitable", member_id=member.id, has_left=False)
    return account


def _draw_code(session: Session, outside: Outside, key: bytes) -> str:
    """Draw six digits that no invitation still open has, each code as likely as another."""
    codes = 10**CODE_DIGITS
    while True:
        number = int.from_bytes(outside.random_bytes(8), "big")
        if number >= 2**64 - 2**64 % codes:
            continue
        code = f"{number % codes:0{CODE_DIGITS}}"
        is_taken = exists().where(
            Invitation.code_hmac == hash_code(key, code),
            Invitation.used_at.is_(None),
            Invitation.expires_at > outside.now(),
        )
        if not session.scalar(select(is_taken)):
            return code


def _write(
    session: Session, invitation: Invitation, account: Account, code: str, secret: str
) -> Invited:
    session.add(invitation)
    session.flush()
    return Invited(account.id, account.name, code, secret, invitation.expires_at)
