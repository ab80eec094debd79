"""When a backup is due."""

from datetime import UTC, datetime

import pytest

from server.services.backups.schedule import last_due


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-20T18:59:59", "2026-11-19T19:00:00"),
        ("2026-11-20T19:00:00", "2026-11-20T19:00:00"),
        ("2026-11-21T00:30:00", "2026-11-20T19:00:00"),
        ("2026-12-31T23:00:00", "2026-12-31T19:00:00"),
    ],
)
def test_the_last_two_in_the_morning_in_vietnam(now: str, due: str) -> None:
    found = last_due(datetime.fromisoformat(now).replace(tzinfo=UTC), "02:00")

    assert found == datetime.fromisoformat(due).replace(tzinfo=UTC)
