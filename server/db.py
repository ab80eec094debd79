"""The database: one SQLAlchemy object, portable column types and the two kinds of transaction.

A write transaction on SQLite begins IMMEDIATE, so a lock is taken before anything is read; on
PostgreSQL the commune's row is locked by the one who needs it. A read transaction is one
snapshot on both (SQLite: WAL; PostgreSQL: REPEATABLE READ, read only).
"""

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from flask_sqlalchemy import SQLAlchemy
from psycopg import IsolationLevel
from sqlalchemy import (
    Dialect,
    Engine,
    MetaData,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from server.statement import Driver

BUSY_TIMEOUT_MS = 10_000
ASK_EVERY_MS = 1
RETRY_DELAYS_S = (0.02, 0.1, 0.4, 1.0)
LOCKED = "database is locked"
T = TypeVar("T")
SERIALIZATION_FAILURE, DEADLOCK, LOCK_TIMEOUT = "40001", "40P01", "55P03"


class Base(DeclarativeBase):
    """The mother of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)


def driver_of(session: Session) -> Driver:
    """Give the session's connection for statements, all that waits in the session written."""
    session.flush()
    connection = session.connection()
    own = connection.connection.driver_connection
    # Meeting the dead connection by itself, SQLAlchemy forgets all that it has to that server.
    return Driver(own, connection.engine, lambda: connection.exec_driver_sql("SELECT 1"))


@contextmanager
def transaction(*, write: bool) -> Iterator[Session]:
    """Run one transaction of its own; commit at the end, roll back on any exception."""
    session: Session = db.session()
    if session.in_transaction():
        session.rollback()
    session.connection(execution_options=_options(session.get_bind().dialect, write=write))
    try:
        yield session
        session.commit()
    finally:
        if session.in_transaction():
            session.rollback()


def in_transaction(
    work: Callable[[Session], T], sleep: Callable[[float], None], *, write: bool = True
) -> T:
    """Do `work` in one transaction, all of it again when the database was busy.

    Raises the last DBAPIError when every try met a busy database.
    """

    def attempt() -> T:
        with transaction(write=write) as session:
            return work(session)

    return _until_free(attempt, sleep)


def in_snapshot(
    work: Callable[[Driver], T], sleep: Callable[[float], None], *, single: bool = False
) -> T:
    """Do `work`, which only reads, in one read transaction without a session.

    Every request begins with such a reading; with a session it would cost ten times as much.
    `single`: the work is one statement, which is a snapshot by itself, without BEGIN and COMMIT.
    Raises the last DBAPIError when every try met a busy database.
    """

    def attempt() -> T:
        if single:
            return _singles[db.engine].ask(db.engine, work)
        with _reading(db.engine) as driver:
            return work(driver)

    return _until_free(attempt, sleep)


class _Singles:
    """Connections for single statements, kept beside the pool and lent to one thread at a time.

    There are as many as ever asked at once. The pool would look after a transaction that there
    is none of here, for twice the time that the statement takes.
    """

    def __init__(self) -> None:
        self._idle: deque[Any] = deque()

    def ask(self, engine: Engine, work: Callable[[Driver], T]) -> T:
        """Do the work on a connection; one that may have gone away is not kept."""
        own = self._take(engine)
        is_sound = True
        try:
            return work(Driver(own, engine, engine.dispose))
        except DBAPIError:
            is_sound = False
            raise
        finally:
            if is_sound:
                self._idle.append(own)
            else:
                own.close()

    def close(self) -> None:
        """Close what is idle: the engine is done with, or its database went away."""
        while self._idle:
            self._idle.pop().close()

    def _take(self, engine: Engine) -> Any:
        try:
            return self._idle.pop()
        except IndexError:
            lent = engine.raw_connection()
        own: Any = lent.driver_connection
        lent.detach()
        if engine.dialect.name != "sqlite":
            own.autocommit = True
        return own


_singles: WeakKeyDictionary[Engine, _Singles] = WeakKeyDictionary()


@contextmanager
def _reading(engine: Engine) -> Iterator[Driver]:
    """Lend a connection from the pool, which rolls back whatever is open when it is given back."""
    lent = engine.raw_connection()
    own: Any = lent.driver_connection
    is_sqlite = engine.dialect.name == "sqlite"
    try:
        if is_sqlite:
            own.execute("BEGIN")
        else:
            own.read_only, own.isolation_level = True, IsolationLevel.REPEATABLE_READ
        yield Driver(own, engine, engine.dispose)
        if not is_sqlite:
            own.commit()  # at a rollback psycopg forgets every statement that it had prepared
    finally:
        if not is_sqlite and not own.closed:
            own.rollback()
            own.read_only, own.isolation_level = None, None
        lent.close()


def _until_free(attempt: Callable[[], T], sleep: Callable[[float], None]) -> T:
    for delay_s in RETRY_DELAYS_S:
        try:
            return attempt()
        except DBAPIError as error:
            if not (is_busy(error) or is_lost(error)):
                raise
            sleep(delay_s)
    return attempt()


def is_busy(error: DBAPIError) -> bool:
    """Say whether the whole transaction may simply be tried again."""
    state = getattr(error.orig, "sqlstate", None)
    locked = LOCKED in str(error.orig)
    return locked or state in (SERIALIZATION_FAILURE, DEADLOCK, LOCK_TIMEOUT)


def is_lost(error: DBAPIError) -> bool:
    """Say whether the database went away before anything was committed, as after its restart.

    Only a commit is no statement, and one that is lost may have been carried out.
    """
    return error.connection_invalidated and error.statement is not None


def prepare_engine(engine: Engine) -> None:
    """Give an engine what it needs: on SQLite durable commits, foreign keys, explicit BEGINs."""
    singles = _singles[engine] = _Singles()
    event.listen(engine, "engine_disposed", lambda _engine: singles.close())
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _options(dialect: Dialect, *, write: bool) -> dict[str, Any]:
    if dialect.name == "sqlite":
        return {"begin": "BEGIN IMMEDIATE" if write else "BEGIN"}
    if write:
        return {"isolation_level": "READ COMMITTED"}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver begins too late
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin_sqlite(connection: Any) -> None:
    begin = connection.get_execution_options().get("begin", "BEGIN")
    if begin == "BEGIN":  # it takes no lock, so it can't fail
        connection.connection.driver_connection.execute(begin)
    else:
        _take_lock(connection, begin)


def _take_lock(connection: Any, begin: str) -> None:
    """Ask for SQLite's one write lock each millisecond; after the busy timeout let it be refused.

    SQLite's own waiting sleeps longer and longer, a tenth of a second at last, while the lock is
    given back and taken again by whoever happens to ask: half of the time it stood free.
    """
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        for _ in range(BUSY_TIMEOUT_MS // ASK_EVERY_MS):
            try:
                driver.execute(begin)
                return
            except sqlite3.OperationalError as error:
                if LOCKED not in str(error):
                    break
            time.sleep(ASK_EVERY_MS / 1000)
        connection.exec_driver_sql(begin)
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
