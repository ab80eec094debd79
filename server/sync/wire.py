"""JSON as it goes over the wire and into the tables: UTF-8, without spaces (ADR 0007)."""

from collections.abc import Callable
from typing import Any

import orjson
from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType


def write(value: Any) -> str:
    """Write a value as JSON. Raises TypeError where a text is no UTF-8 or a number is too large."""
    return write_bytes(value).decode()


def write_bytes(value: Any) -> bytes:
    """Write a value as the bytes that go over the wire. Raises TypeError as `write` does."""
    return orjson.dumps(value)


def wire_size(text: str) -> int:
    """Count its bytes in UTF-8."""
    return len(text.encode())


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
