"""Setting up from the command line, as an administrator does it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from server import create_app
from server.config import Config
from server.db import db, transaction
from server.models import Account, Commune, Membership

PASSWORD = "mật khẩu đủ dài"
INIT = ("init", "--commune", "Lương Phong", "--officer", "Lê Văn Sơn", "--user-name", "le.son")


@pytest.fixture(autouse=True)
def own_instance_dir(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of this test's own: held chance gives every test's commune the same id."""
    parts = app.extensions["an_thon"]
    config = replace(parts.config, instance_dir=tmp_path)
    monkeypatch.setitem(app.extensions, "an_thon", replace(parts, config=config))


def run(app: Flask, *args: str, given: str | None = PASSWORD + "\n") -> Result:
    return app.test_cli_runner().invoke(args=args, input=given)


def init(app: Flask, *more: str) -> Result:
    return run(app, *INIT, "--password-stdin", *more)


def sign_in(client: FlaskClient, user_name: str = "le.son", password: str = PASSWORD) -> int:
    response = client.post(
        "/api/sign-in/password",
        json={
            "user_name": user_name,
            "password": password,
            "install_id": "01936f2a-0000-7000-8000-00000000aaaa",
        },
        headers={"An-Thon-Request": "1"},
    )
    return response.status_code


def test_after_init_the_first_officer_signs_in(app: Flask, client: FlaskClient) -> None:
    result = init(app)

    assert result.exit_code == 0, result.output
    assert "Đã lập xã Lương Phong" in result.output
    assert sign_in(client) == 201


class TestNewMachine:
    """A server whose database has not been made yet."""

    @pytest.fixture
    def new_app(self, app: Flask, tmp_path: Path) -> Iterator[Flask]:
        outside = app.extensions["an_thon"].outside
        new_app = create_app(Config(instance_dir=tmp_path / "new", log_level="ERROR"), outside)
        with new_app.app_context():
            yield new_app
            db.engine.dispose()

    def test_init_makes_the_tables(self, new_app: Flask) -> None:
        result = init(new_app)

        assert result.exit_code == 0, result.output
        assert sign_in(new_app.test_client()) == 201

    def test_another_command_says_what_to_run_first(self, new_app: Flask) -> None:
        result = run(new_app, "rotate-key")

        assert (result.exit_code, "flask --app server init" in result.output) == (1, True)


def test_init_asks_for_what_is_not_given(app: Flask, client: FlaskClient) -> None:
    answers = ["Lương Phong", "Lê Văn Sơn", "le.son", PASSWORD, PASSWORD]

    result = run(app, "init", given="\n".join(answers) + "\n")

    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output
    assert sign_in(client) == 201


def test_init_takes_the_numbers_that_every_phone_shows(app: Flask) -> None:
    init(app, "--duty-phone", "02043872222", "--privacy-contact", "Văn phòng UBND xã")

    with transaction(write=False) as session:
        commune = session.scalars(select(Commune)).one()
        assert commune.name == "Lương Phong"
        assert json.loads(commune.public_key)["crv"] == "P-256"


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--commune", "LƯƠNG PHONG", "--user-name", "other"), "Đã có xã tên này"),
        (("--commune", "Đông Lỗ"), "Tên đăng nhập này đã có người dùng"),
        (("--commune", "Đông Lỗ", "--user-name", "lê sơn"), "Tên đăng nhập gồm"),
        (("--commune", "Đông Lỗ", "--duty-phone", "x" * 99), "cài đặt không hợp lệ"),
    ],
)
def test_init_refuses_in_words(app: Flask, args: tuple[str, ...], word: str) -> None:
    init(app)

    result = init(app, *args)

    assert result.exit_code == 1
    assert word in result.output
    assert "Traceback" not in result.output


def test_a_short_password_is_refused_in_words(app: Flask) -> None:
    result = run(app, *INIT, "--password-stdin", given="ngắn\n")

    assert result.exit_code == 1
    assert "từ 10 đến 200 ký tự" in result.output


@pytest.mark.parametrize("post", ["officer", "chief", "viewer", "administrator"])
def test_an_added_officer_signs_in_with_the_post(
    app: Flask, client: FlaskClient, post: str
) -> None:
    init(app)

    args = ("--name", "Trần Bình", "--user-name", "t.binh", "--post", post, "--password-stdin")
    result = run(app, "add-officer", *args)

    assert result.exit_code == 0, result.output
    assert sign_in(client, "t.binh") == 201
    with transaction(write=False) as session:
        posts = dict(
            session.execute(
                select(Account.user_name, Membership.post).join(
                    Membership, Membership.account_id == Account.id
                )
            ).all()
        )
    assert posts == {"le.son": "chief", "t.binh": post}


def test_of_two_communes_the_officers_must_be_named(app: Flask) -> None:
    init(app)
    init(app, "--commune", "Đông Lỗ", "--user-name", "other")
    args = ("add-officer", "--name", "Trần Bình", "--user-name", "t.binh", "--password-stdin")

    unnamed, named = run(app, *args), run(app, *args, "--commune", "đông lỗ")

    assert (unnamed.exit_code, named.exit_code) == (1, 0)
    assert "ghi thêm --commune" in unnamed.output


def test_a_reset_password_is_the_only_one(app: Flask, client: FlaskClient) -> None:
    init(app)
    sign_in(client)

    result = run(app, "reset-password", "LE.SON", "--password-stdin", given="một mật khẩu mới\n")

    assert result.exit_code == 0, result.output
    assert client.get("/api/me").status_code == 401
    assert sign_in(client) == 401
    assert sign_in(client, password="một mật khẩu mới") == 201


def test_nobodys_password_cannot_be_reset(app: Flask) -> None:
    result = run(app, "reset-password", "nobody", "--password-stdin")

    assert (result.exit_code, "Không có tài khoản này" in result.output) == (1, True)


def test_rotate_key_gives_a_new_key(app: Flask) -> None:
    init(app)
    with transaction(write=False) as session:
        old = session.scalars(select(Commune.public_key)).one()

    result = run(app, "rotate-key")

    with transaction(write=False) as session:
        new = session.scalars(select(Commune.public_key)).one()
    assert result.exit_code == 0, result.output
    assert new != old
