"""Every row of every table, from one database into another."""

from sqlalchemy import Connection, Table, func, insert, select

from server.db import Base

PART_ROWS = 1000


def copy_rows(source: Connection, target: Connection) -> dict[str, int]:
    """Copy all of `source` into the empty tables of `target`; give the rows of each table.

    Both are inside a transaction of their own: what is read is one moment.
    """
    return {table.name: _copy(table, source, target) for table in Base.metadata.sorted_tables}


def empty_tables(target: Connection) -> None:
    """Delete every row, those that others point to last."""
    for table in reversed(Base.metadata.sorted_tables):
        target.execute(table.delete())


def count_rows(source: Connection) -> dict[str, int]:
    """Count the rows of each table."""
    return {
        table.name: source.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def _copy(table: Table, source: Connection, target: Connection) -> int:
    count = 0
    found = source.execution_options(yield_per=PART_ROWS).execute(select(table))
    for part in found.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in part])
        count += len(part)
    return count
