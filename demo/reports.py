"""When each phone was last heard of: most of them today, some not for days, one on a patrol."""

from datetime import timedelta
from functools import partial
from random import Random

from demo.people import Group, Person
from demo.stage import Stage
from demo.timeline import on

OUT_TONIGHT = "Vân An"


def plan_reports(stage: Stage) -> None:
    """Let every phone report how it is, on the morning after everybody signed in and near the end.

    The dice are their own: they change nothing of what happens in the villages.
    """
    dice = Random(f"reports {stage.last_day}")
    seen: set[str] = set()
    for group in stage.cast.groups:
        for person in group.with_phones():
            if person.key not in seen:
                seen.add(person.key)
                _plan(stage, dice, group, person)


def _plan(stage: Stage, dice: Random, group: Group, person: Person) -> None:
    day = stage.last_day - timedelta(days=group.silent_days)
    minute = dice.randint(0, 14 * 60)
    # On the way, a minute before it sends: it still carries what was written on it.
    is_out = person.key == f"{OUT_TONIGHT}/0"
    moment = on(stage.last_day, 21, 37) if is_out else on(day, 6, minute)
    morning_after = on(stage.time.now().date() + timedelta(days=1), 6)
    for told_at in (morning_after, moment):
        stage.time.at(told_at, partial(stage.crew.report, person.key))
