"""Founding a commune: everything it needs from its first day, in one transaction."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from server.db import db, transaction
from server.errors import Problem
from server.http import Parts
from server.models import Account, Commune, Membership, Record, Stream
from server.services import keys
from server.services.founding import NewCommune, find_commune, first_chief, rotate_key, set_up
from server.services.members import list_contents

WANTED = NewCommune("Lương Phong", "Đại úy Lê Văn Sơn", "le.son", "$argon2id$…")


@pytest.fixture
def parts(app: Flask, tmp_path: Path) -> Parts:
    """The app's parts, with an instance folder of this test's own."""
    parts: Parts = app.extensions["an_thon"]
    return replace(parts, config=replace(parts.config, instance_dir=tmp_path))


def found(parts: Parts, wanted: NewCommune = WANTED) -> str:
    with transaction(write=True) as session:
        return set_up(session, parts.outside, parts.config, parts.kinds, wanted).id


def refusal(parts: Parts, wanted: NewCommune) -> str:
    with pytest.raises(Problem) as refused:
        found(parts, wanted)
    return refused.value.code


def test_a_commune_has_a_chief_who_is_its_first_officer(parts: Parts) -> None:
    commune_id = found(parts)

    with transaction(write=False) as session:
        account = session.scalars(select(Account)).one()
        membership = session.get_one(Membership, (commune_id, account.id))
        assert (account.name, account.user_name) == ("Đại úy Lê Văn Sơn", "le.son")
        assert (membership.post, account.is_demo) == ("chief", False)


def test_postgresql_has_counted_the_rows_of_a_new_commune(parts: Parts) -> None:
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite plans without counting")
    found(parts)

    with transaction(write=False) as session:
        counted = session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'record'"))
        assert counted == session.scalar(select(func.count()).select_from(Record)) != 0


def test_a_commune_has_its_streams(parts: Parts) -> None:
    found(parts)

    with transaction(write=False) as session:
        names = set(session.scalars(select(Stream.name)))

    assert names == {"directory", "notices", "desk"}


def test_a_commune_has_one_settings_record_with_its_own_id(parts: Parts) -> None:
    commune_id = found(parts, replace(WANTED, settings={"duty_phone": "02043872222"}))

    with transaction(write=False) as session:
        settings = list_contents(session, commune_id, "setting")

    assert settings == {commune_id: {"name": "Lương Phong", "duty_phone": "02043872222"}}


def test_the_public_key_is_that_of_the_file(parts: Parts) -> None:
    commune_id = found(parts)

    with transaction(write=False) as session:
        public_key = session.get_one(Commune, commune_id).public_key

    assert public_key == keys.commune_key(parts.config.instance_dir, commune_id)


@pytest.mark.parametrize("name", ["Lương Phong", "lương  phong", "LƯƠNG PHONG"])
def test_a_second_commune_of_the_name_is_refused(parts: Parts, name: str) -> None:
    found(parts)

    wanted = replace(WANTED, name=name, user_name="other")

    assert refusal(parts, wanted) == "commune.name_taken"


def test_a_user_name_is_one_persons(parts: Parts) -> None:
    found(parts)

    assert refusal(parts, replace(WANTED, name="Đông Lỗ")) == "account.name_taken"
    with transaction(write=False) as session:
        assert session.scalar(select(func.count(Commune.id))) == 1


@pytest.mark.parametrize("user_name", ["", "ab", "lê.sơn", "a b c", ".son", "son.", "x" * 61])
def test_an_odd_user_name_is_refused(parts: Parts, user_name: str) -> None:
    assert refusal(parts, replace(WANTED, user_name=user_name)) == "account.user_name_odd"


def test_settings_that_their_kind_refuses_leave_nothing(parts: Parts) -> None:
    wanted = replace(WANTED, settings={"duty_phone": "x" * 999})

    assert refusal(parts, wanted) == "commune.setting_odd"
    with transaction(write=False) as session:
        assert session.scalar(select(func.count(Commune.id))) == 0
        assert session.scalar(select(func.count(Account.id))) == 0


def test_the_only_commune_need_not_be_named(parts: Parts) -> None:
    commune_id = found(parts)

    with transaction(write=False) as session:
        assert find_commune(session, None).id == commune_id
        assert find_commune(session, "lương phong").id == commune_id


@pytest.mark.parametrize("name", [None, "Danh Thắng"])
def test_of_two_communes_one_must_be_named(parts: Parts, name: str | None) -> None:
    found(parts)
    found(parts, replace(WANTED, name="Đông Lỗ", user_name="other"))

    with transaction(write=False) as session, pytest.raises(Problem) as refused:
        find_commune(session, name)

    assert refused.value.details["communes"] == ["Lương Phong", "Đông Lỗ"]


def test_the_first_chief_signs_for_the_command_line(parts: Parts) -> None:
    commune_id = found(parts)

    with transaction(write=False) as session:
        assert first_chief(session, commune_id).user_name == "le.son"


def test_a_rotation_changes_the_public_key(parts: Parts) -> None:
    commune_id = found(parts)
    with transaction(write=True) as session:
        commune = session.get_one(Commune, commune_id)
        old, new = commune.public_key, rotate_key(session, parts.outside, parts.config, commune)

    with transaction(write=False) as session:
        now = session.get_one(Commune, commune_id).public_key

    assert now == new != old
    assert json.loads(now)["kid"] != json.loads(old)["kid"]
