"""Ids: UUIDv7 from clock and chance, and ids that follow from others."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ids import as_uuid, hash_id, is_id, new_id
from server.outside import Outside
from tests.conftest import START


def outside(now: datetime = START, chance: bytes = bytes(range(10))) -> Outside:
    return Outside(now=lambda: now, random_bytes=lambda count: chance[:count])


@given(chance=st.binary(min_size=10, max_size=10))
def test_a_new_id_is_a_uuid_of_version_7(chance: bytes) -> None:
    made = UUID(new_id(outside(chance=chance)))

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert is_id(str(made))


def test_a_new_id_begins_with_the_milliseconds() -> None:
    made = UUID(new_id(outside()))

    assert made.int >> 80 == int(START.timestamp() * 1000)


def test_later_ids_sort_later() -> None:
    one, other = new_id(outside()), new_id(outside(START + timedelta(milliseconds=1)))

    assert one < other


def test_other_chance_gives_another_id() -> None:
    assert new_id(outside()) != new_id(outside(chance=bytes(10)))


def test_the_same_parts_give_the_same_id_and_other_parts_another() -> None:
    assert hash_id("a", "b") == hash_id("a", "b")
    assert len({hash_id("a", "b"), hash_id("b", "a"), hash_id("a"), hash_id("ab")}) == 4
    assert is_id(hash_id("thôn \ud800"))


@pytest.mark.parametrize(
    "value",
    [None, 7, [], {}, "", "x" * 36, as_uuid(b"\xab" * 16).upper(), f"{as_uuid(bytes(16))}\n"],
    ids=repr,
)  # fmt: skip
def test_what_is_no_id_is_told_apart(value: Any) -> None:
    assert not is_id(value)


def test_time_from_outside_has_its_zone() -> None:
    assert Outside().now().tzinfo is UTC


def test_chance_from_outside_is_as_long_as_asked() -> None:
    one, other = Outside().random_bytes(32), Outside().random_bytes(32)

    assert len(one) == 32
    assert one != other
