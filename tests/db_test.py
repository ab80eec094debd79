"""The database: transactions, retries, times, and what SQLite is told."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from server.db import (
    ASK_EVERY_MS,
    RETRY_DELAYS_S,
    db,
    driver_of,
    in_snapshot,
    in_transaction,
    is_busy,
    transaction,
)
from server.models import Account
from server.statement import Driver, Statement
from tests.conftest import START, HeldWorld

module = sys.modules["server.db"]  # by this name `server` has what is in it


def account(account_id: str = "1", created_at: datetime = START) -> Account:
    return Account(id=account_id, name="An", created_at=created_at)


def stored() -> list[str]:
    with transaction(write=False) as session:
        return list(session.scalars(select(Account.id)))


def busy() -> OperationalError:
    return OperationalError("SELECT 1", {}, Exception("database is locked"))


def lost(statement: str | None) -> OperationalError:
    gone = Exception("the server closed the connection")
    return OperationalError(statement, {}, gone, connection_invalidated=True)


def ids(driver: Driver) -> list[str]:
    return [row.id for row in Statement(select(Account.id).order_by(Account.id)).all(driver)]


@pytest.fixture
def slept_s(clock: HeldWorld) -> Iterator[list[float]]:
    yield clock.slept_s


def test_a_transaction_commits_at_its_end(app: Flask) -> None:
    with transaction(write=True) as session:
        session.add(account())

    assert stored() == ["1"]


def test_any_exception_rolls_a_transaction_back(app: Flask) -> None:
    def stumble(session: Session) -> None:
        session.add(account())
        session.flush()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError), transaction(write=True) as session:
        stumble(session)

    assert stored() == []


def test_a_read_transaction_can_not_write(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite knows no read-only transaction")

    with pytest.raises(Exception, match="read-only"), transaction(write=False) as session:
        session.add(account())
        session.flush()


def test_a_reading_is_one_snapshot(app: Flask, slept_s: list[float]) -> None:
    def read(driver: Driver) -> tuple[list[str], list[str]]:
        before = ids(driver)
        with transaction(write=True) as session:
            session.add(account())
        return before, ids(driver)

    assert in_snapshot(read, slept_s.append) == ([], [])
    assert stored() == ["1"]


@pytest.mark.parametrize("single", [False, True])
def test_a_reading_leaves_no_transaction_open(
    app: Flask, slept_s: list[float], single: bool
) -> None:
    found = []
    for number in "123":
        with transaction(write=True) as session:
            session.add(account(number))
        found.append(in_snapshot(ids, slept_s.append, single=single))

    assert found == [["1"], ["1", "2"], ["1", "2", "3"]]


def test_single_readings_share_a_connection_but_none_that_failed(
    app: Flask, slept_s: list[float]
) -> None:
    used = []

    def note(driver: Driver) -> None:
        used.append(driver.connection)

    def refuse(driver: Driver) -> None:
        note(driver)
        raise ValueError("nobody's token")

    def fail(driver: Driver) -> None:
        note(driver)
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    for work in (note, refuse, fail, note):
        with suppress(ValueError, OperationalError):
            in_snapshot(work, slept_s.append, single=True)
    db.engine.dispose()
    in_snapshot(note, slept_s.append, single=True)

    first, refused, failed, after, disposed = used
    assert first is refused is failed
    assert len({id(one) for one in (first, after, disposed)}) == 3


def test_statements_that_postgresql_prepared_outlive_a_reading(
    app: Flask, slept_s: list[float]
) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite's statements are kept by Python")
    kept = "SELECT statement FROM pg_prepared_statements"

    def prepared(driver: Driver) -> list[str]:
        return [row[0] for row in driver.connection.execute(kept).fetchall()]

    for _ in range(20):  # psycopg prepares what a connection ran five times
        in_snapshot(ids, slept_s.append)

    assert any("FROM account" in one for one in in_snapshot(prepared, slept_s.append))


def test_a_database_that_went_away_is_asked_again(app: Flask, slept_s: list[float]) -> None:
    tries = []

    def work(session: Session) -> str:
        tries.append(1)
        session.add(account(str(len(tries))))
        session.flush()
        if len(tries) == 1:
            raise lost("INSERT")
        return "done"

    assert in_transaction(work, slept_s.append) == "done"
    assert stored() == ["2"]


def test_a_commit_whose_answer_is_lost_is_not_carried_out_again(
    app: Flask, slept_s: list[float]
) -> None:
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        raise lost(None)  # as SQLAlchemy tells of a commit: there is no statement

    with pytest.raises(OperationalError):
        in_transaction(work, slept_s.append)

    assert len(tries) == 1


def test_connections_that_the_server_ended_are_made_anew(app: Flask, slept_s: list[float]) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server")
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    mine = f"{others} AND datname = current_database() AND backend_type = 'client backend'"
    one = select(Account.id)
    restart = create_engine(db.engine.url, isolation_level="AUTOCOMMIT")

    readings: tuple[Callable[[], list[str]], ...] = (
        lambda: in_snapshot(ids, slept_s.append),
        lambda: in_snapshot(ids, slept_s.append, single=True),
        lambda: in_transaction(lambda session: ids(driver_of(session)), slept_s.append),
        lambda: in_transaction(lambda session: list(session.scalars(one)), slept_s.append),
    )
    for read in readings:
        assert read() == []
        with restart.connect() as other:
            assert other.execute(text(mine)).all()
        assert read() == []
    restart.dispose()


def test_a_busy_database_is_asked_again_after_a_while(app: Flask, slept_s: list[float]) -> None:
    tries = []

    def work(session: Session) -> str:
        tries.append(1)
        session.add(account(str(len(tries))))
        session.flush()
        if len(tries) < 3:
            raise busy()
        return "done"

    assert in_transaction(work, slept_s.append) == "done"
    assert stored() == ["3"]
    assert slept_s == list(RETRY_DELAYS_S[:2])


def test_a_database_that_stays_busy_is_given_up(app: Flask, slept_s: list[float]) -> None:
    def work(session: Session) -> None:
        raise busy()

    with pytest.raises(OperationalError):
        in_transaction(work, slept_s.append)

    assert slept_s == list(RETRY_DELAYS_S)


def test_another_fault_of_the_database_is_not_tried_again(app: Flask, slept_s: list[float]) -> None:
    def work(session: Session) -> None:
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    with pytest.raises(OperationalError):
        in_transaction(work, slept_s.append)

    assert slept_s == []


@pytest.mark.parametrize(
    ("state", "expected"), [("40001", True), ("40P01", True), ("55P03", True), ("23505", False)]
)
def test_what_postgresql_calls_busy_is_told_by_its_state(state: str, expected: bool) -> None:
    original = Exception("x")
    original.sqlstate = state  # type: ignore[attr-defined]

    assert is_busy(OperationalError("SELECT 1", {}, original)) is expected


def test_a_time_comes_back_aware_and_in_utc(app: Flask) -> None:
    vietnam = timezone(timedelta(hours=7))
    with transaction(write=True) as session:
        session.add(account(created_at=datetime(2026, 11, 20, 20, 0, tzinfo=vietnam)))

    with transaction(write=False) as session:
        found = session.scalars(select(Account.created_at)).one()

    assert found == datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(app: Flask) -> None:
    with (
        pytest.raises(StatementError, match="without a zone"),
        transaction(write=True) as session,
    ):
        session.add(account(created_at=datetime(2026, 11, 20)))  # noqa: DTZ001 that is the point


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_sqlite_is_told_to_keep_what_it_commits(app: Flask, pragma: str, value: object) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("for SQLite only")
    with db.engine.connect() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_write_on_sqlite_takes_its_lock_before_it_reads(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("for SQLite only")
    with transaction(write=True), db.engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(OperationalError, match="locked"):
            other.exec_driver_sql("COMMIT")
            other.exec_driver_sql("BEGIN IMMEDIATE")


@pytest.fixture
def holder(app: Flask) -> Iterator[sqlite3.Connection]:
    """Somebody else, who has SQLite's write lock."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("for SQLite only")
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_write_on_sqlite_has_the_lock_as_soon_as_it_is_free(
    holder: sqlite3.Connection, slept_s: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            holder.execute("COMMIT")

    monkeypatch.setattr(module, "time", SimpleNamespace(sleep=wait))

    in_transaction(lambda session: session.add(account()), slept_s.append)

    assert stored() == ["1"]
    assert waits == [ASK_EVERY_MS / 1000] * 3
    assert slept_s == []


def test_a_lock_on_sqlite_that_stays_taken_is_refused_as_busy(
    holder: sqlite3.Connection, slept_s: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_TIMEOUT_MS", 2)

    with pytest.raises(OperationalError, match="locked"):
        in_transaction(lambda session: session.add(account()), slept_s.append)

    assert slept_s == list(RETRY_DELAYS_S)
    holder.execute("COMMIT")
    in_transaction(lambda session: session.add(account()), slept_s.append)
    assert stored() == ["1"]
