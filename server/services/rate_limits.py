"""Tries at the sign-in doors are counted in the database, so that several workers share them.

A counter's key is a keyed hash: neither a code nor an address can be read from the table.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from sqlalchemy import case, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from server.models import RateLimit

KEPT_AFTER_END = timedelta(days=1)
IPV6_HOME_BITS = 64  # one household or phone is handed a whole /64


@dataclass(frozen=True)
class Limit:
    """At most `tries` in a window that starts with the first of them."""

    name: str
    tries: int
    window: timedelta


@dataclass(frozen=True)
class Counter:
    """One limit for one subject (a code, an address, a user name); `key`: its row."""

    limit: Limit
    key: str


CODE_VALUE = Limit("code", 5, timedelta(hours=1))
CODE_ADDRESS = Limit("code-address", 120, timedelta(minutes=10))
WRONG_CODES = Limit("wrong-codes", 300, timedelta(hours=1))
PASSWORD_USER = Limit("password-user", 10, timedelta(minutes=15))
PASSWORD_ADDRESS = Limit("password-address", 60, timedelta(minutes=15))


def counter(secret: bytes, limit: Limit, subject: str = "") -> Counter:
    """Name the row of `limit` for `subject`; `secret` keeps the subject unreadable."""
    text = f"limit\n{limit.name}\n{subject}".encode("utf-8", "backslashreplace")
    return Counter(limit, f"{limit.name}:{hmac.digest(secret, text, 'sha256').hex()}")


def address_subject(address: str | None) -> str:
    """Write an address as what one household holds: an IPv4 address or an IPv6 /64."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed), IPV6_HOME_BITS), strict=False))
    return str(parsed)


def count_tries(session: Session, counters: Sequence[Counter], now: datetime) -> int:
    """Count one try on each, up to the first that is over its limit.

    Returns the seconds to wait, 0 when all are within their limits. The caller commits and then
    refuses, so that a refused try stays counted.
    """
    session.execute(delete(RateLimit).where(RateLimit.window_ends_at < now - KEPT_AFTER_END))
    for one in counters:
        tries, ends_at = _count(session, one, now)
        if tries > one.limit.tries:
            return ceil((ends_at - now).total_seconds())
    return 0


def give_back(session: Session, counters: Sequence[Counter]) -> None:
    """Take back one try on each: it was a right one."""
    for one in counters:
        session.execute(
            update(RateLimit)
            .where(RateLimit.key == one.key, RateLimit.tries > 0)
            .values(tries=RateLimit.tries - 1)
        )


def _count(session: Session, one: Counter, now: datetime) -> tuple[int, datetime]:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    is_over = RateLimit.window_ends_at <= now
    ends_at = now + one.limit.window
    counted = (
        insert(RateLimit)
        .values(key=one.key, window_ends_at=ends_at, tries=1)
        .on_conflict_do_update(
            index_elements=[RateLimit.key],
            set_={
                "tries": case((is_over, 1), else_=RateLimit.tries + 1),
                "window_ends_at": case((is_over, ends_at), else_=RateLimit.window_ends_at),
            },
        )
        .returning(RateLimit.tries, RateLimit.window_ends_at)
    )
    tries, window_ends_at = session.execute(counted).one()
    return tries, window_ends_at
