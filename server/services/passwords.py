"""Passwords are kept as argon2id at OWASP's floor (19 MiB, 2 passes, 1 lane) and checked slowly.

Hash and verify outside of a write transaction: each takes tens of milliseconds.
"""

from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from server.errors import Problem

SHORTEST = 10
LONGEST = 200
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# The hash of 32 random bytes that nobody kept: verified where there is none, so that the time
# taken does not tell a user name that exists from one that does not.
NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "nNyEDsDVI5mz3y7KwIIB3Q$vPHd1lz4FDQhuFYHcPpHoPU0xollp/NhCPSb80HjoiY"
)


def hash_password(password: str) -> str:
    """Hash a new password. Raises account.password_weak outside of 10 to 200 characters."""
    text = normalize("NFC", password)
    if not SHORTEST <= len(text) <= LONGEST:
        raise Problem("account.password_weak", length=len(text), shortest=SHORTEST, longest=LONGEST)
    return _HASHER.hash(text)


def is_right(password_hash: str | None, password: str) -> bool:
    """Say whether the password is the one hashed; without a hash no, in the same time."""
    text = normalize("NFC", password)  # keyboards differ in how they write Vietnamese letters
    try:
        _HASHER.verify(password_hash or NOBODYS_HASH, text)
    except VerifyMismatchError:
        return False
    return password_hash is not None
