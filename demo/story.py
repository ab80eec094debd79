"""The story from the founding to the last evening, told day by day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from demo import cameras, desk, directory, mediations, mishaps, patrols, reports, tonight
from demo.people import MEDIATION, raise_cast
from demo.sign_ins import CHIEF, OFFICE, PASSWORD
from demo.stage import Stage
from demo.timeline import VIETNAM, Timeline, on
from server import create_app
from server.config import Config
from server.outside import Outside
from server.services import keys

ENDS_AT = (21, 45)
DAYS_BEFORE = 8
Progress = Callable[[int, int], None]


def latest_last_day(now: datetime) -> date:
    """Give the last evening that is over, so that nothing in the story lies in the future."""
    hour, minute = ENDS_AT
    return (now.astimezone(VIETNAM) - timedelta(hours=hour, minutes=minute)).date()


def open_stage(config: Config, days: int, last_day: date) -> Stage:
    """Build an app over the database whose clock and dice are the story's."""
    first_day = last_day - timedelta(days=days - 1)
    time = Timeline(on(first_day - timedelta(days=DAYS_BEFORE), 8), f"{last_day} {days}")
    # The key of the codes is a real secret: made before the story's dice could make it.
    keys.code_key(config.instance_dir, Outside().random_bytes)
    app = create_app(replace(config, demo=True, log_level="ERROR"), time.outside)
    return Stage(app, time, raise_cast(), (first_day, last_day))


def tell(stage: Stage, progress: Progress = lambda _done, _days: None) -> None:
    """Tell the whole story on an empty, migrated database; in the context of the stage's app."""
    days = (stage.last_day - stage.first_day).days + 1
    _prepare(stage)
    progress(0, days)
    _plan(stage)
    for done in range(1, days):
        stage.time.run_until(on(stage.first_day + timedelta(days=done), 4))
        progress(done, days)
    stage.time.run_until(on(stage.last_day, *ENDS_AT))
    _close(stage)
    progress(days, days)


def _prepare(stage: Stage) -> None:
    directory.found(stage)
    stage.time.time += timedelta(minutes=40)
    directory.write_directory(stage)
    for one in OFFICE:
        if one is not CHIEF:
            desk.sit_down(stage, one.user_name)
    directory.invite_everybody(stage)
    reports.plan_reports(stage)
    stage.time.run_until(on(stage.first_day, 4))


def _plan(stage: Stage) -> None:
    cameras.plan_cameras(stage)
    for group in stage.cast.groups:
        if group.group_type == MEDIATION:
            mediations.plan_quarrels(stage, group)
        else:
            patrols.plan_nights(stage, group)
    desk.plan_desk(stage)
    desk.plan_answers(stage)
    mishaps.plan_mishaps(stage)
    tonight.plan_last_days(stage)


def _close(stage: Stage) -> None:
    """Let every phone send what it has, and then every phone fetch what the others sent."""
    for one in OFFICE:
        stage.crew.join_by_password(one.user_name, PASSWORD)
    for key, phone in stage.crew.phones.items():
        if phone.disk.stores["outbox"]:
            stage.crew.send(key)
    for key in stage.crew.phones:
        stage.crew.send(key)
    stage.crew.leave()
    directory.finish(stage)
