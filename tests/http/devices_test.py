"""The desk's doors to phones; which state may follow which stands in the service's tests."""

import pytest
from werkzeug.test import TestResponse

from tests.cast import Cast


def change(cast: Cast, who: str, device_id: str, **body: object) -> TestResponse:
    return cast.client.post(
        f"/api/communes/{cast.commune_id}/devices/{device_id}/state",
        json={"state": "locked", "reason": "mất máy", **body},
        headers=cast.headers(who),
    )


def me(cast: Cast, who: str) -> TestResponse:
    return cast.client.get("/api/me", headers=cast.headers(who))


class TestList:
    def test_it_works(self, cast: Cast) -> None:
        response = cast.client.get(
            f"/api/communes/{cast.commune_id}/devices", headers=cast.headers("officer")
        )

        assert response.status_code == 200
        devices = {one["id"]: one for one in response.get_json()["devices"]}
        assert devices[cast.devices["member"]] == {
            "id": cast.devices["member"],
            "person": cast.people["member"],
            "name": "member",
            "label": "",
            "state": "active",
            "created_at": "2026-11-20T13:00:00+00:00",
            "health": None,
            "health_at": None,
        }

    def test_a_stranger_is_refused(self, cast: Cast) -> None:
        response = cast.client.get(f"/api/communes/{cast.commune_id}/devices")

        assert response.status_code == 401

    def test_a_member_is_refused(self, cast: Cast) -> None:
        response = cast.client.get(
            f"/api/communes/{cast.commune_id}/devices", headers=cast.headers("leader")
        )

        assert (response.status_code, response.get_json()["code"]) == (403, "rights.missing")


class TestState:
    def test_a_locked_phone_is_told_so_and_may_come_back(self, cast: Cast) -> None:
        device_id = cast.devices["member"]

        locked = change(cast, "officer", device_id)
        refused = me(cast, "member")
        change(cast, "officer", device_id, state="active")

        assert locked.get_json() == {"id": device_id, "state": "locked"}
        assert (refused.status_code, refused.get_json()["code"]) == (403, "device_locked")
        assert me(cast, "member").status_code == 200

    def test_a_stolen_phone_is_told_to_wipe_itself(self, cast: Cast) -> None:
        change(cast, "officer", cast.devices["member"], state="stolen")

        refused = me(cast, "member")

        assert (refused.status_code, refused.get_json()["code"]) == (403, "wipe")

    def test_a_retired_phone_may_still_hand_in_its_outbox(self, cast: Cast) -> None:
        change(cast, "officer", cast.devices["member"], state="retired")

        assert cast.verdicts("member", cast.create("member")) == ["RETIRED_DEVICE"]

    def test_a_retired_phone_does_not_come_back(self, cast: Cast) -> None:
        change(cast, "officer", cast.devices["member"], state="retired")

        response = change(cast, "chief", cast.devices["member"], state="active")

        assert (response.status_code, response.get_json()["code"]) == (409, "device.final")

    def test_a_stranger_is_refused(self, cast: Cast) -> None:
        response = cast.client.post(
            f"/api/communes/{cast.commune_id}/devices/{cast.devices['member']}/state",
            json={"state": "locked", "reason": "mất máy"},
        )

        assert response.status_code == 401

    def test_a_member_is_refused(self, cast: Cast) -> None:
        assert change(cast, "leader", cast.devices["member"]).status_code == 403

    @pytest.mark.parametrize("device_id", ["x", "%00"])
    def test_an_odd_phone_is_404(self, cast: Cast, device_id: str) -> None:
        assert change(cast, "officer", device_id).status_code == 404

    def test_an_unknown_phone_is_404(self, cast: Cast) -> None:
        response = change(cast, "officer", cast.id())

        assert (response.status_code, response.get_json()["code"]) == (404, "device.unknown")

    @pytest.mark.parametrize(
        "body",
        [
            {"state": "lost"},
            {"state": None},
            {"reason": ""},
            {"reason": "   "},
            {"reason": None},
            {"reason": "x" * 201},
            {"more": 1},
        ],
    )
    def test_odd_input_is_400(self, cast: Cast, body: dict[str, object]) -> None:
        assert change(cast, "officer", cast.devices["member"], **body).status_code == 400
