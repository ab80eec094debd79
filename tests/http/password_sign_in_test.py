"""The desk's door in and out: a cookie that no other site can use, and slow guessing."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.db import transaction
from server.services import accounts, passwords
from tests.cast import Cast
from tests.conftest import HeldWorld

PASSWORD = "mật khẩu đủ dài"
INSTALL = "01936f2a-0000-7000-8000-00000000aaaa"
OURS = {"An-Thon-Request": "1", "Origin": "http://localhost"}


@pytest.fixture
def officer(cast: Cast) -> str:
    with transaction(write=True) as session:
        return accounts.create_officer(
            session,
            cast.parts.outside,
            cast.commune_id,
            name="Lê Văn Sơn",
            user_name="le.son",
            password_hash=passwords.hash_password(PASSWORD),
            post="officer",
        ).id


def by_password(
    client: FlaskClient,
    password: object = PASSWORD,
    user_name: object = "le.son",
    headers: dict[str, str] | None = None,
) -> TestResponse:
    body = {"user_name": user_name, "password": password, "install_id": INSTALL}
    sent = OURS if headers is None else headers
    return client.post("/api/sign-in/password", json=body, headers=sent)


@pytest.mark.usefixtures("officer")
class TestPassword:
    def test_it_works(self, client: FlaskClient, officer: str) -> None:
        response = by_password(client)

        assert response.status_code == 201
        assert response.get_json().keys() == {"account", "device_id", "communes"}
        assert response.get_json()["account"]["id"] == officer

    def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(
        self, client: FlaskClient
    ) -> None:
        cookie = by_password(client).headers["Set-Cookie"]

        parts = set(cookie.split("; ")[1:])
        assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"} <= parts
        assert "Secure" not in parts

    def test_behind_https_the_cookie_is_secure(
        self, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parts = app.extensions["an_thon"]
        config = replace(parts.config, public_url="https://an-thon.example")
        monkeypatch.setitem(app.extensions, "an_thon", replace(parts, config=config))

        response = by_password(
            client, headers={"An-Thon-Request": "1", "Origin": "https://an-thon.example"}
        )

        assert "Secure" in response.headers["Set-Cookie"].split("; ")

    def test_the_cookie_opens_the_other_doors(self, client: FlaskClient, officer: str) -> None:
        by_password(client)

        assert client.get("/api/me").get_json()["account"]["id"] == officer

    def test_the_cookies_token_is_no_bearer_token(self, app: Flask, client: FlaskClient) -> None:
        by_password(client)
        cookie = client.get_cookie("an_thon_session")
        assert cookie is not None

        headers = {"Authorization": f"Bearer {cookie.value}"}

        assert app.test_client().get("/api/me", headers=headers).status_code == 401

    @pytest.mark.parametrize(
        ("user_name", "password"),
        [("le.son", "mật khẩu khác"), ("nobody", PASSWORD), ("member", PASSWORD), ("le.son", "x")],
    )
    def test_what_is_wrong_is_not_said(
        self, client: FlaskClient, user_name: str, password: str
    ) -> None:
        response = by_password(client, password, user_name)

        assert (response.status_code, response.get_json()["code"]) == (401, "sign_in.wrong")
        assert response.get_json().keys() == {"type", "title", "status", "code"}
        assert "Set-Cookie" not in response.headers

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"An-Thon-Request": "1", "Origin": "https://evil.example"},
            {"An-Thon-Request": "1", "Sec-Fetch-Site": "cross-site"},
            {"Origin": "http://localhost"},
        ],
    )
    def test_another_site_signs_nobody_in(
        self, client: FlaskClient, headers: dict[str, str]
    ) -> None:
        response = by_password(client, headers=headers)

        assert (response.status_code, response.get_json()["code"]) == (403, "request.origin")

    @pytest.mark.parametrize(
        ("user_name", "password"),
        [
            ("", PASSWORD),
            ("x" * 61, PASSWORD),
            ("a\u0000b", PASSWORD),
            (None, PASSWORD),
            ("le.son", ""),
            ("le.son", "x" * 201),
            ("le.son", "half \udc00"),
            ("le.son", 1),
        ],
    )
    def test_odd_input_is_400(
        self, client: FlaskClient, user_name: object, password: object
    ) -> None:
        assert by_password(client, password, user_name).status_code == 400

    def test_the_eleventh_wrong_try_of_a_user_name_waits(
        self, client: FlaskClient, clock: HeldWorld
    ) -> None:
        statuses = [by_password(client, "mật khẩu khác").status_code for _ in range(10)]

        refused = by_password(client)
        clock.advance(minutes=15)

        assert statuses == [401] * 10
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
        assert by_password(client).status_code == 201

    def test_a_user_name_in_capitals_is_counted_as_one(self, client: FlaskClient) -> None:
        for name in ("le.son", "LE.SON", " le.son ") * 3 + ("Le.Son",):
            by_password(client, "mật khẩu khác", name)

        assert by_password(client).status_code == 429

    def test_right_passwords_do_not_use_the_limit_up(self, client: FlaskClient) -> None:
        statuses = {by_password(client).status_code for _ in range(12)}

        assert statuses == {201}

    def test_an_address_waits_after_sixty_tries(self, client: FlaskClient) -> None:
        statuses = [by_password(client, "x", f"nobody{n}").status_code for n in range(60)]

        assert statuses == [401] * 60
        assert by_password(client).status_code == 429


class TestSignOut:
    def test_a_phones_token_is_ended(self, cast: Cast, client: FlaskClient) -> None:
        response = client.post("/api/sign-out", headers=cast.headers("member"))

        assert response.status_code == 204
        assert client.get("/api/me", headers=cast.headers("member")).status_code == 401
        assert client.get("/api/me", headers=cast.headers("mate")).status_code == 200

    @pytest.mark.usefixtures("officer")
    def test_the_cookie_is_taken_away_and_ended(self, app: Flask, client: FlaskClient) -> None:
        by_password(client)
        cookie = client.get_cookie("an_thon_session")
        assert cookie is not None

        response = client.post("/api/sign-out", headers=OURS)

        assert response.status_code == 204
        assert client.get_cookie("an_thon_session") is None
        stale = app.test_client()
        stale.set_cookie("an_thon_session", cookie.value)
        assert stale.get("/api/me").status_code == 401

    @pytest.mark.usefixtures("officer")
    def test_another_site_signs_nobody_out(self, client: FlaskClient) -> None:
        by_password(client)

        response = client.post("/api/sign-out", headers={"Origin": "https://evil.example"})

        assert (response.status_code, response.get_json()["code"]) == (403, "request.origin")
        assert client.get("/api/me").status_code == 200

    def test_a_stranger_is_refused(self, client: FlaskClient) -> None:
        assert client.post("/api/sign-out", headers=OURS).status_code == 401


class TestMe:
    def test_it_works(self, cast: Cast, client: FlaskClient) -> None:
        me = client.get("/api/me", headers=cast.headers("chief")).get_json()

        assert me == {
            "account": {"id": cast.people["chief"], "name": "chief"},
            "device_id": cast.devices["chief"],
            "communes": [{"id": cast.commune_id, "name": "Lương Phong", "post": "chief"}],
        }

    def test_a_stranger_is_refused(self, client: FlaskClient) -> None:
        assert client.get("/api/me").status_code == 401
