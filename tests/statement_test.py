"""Statements that the driver runs: they say what SQLAlchemy's own say, and fail as they do."""

from datetime import timedelta
from typing import Any, cast

import pytest
from flask import Flask
from sqlalchemy import (
    Table,
    bindparam,
    column,
    event,
    insert,
    literal,
    select,
    table,
    update,
)
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from server.columns import Numbers, OneOf
from server.db import db, driver_of, in_snapshot, is_busy, transaction
from server.models import Account
from server.statement import Driver, Statement
from tests.conftest import START

ACCOUNT = cast(Table, Account.__table__)
COLUMNS = ("id", "name", "created_at", "is_demo")
ADD = Statement(insert(ACCOUNT), COLUMNS)
BY_NAME = select(ACCOUNT).where(ACCOUNT.c.name == bindparam("name")).order_by(ACCOUNT.c.id)
FIND = Statement(BY_NAME)


def account(number: int, name: str = "An", **more: Any) -> dict[str, Any]:
    row = {"id": str(number), "name": name, "created_at": START + timedelta(days=number)}
    return {**row, "is_demo": number % 2 == 0, **more}


def test_it_gives_what_sqlalchemy_gives(app: Flask) -> None:
    with transaction(write=True) as session:
        driver = driver_of(session)
        ADD.write(driver, [account(number) for number in range(1, 4)])
        ADD.write(driver, [account(4, name="Bình")])

        found = FIND.all(driver, name="An")

        assert found == [tuple(row) for row in session.execute(BY_NAME, {"name": "An"})]
        assert [type(value) for value in found[0]] == [
            type(value) for value in session.execute(BY_NAME, {"name": "An"}).first() or ()
        ]
        assert found[1].created_at == START + timedelta(days=2)
        assert (found[0].is_demo, found[1].is_demo) == (False, True)


def test_it_changes_a_row_for_each_row_of_parameters(app: Flask) -> None:
    change = Statement(
        update(ACCOUNT).where(ACCOUNT.c.id == bindparam("key")), ("name", "created_at")
    )
    with transaction(write=True) as session:
        driver = driver_of(session)
        ADD.write(driver, [account(1), account(2), account(3)])
        change.write(
            driver,
            [{"key": key, "name": "Bình", "created_at": START} for key in ("1", "3")],
        )
        change.write(driver, [])

        named = [(row.id, row.name, row.created_at) for row in stored(driver)]

    assert named == [
        ("1", "Bình", START), ("2", "An", START + timedelta(days=2)), ("3", "Bình", START)
    ]  # fmt: skip


def stored(driver: Driver) -> list[Any]:
    return Statement(select(ACCOUNT).order_by(ACCOUNT.c.id)).all(driver)


def test_a_list_is_one_parameter_and_a_value_that_was_said_needs_none(app: Flask) -> None:
    number = select(literal(7).label("seven")).subquery()
    texts = Statement(select(ACCOUNT.c.id).where(OneOf(ACCOUNT.c.id, "ids")))
    numbers = Statement(select(number.c.seven).where(OneOf(number.c.seven, "listed", Numbers())))
    with transaction(write=True) as session:
        driver = driver_of(session)
        ADD.write(driver, [account(1), account(2), account(3)])

        assert {row.id for row in texts.all(driver, ids=["1", "3", "it's"])} == {"1", "3"}
        assert texts.all(driver, ids=[]) == []
        assert numbers.one(driver, listed=[7, 2**40]).seven == 7
        assert numbers.one_or_none(driver, listed=[8]) is None


def test_more_rows_or_none_where_one_was_expected_are_an_error(app: Flask) -> None:
    with transaction(write=True) as session:
        driver = driver_of(session)
        with pytest.raises(LookupError, match="no row"):
            FIND.one(driver, name="An")
        ADD.write(driver, [account(1), account(2)])
        with pytest.raises(LookupError, match="2 rows"):
            FIND.one_or_none(driver, name="An")


def test_an_error_of_the_driver_is_told_as_sqlalchemy_tells_it_without_what_people_wrote(
    app: Flask,
) -> None:
    with pytest.raises(IntegrityError) as told, transaction(write=True) as session:
        ADD.write(driver_of(session), [account(1, name="bí mật"), account(1, name="bí mật")])

    assert "bí mật" not in str(told.value)
    assert "INSERT INTO account" in (told.value.statement or "")
    assert not is_busy(told.value)
    assert not told.value.connection_invalidated
    with transaction(write=True) as session:
        driver = driver_of(session)
        assert stored(driver) == []


def test_a_statement_that_no_database_takes_is_told_too(app: Flask) -> None:
    nowhere = Statement(select(column("id")).select_from(table("nowhere")))

    with pytest.raises((OperationalError, ProgrammingError)):
        in_snapshot(nowhere.all, lambda _seconds: None)


def test_who_listens_to_the_engine_hears_it(app: Flask) -> None:
    heard: list[tuple[str, Any, bool]] = []

    def hear(_c: Any, _cursor: Any, text: str, values: Any, _context: Any, many: bool) -> None:
        heard.append((text, values, many))

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        with transaction(write=True) as session:
            driver = driver_of(session)
            ADD.write(driver, [account(1)])
            FIND.all(driver, name="An")
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)

    assert [(text.split()[0], many) for text, _, many in heard] == [
        ("INSERT", True), ("SELECT", False)
    ]  # fmt: skip
    assert "An" in (heard[1][1] if isinstance(heard[1][1], tuple) else heard[1][1].values())
