"""When a backup is due: once a day, at an hour of Vietnam's clock."""

from datetime import UTC, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def last_due(now: datetime, at: str) -> datetime:
    """Give the last moment, not after `now`, at which Vietnam's clocks showed "HH:MM"."""
    here = now.astimezone(VIETNAM)
    today = datetime.combine(here.date(), time.fromisoformat(at), VIETNAM)
    due = today if today <= here else today - timedelta(days=1)
    return due.astimezone(UTC)
