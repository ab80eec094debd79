"""Passwords are slow to check and never kept."""

from unicodedata import normalize

import pytest
from argon2 import extract_parameters

from server.errors import Problem
from server.services.passwords import NOBODYS_HASH, hash_password, is_right

PASSWORD = "mật khẩu đủ dài"


def test_the_right_password_is_right() -> None:
    assert is_right(hash_password(PASSWORD), PASSWORD)


def test_another_password_is_wrong() -> None:
    assert not is_right(hash_password(PASSWORD), PASSWORD + "!")


def test_a_keyboard_that_writes_letters_in_parts_is_the_same() -> None:
    password_hash = hash_password(normalize("NFD", PASSWORD))

    assert is_right(password_hash, normalize("NFC", PASSWORD))


def test_no_password_is_right_where_there_is_none() -> None:
    assert not is_right(None, PASSWORD)


def test_a_missing_hash_costs_what_a_real_one_costs() -> None:
    real, nobodys = extract_parameters(hash_password(PASSWORD)), extract_parameters(NOBODYS_HASH)

    assert nobodys == real
    assert (real.memory_cost, real.time_cost, real.parallelism) == (19_456, 2, 1)


@pytest.mark.parametrize("password", ["", "123456789", "x" * 201])
def test_a_password_outside_of_the_limits_is_refused(password: str) -> None:
    with pytest.raises(Problem) as refusal:
        hash_password(password)

    assert refusal.value.code == "account.password_weak"
    assert refusal.value.details["length"] == len(password)
