"""Phones: what the desk may make of them."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from server.db import transaction
from server.errors import Problem
from server.models import AccessEntry, Device
from server.services.devices import BECOMES, STATES, change_state, list_devices
from server.services.tokens import Caller
from tests.cast import Cast


def caller(cast: Cast, who: str) -> Caller:
    return Caller(cast.people[who], cast.devices[who], cast.id(), "active", False, "")


def change(cast: Cast, by: str, whose: str, state: str) -> str:
    with transaction(write=True) as session:
        return change_state(
            session,
            cast.parts.outside,
            cast.commune_id,
            caller(cast, by),
            cast.devices[whose],
            state=state,
            reason="mất máy ở chợ Gió",
        )


def refusal(cast: Cast, by: str, whose: str, state: str) -> str:
    with pytest.raises(Problem) as refused:
        change(cast, by, whose, state)
    return refused.value.code


def put(cast: Cast, whose: str, state: str) -> None:
    with transaction(write=True) as session:
        session.get_one(Device, cast.devices[whose]).state = state


def state_of(cast: Cast, whose: str) -> str:
    with transaction(write=False) as session:
        return session.get_one(Device, cast.devices[whose]).state


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("active", "locked"),
        ("locked", "active"),
        ("active", "retired"),
        ("locked", "retired"),
        ("active", "stolen"),
        ("locked", "stolen"),
        ("retired", "stolen"),
    ],
)
def test_a_phone_goes_this_way(cast: Cast, before: str, after: str) -> None:
    put(cast, "member", before)

    assert change(cast, "officer", "member", after) == after
    assert state_of(cast, "member") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("retired", "active"),
        ("retired", "locked"),
        ("stolen", "active"),
        ("stolen", "locked"),
        ("stolen", "retired"),
    ],
)
def test_a_phone_never_goes_that_way(cast: Cast, before: str, after: str) -> None:
    put(cast, "member", before)

    assert refusal(cast, "officer", "member", after) == "device.final"
    assert state_of(cast, "member") == before


def test_every_pair_of_states_is_decided() -> None:
    pairs = {(before, after) for after, befores in BECOMES.items() for before in befores}

    assert BECOMES.keys() == set(STATES)
    assert len(pairs) == 7


def test_asking_twice_changes_and_logs_once(cast: Cast) -> None:
    change(cast, "officer", "member", "locked")
    change(cast, "officer", "member", "locked")

    with transaction(write=False) as session:
        entry = session.scalars(select(AccessEntry)).one()
        seen = (entry.person, entry.action, entry.object_type, entry.object_id, entry.reason)

    whom = (cast.people["officer"], "sua", "device", cast.devices["member"])
    assert seen == (*whom, "mất máy ở chợ Gió")


def test_a_refused_change_leaves_nothing_in_the_log(cast: Cast) -> None:
    put(cast, "member", "stolen")

    refusal(cast, "officer", "member", "active")

    with transaction(write=False) as session:
        assert session.scalars(select(AccessEntry)).all() == []


@pytest.mark.parametrize("whose", ["chief", "administrator"])
def test_an_officer_cannot_lock_a_higher_post(cast: Cast, whose: str) -> None:
    assert refusal(cast, "officer", whose, "locked") == "rights.missing"


@pytest.mark.parametrize("by", ["chief", "administrator"])
@pytest.mark.parametrize("whose", ["chief", "administrator", "officer", "viewer", "leader"])
def test_a_higher_post_may_lock_anybody(cast: Cast, by: str, whose: str) -> None:
    assert change(cast, by, whose, "locked") == "locked"


@pytest.mark.parametrize("by", ["viewer", "leader", "member"])
def test_others_may_lock_nobody(cast: Cast, by: str) -> None:
    assert refusal(cast, by, "mate", "locked") == "rights.missing"


def test_a_phone_of_another_commune_is_unknown(cast: Cast, new_cast: Callable[[str], Cast]) -> None:
    cast.devices["stranger"] = new_cast("Đông Lỗ").devices["member"]

    assert refusal(cast, "officer", "stranger", "locked") == "device.unknown"
    assert state_of(cast, "stranger") == "active"


def test_the_list_has_every_phone_of_the_commune_and_no_other(
    cast: Cast, new_cast: Callable[[str], Cast]
) -> None:
    new_cast("Đông Lỗ")

    with transaction(write=False) as session:
        listed = list_devices(session, cast.commune_id, caller(cast, "officer"))

    assert {one.id for one in listed} == set(cast.devices.values())
    assert {one.person: one.name for one in listed} == {
        person: who for who, person in cast.people.items()
    }


def test_the_list_has_the_health_that_a_phone_reported(cast: Cast) -> None:
    health = {"pending": 3, "oldest_unsent": None, "quota_left": 1000, "version": "0.1.0"}
    with transaction(write=True) as session:
        device = session.get_one(Device, cast.devices["member"])
        device.health, device.health_at = json.dumps(health), cast.parts.outside.now()

    with transaction(write=False) as session:
        listed = {
            one.id: one for one in list_devices(session, cast.commune_id, caller(cast, "chief"))
        }

    assert listed[cast.devices["member"]].health == health
    assert listed[cast.devices["member"]].health_at == cast.parts.outside.now()
    assert listed[cast.devices["mate"]].health is None


@pytest.mark.parametrize("who", ["viewer", "leader", "member"])
def test_the_list_is_for_the_desk(cast: Cast, who: str) -> None:
    with transaction(write=False) as session, pytest.raises(Problem) as refused:
        list_devices(session, cast.commune_id, caller(cast, who))

    assert refused.value.code == "rights.missing"
