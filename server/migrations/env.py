"""How migrations reach the database: the app's own engine and tables."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Column

from server import models  # noqa: F401  every table must be known to be compared
from server.columns import Moment
from server.db import Base, db


def render_type(kind: str, value: Any, _context: Any) -> str | Literal[False]:
    """Write our own types as what they are in the database: a migration outlives our code."""
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def leave_unchanged(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no migration when nothing changed."""
    if directives[0].upgrade_ops.is_empty():
        directives[:] = []


def compare_type(
    _context: Any, _inspected: Column[Any], column: Column[Any], _seen: Any, _wanted: Any
) -> bool | None:
    """Leave our own types to their own test: SQLite tells no zone."""
    return False if isinstance(column.type, Moment) else None


if context.is_offline_mode():
    raise SystemExit("migrations need the database itself")

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_type,
        compare_type=compare_type,
        process_revision_directives=leave_unchanged,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
