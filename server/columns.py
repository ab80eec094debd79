"""Columns and conditions that mean the same on SQLite and on PostgreSQL."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Boolean, DateTime, Dialect, String, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite keeps no zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: it could mean any hour."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"time without a zone: {value!r}")
        return value.astimezone(UTC) if value and value.tzinfo is not UTC else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every time back as aware UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Texts(TypeDecorator[list[Any]]):
    """A list of texts as one parameter of `OneOf`."""

    impl = Text
    cache_ok = True
    item: type[TypeEngine[Any]] = String

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        is_native = dialect.name == "postgresql"
        return dialect.type_descriptor(ARRAY(self.item) if is_native else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Write them in an order that is always the same."""
        ordered = sorted(value or ())
        return ordered if dialect.name == "postgresql" else json.dumps(ordered)


class Numbers(Texts):
    """A list of whole numbers, in the same way."""

    item = BigInteger


class OneOf(FunctionElement[bool]):
    """`OneOf(column, name)`: the column is one of the values that the parameter `name` lists.

    Unlike `IN` it is one statement whatever their number, so it is built and prepared once.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str, listed: Texts | None = None) -> None:
        super().__init__(column, bindparam(name, type_=listed or Texts()))

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


class Utf8(UserDefinedType[bytes]):
    """What `InBytes` gives."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], Any] | None:
        """Encode the text where it comes as text."""
        return _encode if dialect.name == "postgresql" else None


def _encode(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


class InBytes(FunctionElement[bytes]):
    """A text column, read as UTF-8.

    SQLite hands out the bytes that it keeps, which costs less than making a text of them.
    PostgreSQL would write bytes in hex, twice as long.
    """

    type = Utf8()
    inherit_cache = True


@compiles(InBytes)
def _in_bytes(element: InBytes, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **kwargs)} AS BLOB)"


@compiles(InBytes, "postgresql")
def _in_bytes_postgresql(element: InBytes, compiler: SQLCompiler, **kwargs: Any) -> str:
    return compiler.process(element.clauses, **kwargs)
