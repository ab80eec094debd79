"""A backup and its restore, as an administrator has them: every row of every table, out and in."""

from typing import Any

from sqlalchemy import func, select

from server.db import Base, db

Rows = dict[str, list[dict[str, Any]]]


def snapshot() -> Rows:
    """Copy every row of every table, in the order of their keys."""
    with db.engine.connect() as connection:
        return {
            table.name: [
                dict(row._mapping)
                for row in connection.execute(table.select().order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
        }


def restore(rows: Rows) -> None:
    """Put the tables back to what they held; whatever came later is gone."""
    db.session.remove()
    with db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])


def count_rows() -> dict[str, int]:
    """Count the rows of every table, to see that nothing was stored."""
    with db.engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
