"""A checker that finds nothing proves nothing: each kind of damage is shown to be found."""

from typing import Any

import pytest
from sqlalchemy import text

from server.db import db, transaction
from tests.cast import Cast
from tests.faults.consistency import assert_consistent, find_faults

DAMAGE = {
    "a lost line of the history": "DELETE FROM mutation WHERE seq = 3",
    "a head ahead of the history": "UPDATE commune SET seq = seq + 1",
    "another salt": "UPDATE mutation SET salt = '0000000000000000' WHERE seq = 2",
    "another lineage": "UPDATE commune SET lineage = 'x'",
    "a changed body": "UPDATE mutation SET body = replace(body, '22:00', '23:00')",
    "a verdict without its code": "UPDATE mutation SET code = NULL WHERE verdict = 'held'",
    "a verdict from the future": "UPDATE mutation SET verdict_seq = 999 WHERE seq = 1",
    "something that waits for what stands": "UPDATE mutation SET waits_for = "
    "(SELECT id FROM mutation WHERE seq = 1) WHERE code = 'UNKNOWN_BASE'",
    "a column unlike its body": "UPDATE record SET state = 'odd' WHERE kind = 'patrol'",
    "a lost record": "DELETE FROM record WHERE kind = 'patrol'",
    "a held row that went": "DELETE FROM record WHERE kind = 'held'",
    "a wrong count": "UPDATE stream SET count = count + 1 WHERE name = 'directory'",
    "a wrong xor": "UPDATE stream SET xor = '0000000000000001' WHERE name = 'desk'",
    "a lost stream": "DELETE FROM stream WHERE name LIKE 'log:%'",
    "a grant too many": "UPDATE \"grant\" SET role = 'desk'",
    "a grant too few": 'DELETE FROM "grant"',
    "a period closed by nobody": "UPDATE commune SET closed_until = '2026-01-01'",
    "a lost line of the access log": "DELETE FROM access_entry WHERE number = 1",
}


@pytest.fixture
def lived_in(cast: Cast) -> Cast:
    """A commune in which something was applied, something waits and something was looked at."""
    patrol = cast.create("member")
    waiting = cast.edit("member", cast.create("member"), {"conditions": None})
    entry = {"id": cast.id(), "at": "2026-11-20T08:00:00+07:00", "action": "xem"}
    entry |= {"object_type": "patrol", "object_id": patrol["record_id"]}
    cast.exchange("member", patrol, waiting)
    cast.exchange("officer", access_log=[entry])
    cast.exchange("officer", access_log=[{**entry, "id": cast.id()}])
    return cast


def test_a_sound_commune_shows_no_fault(lived_in: Cast) -> None:
    assert_consistent(lived_in.commune_id)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_found(lived_in: Cast, damage: str) -> None:
    with db.engine.begin() as connection:
        changed: Any = connection.execute(text(damage))

    with transaction(write=False) as session:
        faults = find_faults(session, lived_in.commune_id)

    assert changed.rowcount > 0
    assert faults
