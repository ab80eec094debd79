"""How many statements an exchange costs: the same at 100 records and at 100,000."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, insert, text, update

from server.db import db
from server.models import Commune, Mutation, Record, Stream
from server.sync.head import Head
from tests.cast import Cast
from tests.conftest import START

MANY = 100_000
CHUNK = 10_000
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Collect each statement that is sent meanwhile, with its parameters."""
    seen: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def names(seen: list[tuple[str, Any]]) -> list[str]:
    """Name each statement by its first words, transaction words left out."""
    words = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    return [sql for sql, _ in seen if not sql.startswith(words)]


def fill(cast: Cast, count: int) -> None:
    """Add old records to the first group's log, as if each had come by one mutation."""
    with db.engine.begin() as connection:
        seq = connection.execute(text("SELECT seq FROM commune")).scalar_one()
        for start in range(seq + 1, seq + count + 1, CHUNK):
            seqs = range(start, min(start + CHUNK, seq + count + 1))
            connection.execute(insert(Mutation), [mutation_row(cast, one) for one in seqs])
            connection.execute(insert(Record), [record_row(cast, one) for one in seqs])
        head = {"seq": seq + count, "lineage": f"{seq + count:064x}"}
        connection.execute(update(Commune).values(**head))
        connection.execute(
            update(Stream).where(Stream.name == cast.log()).values(count=Stream.count + count)
        )


def id_at(seq: int) -> str:
    return f"00000000-0000-7000-8000-{seq:012x}"


def mutation_row(cast: Cast, seq: int) -> dict[str, Any]:
    return {
        "commune_id": cast.commune_id, "id": id_at(seq), "seq": seq, "verdict_seq": seq,
        "salt": "00", "lineage": f"{seq:064x}", "person": cast.people["mate"], "act": "create",
        "record_id": id_at(seq), "stream": cast.log(), "kind": "patrol", "body": "{}",
        "body_hash": "", "verdict": "applied", "siblings": "[]", "received_at": START,
    }  # fmt: skip


def record_row(cast: Cast, seq: int) -> dict[str, Any]:
    head = Head(
        id=id_at(seq), stream=cast.log(), kind="patrol", kind_version=1, revision=id_at(seq),
        person=cast.people["mate"], state="done", seq=seq,
    )  # fmt: skip
    return {"commune_id": cast.commune_id, **head.columns(None, [])}


def back_up(cast: Cast, at: int) -> None:
    """Say that a backup of that place was proven."""
    with db.engine.begin() as connection:
        connection.execute(update(Commune).values(backup_seq=at, backup_lineage=f"{at:064x}"[:8]))


def steady(cast: Cast, who: str) -> dict[str, Any]:
    """Give the request of a phone that has everything: what it would send again and again."""
    reply = cast.exchange(who)
    head = {"cursor": reply["witness"], "streams": sorted(reply["streams"])}
    return {"witness": reply["witness"], "streams_tag": reply["streams_tag"], "since": [head]}


@pytest.mark.parametrize("who", ["member", "officer"])
def test_an_exchange_with_nothing_new_costs_two_reads_at_any_size_and_writes_nothing(
    cast: Cast, who: str
) -> None:
    counted = []
    for count in (100, MANY):
        fill(cast, count)
        back_up(cast, at=count // 2)
        request = steady(cast, who)
        with statements() as seen:
            reply = cast.exchange(who, **request)
        counted.append(names(seen))
        assert reply["records"] == []
        assert not reply["more"]
        assert not [sql for sql in names(seen) if sql.upper().lstrip().startswith(WRITES)]

    assert counted[0] == counted[1]
    assert len(counted[1]) == 2  # who is calling, and where he stands


@pytest.mark.parametrize("behind", [0, 20], ids=["nothing new", "twenty new"])
@pytest.mark.parametrize("who", ["member", "officer"])
def test_a_pull_walks_along_indexes_only(cast: Cast, who: str, behind: int) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL plans by the numbers of rows that it has seen")
    fill(cast, 100)
    request = steady(cast, who)
    fill(cast, behind)

    with statements() as seen:
        cast.exchange(who, **request)

    for sql, parameters in seen:
        for line in plan(sql, parameters):
            assert not line.startswith(("SCAN record", "SCAN mutation", "SCAN departure")), sql


def plan(sql: str, parameters: Any) -> list[str]:
    if not sql.lstrip().startswith("SELECT"):
        return []
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).all()
    return [row[3] for row in rows]


def test_a_push_costs_the_same_for_one_create_and_for_fifty(cast: Cast) -> None:
    counted = []
    for count in (1, 2, 50):
        batch = [cast.create("member") for _ in range(count)]
        with statements() as seen:
            cast.push("member", *batch)
        counted.append(len(names(seen)))

    assert counted[0] == counted[1] == counted[2]
    assert counted[0] <= 30


def test_a_resend_writes_nothing_but_reads(cast: Cast) -> None:
    batch = [cast.create("member") for _ in range(20)]
    cast.push("member", *batch)

    with statements() as seen:
        results = cast.push("member", *batch)

    written = [sql for sql in names(seen) if sql.upper().startswith(("INSERT", "DELETE"))]
    assert all(result["duplicate"] for result in results)
    assert written == []
