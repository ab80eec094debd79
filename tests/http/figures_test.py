"""The figures door: who may ask, for what days, and what never goes out by it."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from server.db import in_transaction
from server.services import communes
from tests.cast import Cast
from tests.conftest import HeldWorld

STORY = "Hai nhà tranh nhau lối đi chung"
PATROL = {"started_at": "2026-11-14T21:00:00+07:00", "ended_at": "2026-11-15T01:30:00+07:00"}
CASE = {"received_on": "2026-11-02", "outcome": "thanh", "story": STORY}


def ask(
    cast: Cast, who: str | None = "officer", query: str = "", commune_id: str | None = None
) -> TestResponse:
    headers = cast.headers(who) if who else {}
    return cast.client.get(
        f"/api/communes/{commune_id or cast.commune_id}/figures{query}", headers=headers
    )


def write_month(cast: Cast) -> None:
    """One night with two people, and one mediation."""
    people = [{"member_id": one} for one in sorted([cast.id(), cast.id()])]
    made = [
        cast.create("member", content={**PATROL, "participants": people}),
        cast.create("member", content={"started_at": "2026-11-15T20:00:00+07:00"}),
    ]
    case = cast.create("mediator", content=CASE, kind="mediation", stream=cast.mediation())
    assert cast.verdicts("member", *made) == ["applied", "applied"]
    assert cast.verdicts("mediator", case) == ["applied"]


def test_it_gives_the_figures_of_the_days_asked(cast: Cast) -> None:
    write_month(cast)

    response = ask(cast, query="?from=2026-10-15&to=2026-11-15")

    assert response.status_code == 200
    figures = response.get_json()
    assert (figures["from"], figures["to"]) == ("2026-10-15", "2026-11-15")
    patrol = figures["totals"]["patrol"]
    assert (patrol["sessions"], patrol["turns"], patrol["hours"]) == (1, 2, 270)
    assert (patrol["person_hours"], patrol["night_hours"]) == (540, 420)
    assert figures["totals"]["mediation"]["settled"] == 1
    assert figures["open"] == 0
    assert [one["group"] for one in figures["rows"]] == [cast.groups["dong"]]


def test_without_days_it_is_the_police_month_of_today_in_vietnam(
    cast: Cast, clock: HeldWorld
) -> None:
    clock.advance(days=24, hours=3, minutes=59, seconds=59)  # 2026-12-14 23:59:59 in Vietnam
    before = ask(cast).get_json()
    clock.advance(seconds=1)
    after = ask(cast).get_json()

    assert (before["from"], before["to"]) == ("2026-11-15", "2026-12-15")
    assert (after["from"], after["to"]) == ("2026-12-15", "2027-01-15")


def test_a_patrol_on_its_way_is_told_apart(cast: Cast) -> None:
    write_month(cast)

    figures = ask(cast, query="?from=2026-11-15&to=2026-12-15").get_json()

    assert figures["open"] == 1
    assert figures["totals"]["patrol"]["sessions"] == 1
    assert figures["totals"]["patrol"]["hours"] == 0


@pytest.mark.parametrize("who", ["officer", "chief", "viewer", "administrator"])
def test_the_office_gets_counts_and_nothing_that_was_written(cast: Cast, who: str) -> None:
    write_month(cast)

    response = ask(cast, who, "?from=2026-10-15&to=2026-11-15")

    assert response.status_code == 200
    assert response.get_json()["totals"]["mediation"]["received"] == 1
    assert STORY not in str(response.get_json())
    assert only_numbers(response.get_json()["totals"])


@pytest.mark.parametrize("who", ["leader", "member", "mediator", "outsider"])
def test_members_are_refused(cast: Cast, who: str) -> None:
    response = ask(cast, who)

    assert (response.status_code, response.get_json()["code"]) == (403, "rights.missing")


def test_a_stranger_is_refused(cast: Cast) -> None:
    response = ask(cast, None)

    assert (response.status_code, response.get_json()["code"]) == (401, "sign_in.needed")


def test_the_office_of_another_commune_is_refused(
    cast: Cast, new_cast: Callable[[str], Cast]
) -> None:
    other = new_cast("Đông Lỗ")

    response = ask(other, "chief", commune_id=cast.commune_id)

    assert (response.status_code, response.get_json()["code"]) == (403, "commune.not_yours")


def test_another_communes_records_are_not_counted(
    cast: Cast, new_cast: Callable[[str], Cast]
) -> None:
    write_month(new_cast("Đông Lỗ"))

    figures = ask(cast, query="?from=2026-10-15&to=2026-11-15").get_json()

    assert figures["rows"] == []


def test_after_a_restore_the_rights_are_confirmed_first(cast: Cast) -> None:
    def restore(session: Any) -> None:
        communes.mark_restored(session, cast.commune_id)

    in_transaction(restore, cast.parts.outside.sleep, write=True)

    response = ask(cast)

    assert (response.status_code, response.get_json()["code"]) == (409, "commune.restored")


@pytest.mark.parametrize(
    "query",
    [
        "?from=2026-10-15",
        "?to=2026-11-15",
        "?from=2026-11-15&to=2026-10-15",
        "?from=2026-11-15&to=2026-11-15",
        "?from=15/10/2026&to=15/11/2026",
        "?from=2026-02-30&to=2026-03-15",
        "?from=&to=",
    ],
)
def test_odd_days_are_400(cast: Cast, query: str) -> None:
    response = ask(cast, query=query)

    assert (response.status_code, response.get_json()["code"]) == (400, "request.malformed")


def only_numbers(totals: dict[str, dict[str, object]]) -> bool:
    return all(one is None or type(one) is int for of in totals.values() for one in of.values())
