"""Migrations: each goes up, down and up again, with data in every table; the head is the models."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade

from server import create_app
from server.columns import Moment
from server.config import ROOT, Config
from server.db import Base, db
from tests import postgres

GLOBAL_TABLES = {"account", "device", "token", "invitation", "rate_limit"}
# The one index and the one foreign key of a commune's table that lead out of the commune.
NAMED_INDEX, NAMED_KEY = "ix_membership_account_id", "fk_membership_account_id"
MOMENT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)
SCRIPTS = ScriptDirectory(str(ROOT / "server" / "migrations"))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]


@pytest.fixture
def empty(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An app on a database of its own, without any table."""
    if database_url.startswith("sqlite"):
        url, drop = f"sqlite:///{tmp_path / 'empty.sqlite3'}", None
    else:
        url, drop = postgres.borrow(sa.make_url(database_url))
    app = create_app(Config(instance_dir=tmp_path, database_url=url, log_level="ERROR"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if drop is not None:
        drop()


def reflected() -> sa.MetaData:
    """Read the tables as they stand in the database."""
    metadata = sa.MetaData()
    metadata.reflect(db.engine)
    metadata.remove(metadata.tables["alembic_version"])
    return metadata


def fill(tables: list[sa.Table]) -> None:
    """Write one row into each table; each text is the same, so that the foreign keys hold."""
    with db.engine.begin() as connection:
        for table in tables:
            row = {column.name: sample(column.type) for column in table.columns}
            connection.execute(table.insert(), row)


def sample(kind: sa.types.TypeEngine[Any]) -> Any:
    values: dict[type, Any] = {str: "a", int: 1, bool: True, datetime: MOMENT}
    return values[kind.python_type]


def rows(tables: list[sa.Table]) -> dict[str, list[tuple[Any, ...]]]:
    with db.engine.connect() as connection:
        return {table.name: [tuple(row) for row in connection.execute(table.select())]
                for table in tables}  # fmt: skip


def test_there_is_one_line_of_migrations() -> None:
    assert len(SCRIPTS.get_heads()) == 1
    assert len(SCRIPTS.get_bases()) == 1


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_migration_goes_up_down_and_up_again_with_data_in_every_table(
    empty: Flask, revision: str
) -> None:
    before = SCRIPTS.get_revision(revision).down_revision
    if before is not None:
        upgrade(revision=before)
        fill(reflected().sorted_tables)
    kept = rows(reflected().sorted_tables) if before is not None else {}

    upgrade(revision=revision)
    new = [table for table in reflected().sorted_tables if table.name not in kept]
    fill(new)
    up = rows(reflected().sorted_tables)
    downgrade(revision=before or "base")
    down = rows(reflected().sorted_tables)
    upgrade(revision=revision)

    assert all(up.values()), "a row was lost on the way up"
    assert down == kept
    assert {table.name for table in reflected().sorted_tables} == up.keys()


def test_the_head_equals_the_models(empty: Flask) -> None:
    upgrade()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": compare_type})
        assert compare_metadata(context, Base.metadata) == []


def compare_type(
    _context: Any, _inspected: Any, _column: Any, seen: sa.types.TypeEngine[Any], wanted: Any
) -> bool | None:
    """Compare our own time type by its implementation; SQLite tells no zone."""
    if isinstance(wanted, Moment):
        return not isinstance(seen, sa.DateTime)
    return None


def test_every_time_column_keeps_its_zone(empty: Flask) -> None:
    upgrade()
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no zones; Moment gives UTC back (tests/db_test.py)")

    times = [
        column.type
        for table in reflected().sorted_tables
        for column in table.columns
        if isinstance(column.type, sa.DateTime)
    ]

    assert times
    assert all(kind.timezone for kind in times)


COMMUNE_TABLES = [table for name, table in Base.metadata.tables.items()
                  if name not in GLOBAL_TABLES | {"commune"}]  # fmt: skip


def test_the_named_global_tables_exist() -> None:
    assert Base.metadata.tables.keys() > GLOBAL_TABLES


@pytest.mark.parametrize("table", COMMUNE_TABLES, ids=lambda table: table.name)
def test_every_key_of_a_communes_table_starts_with_the_commune(table: sa.Table) -> None:
    keys: list[Any] = [table.primary_key, *table.indexes, *table.foreign_key_constraints]
    keys += [one for one in table.constraints if isinstance(one, sa.UniqueConstraint)]

    firsts = {str(key.name): next(iter(key.columns)).name for key in keys}

    assert firsts.pop(NAMED_INDEX, "account_id") == "account_id"
    assert firsts.pop(NAMED_KEY, "account_id") == "account_id"
    assert set(firsts.values()) == {"commune_id"}


def test_no_key_is_made_by_the_database() -> None:
    counted = [
        column
        for table in Base.metadata.tables.values()
        for column in table.primary_key.columns
        if isinstance(column.type, sa.Integer)
    ]

    assert counted == []
