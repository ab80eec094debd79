"""The door that invites people; who may invite whom stands in the service's tests."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from server.services.invitation_pages import draw_modules
from tests.cast import Cast

INSTALL = "01936f2a-0000-7000-8000-00000000aaaa"


def invite(cast: Cast, who: str, member_id: object, commune_id: str | None = None) -> TestResponse:
    return cast.client.post(
        f"/api/communes/{commune_id or cast.commune_id}/invitations",
        json={"member_id": member_id},
        headers=cast.headers(who),
    )


def test_it_works(cast: Cast) -> None:
    response = invite(cast, "leader", cast.members["member"])

    assert response.status_code == 201
    invited = response.get_json()
    assert invited.keys() == {"code", "link", "expires_at", "qr"}
    assert invited["qr"] == draw_modules(invited["link"])
    assert {len(row) for row in invited["qr"]} == {len(invited["qr"])}
    assert invited["link"].startswith("http://localhost:8000/#/join/")
    assert invited["expires_at"] == "2026-11-22T13:00:00+00:00"


def test_its_code_and_its_link_sign_in(cast: Cast) -> None:
    invited = [invite(cast, "officer", cast.members[who]).get_json() for who in ("member", "mate")]

    by_code = {"code": invited[0]["code"], "install_id": INSTALL}
    by_link = {"secret": invited[1]["link"].rpartition("/")[2], "install_id": INSTALL}

    people = [
        cast.client.post("/api/sign-in/code", json=by_code).get_json()["account"]["id"],
        cast.client.post("/api/sign-in/link", json=by_link).get_json()["account"]["id"],
    ]
    assert people == [cast.people["member"], cast.people["mate"]]


def test_a_stranger_is_refused(cast: Cast) -> None:
    response = cast.client.post(
        f"/api/communes/{cast.commune_id}/invitations",
        json={"member_id": cast.members["member"]},
    )

    assert (response.status_code, response.get_json()["code"]) == (401, "sign_in.needed")


def test_who_may_not_is_refused(cast: Cast) -> None:
    response = invite(cast, "member", cast.members["mate"])

    assert (response.status_code, response.get_json()["code"]) == (403, "rights.missing")


def test_somebody_of_another_commune_is_refused(
    cast: Cast, new_cast: Callable[[str], Cast]
) -> None:
    other = new_cast("Đông Lỗ")

    response = invite(other, "chief", cast.members["member"], cast.commune_id)

    assert (response.status_code, response.get_json()["code"]) == (403, "commune.not_yours")


def test_an_unknown_member_is_404(cast: Cast) -> None:
    response = invite(cast, "officer", cast.id())

    assert (response.status_code, response.get_json()["code"]) == (404, "member.unknown")


@pytest.mark.parametrize("member_id", ["", "x", None, 1, "A" * 36, "' or 1=1 --"])
def test_an_odd_member_id_is_400(cast: Cast, member_id: object) -> None:
    assert invite(cast, "officer", member_id).status_code == 400


@pytest.mark.parametrize("commune_id", ["x", "%00", "%F0%9F%8F%A0"])
def test_an_odd_commune_is_404(cast: Cast, commune_id: str) -> None:
    response = invite(cast, "officer", cast.members["member"], commune_id)

    assert (response.status_code, response.get_json()["code"]) == (404, "request.not_found")
