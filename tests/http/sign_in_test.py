"""The phone doors in: six digits or a QR, open to all and counted."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.db import transaction
from server.models import RateLimit
from server.services import keys, rate_limits
from server.services.invitations import Invited, invite
from tests.cast import Cast
from tests.conftest import HeldWorld

INSTALL = "01936f2a-0000-7000-8000-00000000aaaa"


@pytest.fixture
def key(app: Flask) -> bytes:
    parts = app.extensions["an_thon"]
    return keys.code_key(parts.config.instance_dir, parts.outside.random_bytes)


@pytest.fixture
def give(cast: Cast, key: bytes) -> Callable[[], Invited]:
    """Invite the member anew."""

    def give() -> Invited:
        with transaction(write=True) as session:
            outside, member_id = cast.parts.outside, cast.members["member"]
            return invite(session, outside, key, cast.commune_id, member_id, invited_by=None)

    return give


def by_code(client: FlaskClient, code: object, **rest: object) -> TestResponse:
    body = {"code": code, "install_id": INSTALL, "label": "Samsung A05", **rest}
    return client.post("/api/sign-in/code", json=body)


def wrong_code(right: str, step: int = 1) -> str:
    return f"{(int(right) + step) % 10**6:06}"


class TestCode:
    def test_it_works(self, cast: Cast, client: FlaskClient, give: Callable[[], Invited]) -> None:
        response = by_code(client, give().code)

        assert response.status_code == 201
        signed_in = response.get_json()
        assert signed_in.keys() == {"token", "account", "device_id", "communes"}
        assert signed_in["account"] == {"id": cast.people["member"], "name": "member"}
        commune = {"id": cast.commune_id, "name": "Lương Phong", "post": "member"}
        assert signed_in["communes"] == [commune]
        assert "Set-Cookie" not in response.headers

    def test_its_token_opens_the_other_doors(
        self, client: FlaskClient, give: Callable[[], Invited]
    ) -> None:
        signed_in = by_code(client, give().code).get_json()

        headers = {"Authorization": f"Bearer {signed_in.pop('token')}"}
        me = client.get("/api/me", headers=headers)

        assert me.get_json() == signed_in

    def test_a_wrong_code_is_401(self, client: FlaskClient, give: Callable[[], Invited]) -> None:
        response = by_code(client, wrong_code(give().code))

        assert (response.status_code, response.get_json()["code"]) == (401, "sign_in.wrong")

    @pytest.mark.parametrize(
        "code", ["12345", "1234567", "12345a", "123456\n", "١٢٣٤٥٦", "", None, 123456, ["1"], {}]
    )
    def test_other_than_six_digits_is_400(self, client: FlaskClient, code: object) -> None:
        response = by_code(client, code)

        assert (response.status_code, response.get_json()["code"]) == (400, "request.malformed")

    @pytest.mark.parametrize(
        "rest",
        [
            {"install_id": "no id"},
            {"install_id": INSTALL.upper()},
            {"install_id": None},
            {"label": "x" * 101},
            {"label": "two\nlines"},
            {"label": "nul\u0000"},
            {"label": "half \ud800"},
            {"account": "me"},
        ],
    )
    def test_an_odd_installation_is_400(self, client: FlaskClient, rest: dict[str, object]) -> None:
        assert by_code(client, "123456", **rest).status_code == 400

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe"])
    def test_a_body_that_is_no_object_is_refused(self, client: FlaskClient, body: bytes) -> None:
        response = client.post("/api/sign-in/code", data=body, content_type="application/json")

        assert response.status_code == 400

    def test_the_sixth_try_of_one_code_in_an_hour_waits(
        self, client: FlaskClient, give: Callable[[], Invited], clock: HeldWorld
    ) -> None:
        wrong = wrong_code(give().code)
        statuses = [by_code(client, wrong).status_code for _ in range(5)]
        clock.advance(minutes=15)

        response = by_code(client, wrong)

        assert statuses == [401] * 5
        assert (response.status_code, response.get_json()["code"]) == (429, "rate.limited")
        assert response.headers["Retry-After"] == "2700"

    def test_a_right_code_is_no_try(self, client: FlaskClient, give: Callable[[], Invited]) -> None:
        code = give().code

        statuses = [by_code(client, code).status_code for _ in range(7)]  # its answer is lost

        assert statuses == [201] * 7

    def test_after_the_hour_it_may_be_tried_again(
        self, client: FlaskClient, give: Callable[[], Invited], clock: HeldWorld
    ) -> None:
        wrong = wrong_code(give().code)
        for _ in range(6):
            by_code(client, wrong)

        clock.advance(hours=1)

        assert by_code(client, wrong).status_code == 401

    def test_thirty_phones_behind_one_address_get_in(
        self, cast: Cast, client: FlaskClient, give: Callable[[], Invited]
    ) -> None:
        statuses = [
            by_code(client, give().code, install_id=cast.id()).status_code for _ in range(30)
        ]

        assert statuses == [201] * 30

    def test_an_address_waits_after_120_tries_and_others_do_not(
        self, client: FlaskClient, give: Callable[[], Invited]
    ) -> None:
        invited = give()
        for step in range(1, 121):
            assert by_code(client, wrong_code(invited.code, step)).status_code == 401

        refused = by_code(client, invited.code)
        elsewhere = client.post(
            "/api/sign-in/code",
            json={"code": invited.code, "install_id": INSTALL},
            environ_base={"REMOTE_ADDR": "198.51.100.4"},
        )

        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "600")
        assert elsewhere.status_code == 201

    def test_all_wrong_codes_together_have_a_limit(
        self, client: FlaskClient, give: Callable[[], Invited], key: bytes, clock: HeldWorld
    ) -> None:
        invited = give()
        by_code(client, wrong_code(invited.code))
        together = rate_limits.counter(key, rate_limits.WRONG_CODES).key
        with transaction(write=True) as session:
            session.get_one(RateLimit, together).tries = 299

        last, refused = by_code(client, wrong_code(invited.code, 2)), by_code(client, invited.code)

        assert (last.status_code, refused.status_code) == (401, 429)

    def test_right_codes_do_not_use_that_limit_up(
        self, client: FlaskClient, give: Callable[[], Invited], key: bytes
    ) -> None:
        by_code(client, give().code)

        together = rate_limits.counter(key, rate_limits.WRONG_CODES).key
        with transaction(write=False) as session:
            assert session.get_one(RateLimit, together).tries == 0


class TestLink:
    def test_it_works(self, cast: Cast, client: FlaskClient, give: Callable[[], Invited]) -> None:
        body = {"secret": give().secret, "install_id": INSTALL}

        response = client.post("/api/sign-in/link", json=body)

        assert response.status_code == 201
        assert response.get_json()["account"]["id"] == cast.people["member"]

    @pytest.mark.parametrize("secret", ["A" * 22, "-_" * 11])
    def test_a_secret_that_nobody_has_is_401(self, client: FlaskClient, secret: str) -> None:
        response = client.post("/api/sign-in/link", json={"secret": secret, "install_id": INSTALL})

        assert (response.status_code, response.get_json()["code"]) == (401, "sign_in.wrong")

    @pytest.mark.parametrize("secret", ["A" * 21, "A" * 23, "ă" * 22, "A" * 21 + "=", 1, None])
    def test_an_odd_secret_is_400(self, client: FlaskClient, secret: object) -> None:
        response = client.post("/api/sign-in/link", json={"secret": secret, "install_id": INSTALL})

        assert response.status_code == 400
