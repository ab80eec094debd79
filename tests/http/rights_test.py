"""Who has rights, as the desk looks through them after a restore."""

from typing import Any

import pytest

from tests.cast import POSTS, Cast
from tests.protocol.acts import leave_group
from tests.protocol.tables import restore, snapshot


def rights(cast: Cast, who: str = "officer") -> tuple[int, dict[str, Any]]:
    url = f"/api/communes/{cast.commune_id}/rights"
    answer = cast.client.get(url, headers=cast.headers(who))
    return answer.status_code, answer.get_json()


def groups_of(cast: Cast, who: str) -> list[str] | None:
    """The groups in whose log somebody writes; None for one without rights."""
    _, told = rights(cast)
    found = [one["groups"] for one in told["people"] if one["person"] == cast.people[who]]
    return found[0] if found else None


def test_everybody_with_rights_is_named(cast: Cast) -> None:
    _, told = rights(cast)

    assert told["restored"] is False
    posts = {one["person"]: one["post"] for one in told["people"]}
    assert posts == {cast.people[who]: post for who, post in POSTS.items()}
    assert groups_of(cast, "outsider") == [cast.groups["chua"]]
    assert groups_of(cast, "chief") == []


def test_who_left_after_the_backup_is_named_again_once_it_is_restored(cast: Cast) -> None:
    backup = snapshot()
    leave_group(cast, "mate")
    assert groups_of(cast, "mate") is None

    restore(backup)
    url = f"/api/communes/{cast.commune_id}/mark-restored"
    cast.client.post(url, headers=cast.headers("chief"))

    assert groups_of(cast, "mate") == [cast.groups["dong"]]
    assert rights(cast)[1]["restored"] is True


@pytest.mark.parametrize("who", ["member", "leader", "viewer"])
def test_only_the_desk_sees_them(cast: Cast, who: str) -> None:
    status, told = rights(cast, who)
    assert (status, told["code"]) == (403, "rights.missing")
