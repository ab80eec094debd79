"""Statements that SQLAlchemy writes once and the database's driver runs.

What every exchange asks goes this way: SQLAlchemy takes 50 to 70 µs to run a statement for which
SQLite needs 5, and what it does meanwhile is the same each time (docs/PERFORMANCE.md).
The pool of connections, types and errors stay SQLAlchemy's.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import ClauseElement, Dialect, Engine, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Change = Callable[[Any], Any]


class Driver:
    """The driver's own connection, lent by SQLAlchemy.

    `forget`: called when the database turns out to have gone away.
    """

    __slots__ = ("connection", "dialect", "engine", "forget")

    def __init__(self, connection: Any, engine: Engine, forget: Callable[[], object]) -> None:
        self.connection, self.engine, self.dialect = connection, engine, engine.dialect
        self.forget = forget


class Statement:
    """A statement whose parameters are named by `bindparam`; an expanding one is not possible.

    `columns`: what an INSERT gives or an UPDATE sets, each by the parameter of its name. Defaults
    of columns that SQLAlchemy would fill in are not.
    """

    def __init__(self, statement: ClauseElement, columns: Sequence[str] = ()) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._written: dict[str, _Written] = {}

    def all(self, driver: Driver, **asked: Any) -> list[Any]:
        """Give all rows, as named tuples. Raises DBAPIError."""
        written = self._for(driver.dialect)
        return _run(driver, written, written.values(asked), many=False)

    def one_or_none(self, driver: Driver, **asked: Any) -> Any | None:
        """Give the row, of which there is at most one. Raises DBAPIError."""
        rows = self.all(driver, **asked)
        if len(rows) > 1:
            raise LookupError(f"{len(rows)} rows where at most one was expected")
        return rows[0] if rows else None

    def one(self, driver: Driver, **asked: Any) -> Any:
        """Give the one row there is. Raises LookupError where there is none, DBAPIError."""
        row = self.one_or_none(driver, **asked)
        if row is None:
            raise LookupError("no row where one was expected")
        return row

    def write(self, driver: Driver, rows: Sequence[Values]) -> None:
        """Run it once for each of these rows of parameters. Raises DBAPIError."""
        if rows:
            written = self._for(driver.dialect)
            _run(driver, written, [written.values(row) for row in rows], many=True)

    def _for(self, dialect: Dialect) -> "_Written":
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _Written(
                self._statement, self._columns, dialect
            )
        return written


class _Written:
    """The statement as one kind of database takes it."""

    def __init__(
        self, statement: ClauseElement, columns: list[str] | None, dialect: Dialect
    ) -> None:
        compiled = statement.compile(dialect=dialect, column_keys=columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 only types have other compilers
        self.text = str(compiled)
        self.given = {name: value for name, value in compiled.params.items() if value is not None}
        self.is_positional = compiled.positional
        self.take = _taking(tuple(compiled.positiontup or ()))
        types = {name: parameter.type for parameter, name in compiled.bind_names.items()}
        self.to_driver = _changes(types, dialect, "bind_processor")
        self.make: Callable[[Any], Any] | None = None
        if isinstance(statement, Select):
            selected = statement.selected_columns
            row = namedtuple("Row", [column.key for column in selected])  # type: ignore[misc]
            read = {index: column.type for index, column in enumerate(selected)}
            self.make = _making(row._make, _changes(read, dialect, "result_processor"))

    def values(self, asked: Values) -> Any:
        """Give the parameters in the form that the driver takes."""
        named = {**self.given, **asked} if self.given else asked
        if self.to_driver:
            named = {**named, **{k: change(named[k]) for k, change in self.to_driver.items()}}
        return self.take(named) if self.is_positional else named


def _taking(names: tuple[str, ...]) -> Callable[[Values], tuple[Any, ...]]:
    if len(names) > 1:
        take: Callable[[Values], tuple[Any, ...]] = itemgetter(*names)
        return take
    return lambda named: tuple(named[name] for name in names)


def _making(make: Change, from_driver: dict[int, Change]) -> Change:
    if not from_driver:
        return make

    def making(row: Any) -> Any:
        values = list(row)
        for index, change in from_driver.items():
            values[index] = change(values[index])
        return make(values)

    return making


def _changes(types: dict[Any, TypeEngine[Any]], dialect: Dialect, way: str) -> dict[Any, Change]:
    """Give what changes a value on its way to or from the driver, of the types where it must."""
    found = {}
    for key, one in types.items():
        own = one.dialect_impl(dialect)
        more = () if way == "bind_processor" else (None,)
        change = getattr(own, way)(dialect, *more)
        if change is not None:
            found[key] = change
    return found


def _run(driver: Driver, written: _Written, values: Any, *, many: bool) -> list[Any]:
    cursor = driver.connection.cursor()
    for hear in driver.engine.dispatch.before_cursor_execute:  # as SQLAlchemy's own are heard
        hear(None, cursor, written.text, values, None, many)
    try:
        if many:
            cursor.executemany(written.text, values)
            return []
        cursor.execute(written.text, values)
        rows = cursor.fetchall() if written.make else []
    except driver.dialect.loaded_dbapi.Error as error:
        raise _told(driver, written, error) from error
    finally:
        cursor.close()
    return list(map(written.make, rows)) if written.make else []


def _told(driver: Driver, written: _Written, error: Any) -> Exception:
    """Give the driver's error as SQLAlchemy tells it."""
    dialect = driver.dialect
    is_lost = dialect.is_disconnect(error, driver.connection, None)
    if is_lost:
        driver.forget()
    told: Exception = DBAPIError.instance(
        written.text,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=is_lost,
        dialect=dialect,
    )
    return told
