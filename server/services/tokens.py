"""Tokens: given to a device once, kept as a hash, looked up at every request."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from server.errors import Problem
from server.models import Account, Device, Token
from server.statement import Driver, Statement

TOKEN_BYTES = 32
COOKIE_LASTS = timedelta(hours=12)


_HOLDER = Statement(
    select(
        Token.hash,
        Token.device_id,
        Token.account_id,
        Token.by_cookie,
        Token.expires_at,
        Token.revoked_at,
        Device.install_id,
        Device.state,
        Device.health_at,
        Account.is_demo,
    )
    .join(Device, Device.id == Token.device_id)
    .join(Account, Account.id == Token.account_id)
    .where(Token.hash == bindparam("hash"))
)


@dataclass(frozen=True)
class Caller:
    """Who is calling, with which device. `device_state`: active or retired."""

    account_id: str
    device_id: str
    install_id: str
    device_state: str
    by_cookie: bool
    token_hash: str
    health_at: datetime | None = None


def issue_token(
    session: Session, device: Device, secret: bytes, now: datetime, *, by_cookie: bool = False
) -> str:
    """Write a new token for the device and give its text, which is not kept."""
    text = secret.hex()
    session.add(
        Token(
            hash=_hash(text),
            device_id=device.id,
            account_id=device.account_id,
            by_cookie=by_cookie,
            created_at=now,
            expires_at=now + COOKIE_LASTS if by_cookie else None,
        )
    )
    return text


def find_caller(driver: Driver, text: str, now: datetime, *, demo: bool = False) -> Caller:
    """Find who holds the token. One read, no write.

    `demo`: whether this server serves the demo; elsewhere a demo account's token is nobody's.

    Raises sign_in.needed (unknown, revoked, expired), device_locked, wipe.
    """
    row = _HOLDER.one_or_none(driver, hash=_hash(text))
    if row is None or (row.is_demo and not demo):
        raise Problem("sign_in.needed")
    if row.state == "stolen":
        raise Problem("wipe")
    if row.revoked_at or (row.expires_at and row.expires_at <= now):
        raise Problem("sign_in.needed")
    if row.state == "locked":
        raise Problem("device_locked")
    return Caller(
        row.account_id,
        row.device_id,
        row.install_id,
        row.state,
        row.by_cookie,
        row.hash,
        row.health_at,
    )


def revoke_token(session: Session, token_hash: str, now: datetime) -> None:
    """Refuse this token from now on."""
    session.execute(update(Token).where(Token.hash == token_hash).values(revoked_at=now))


def revoke_account_tokens(session: Session, account_id: str, now: datetime) -> None:
    """Refuse every token of the account from now on."""
    session.execute(
        update(Token)
        .where(Token.account_id == account_id, Token.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
