"""The database: one SQLAlchemy object, portable column types and the two kinds of transaction.

A write transaction on SQLite begins IMMEDIATE, so a lock is taken before anything is read; on
PostgreSQL the commune's row is locked by the one who needs it. A read transaction is one
snapshot on both (SQLite: WAL; PostgreSQL: REPEATABLE READ, read only).
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    ARRAY,
    Boolean,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    Text,
    bindparam,
    event,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

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


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps no zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: it could mean any hour."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"time without a zone: {value!r}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every time back as aware UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Texts(TypeDecorator[list[str]]):
    """A list of texts as one parameter of `OneOf`."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(ARRAY(String) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Write them in an order that is always the same."""
        ordered = sorted(value or ())
        return ordered if dialect.name == "postgresql" else json.dumps(ordered)


class OneOf(FunctionElement[bool]):
    """`OneOf(column, name)`: the column is one of the texts that the parameter `name` lists.

    Unlike `IN` it is one statement whatever their number, so it is built and prepared once.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str) -> None:
        super().__init__(column, bindparam(name, type_=Texts()))

    def self_group(self, against: Any = None) -> Any:
        """Stand bare among conditions: `… = 1` around it would hide it from SQLite's planner."""
        return self


@compiles(OneOf)
def _one_of(element: OneOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, texts = (compiler.process(one, **kwargs) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({texts}))"  # noqa: S608 compiled parts


@compiles(OneOf, "postgresql")
def _one_of_postgresql(element: OneOf, compiler: SQLCompiler, **kwargs: Any) -> str:
    column, texts = (compiler.process(one, **kwargs) for one in element.clauses)
    return f"{column} = ANY ({texts})"


def connection_of(session: Session) -> Connection:
    """Give the session's connection, all that waits in the session written.

    Statements that are built once and run on the connection cost a third of the session's own.
    """
    session.flush()
    return session.connection()


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
    work: Callable[[Connection], T], sleep: Callable[[float], None], *, single: bool = False
) -> T:
    """Do `work`, which only reads, in one read transaction without a session.

    It costs half of what one with a session does; every request begins with such a reading.
    `single`: the work is one statement, which is a snapshot by itself, without BEGIN and COMMIT.
    Raises the last DBAPIError when every try met a busy database.
    """

    def attempt() -> T:
        with db.engine.connect() as connection:
            options = _options(connection.dialect, write=False, single=single)
            if options:  # none are wanted in the most frequent case, and setting them is dear
                connection.execution_options(**options)
            with connection.begin():
                return work(connection)

    return _until_free(attempt, sleep)


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
    """Give a SQLite engine durable commits, foreign keys and explicit BEGINs."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _options(dialect: Dialect, *, write: bool, single: bool = False) -> dict[str, Any]:
    if dialect.name == "sqlite":
        begin = "" if single else "BEGIN IMMEDIATE" if write else "BEGIN"
        return {} if begin == "BEGIN" else {"begin": begin}
    if single:
        return {"isolation_level": "AUTOCOMMIT"}
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
    if begin == "BEGIN":  # past SQLAlchemy, ten times as fast: it takes no lock, so it can't fail
        connection.connection.driver_connection.execute(begin)
    elif begin:
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
