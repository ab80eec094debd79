"""The nights: who goes out when, what they pass and see, and how it comes into the phone."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from demo import photos, sketch
from demo.patrol_forms import Outing, as_text, by_id, closing, finding, opening, passing
from demo.people import SCHOOL, Group
from demo.sketch import Spot
from demo.stage import Stage
from demo.timeline import on
from demo.words import HANDOVERS, SCHOOL_SIGHTS, SIGHTS, Sight


def plan_nights(stage: Stage, group: Group) -> None:
    """Choose a group's nights week by week, and let each happen when its day comes."""
    week = stage.first_day
    while week <= stage.last_day:
        whole = int(group.nights)
        count = whole + stage.happens((group.nights - whole) * 100)
        for offset in sorted(stage.chance.sample(range(7), count)):
            day = week + timedelta(days=offset)
            if _goes_out(stage, group, day):
                stage.time.at(on(day, 5), partial(_begin_day, stage, group, day))
        week += timedelta(days=7)


def _goes_out(stage: Stage, group: Group, day: date) -> bool:
    """The last night has scenes of its own, and so has Sơn Quả 2 on the night before."""
    last = stage.last_day - timedelta(days=max(1, group.silent_days + 1))
    if group.group_type == SCHOOL:
        return day < stage.last_day and day.isoweekday() <= 6
    return day <= last and not (group.key == "Sơn Quả 2" and day == last)


def _begin_day(stage: Stage, group: Group, day: date) -> None:
    outing = plan_outing(stage, group, day)
    if outing is None:
        return
    roll = stage.chance.random() * 100
    if group.group_type == SCHOOL or roll < 84:
        walk(stage, outing)
    elif roll < 92:
        _write_from_paper(stage, outing)
    elif roll < 96 and len([one for one in outing.people if one.phone]) > 1:
        _hand_over(stage, outing)
    else:
        _forget_to_finish(stage, outing)


def plan_outing(stage: Stage, group: Group, day: date) -> Outing | None:
    """Plan one patrol; None when too few are free."""
    people = [place.person for place in group.places]
    people = stage.take(people, stage.chance.choice((3, 3, 4, 4, 5)), day)
    writers = [one for one in people if one.phone]
    if len(people) < 2 or not writers:
        return None
    starts = _start(stage, group, day)
    length_min = 50 if group.group_type == SCHOOL else stage.chance.randint(100, 260)
    outing = Outing(group, people, writers[0], starts, starts + timedelta(minutes=length_min))
    if group.group_type != SCHOOL:
        choose_passes(stage, outing)
    _choose_sights(stage, outing)
    return outing


def _start(stage: Stage, group: Group, day: date) -> datetime:
    if group.group_type == SCHOOL:
        hour, minute = stage.chance.choice(((6, 35), (16, 20)))
        return on(day, hour, minute) + timedelta(minutes=stage.chance.randint(0, 10))
    hour = stage.chance.choice((20, 21, 21, 21, 22, 22))
    return on(day, hour, stage.chance.choice((0, 0, 5, 10, 15, 30)), stage.chance.randrange(60))


def choose_passes(stage: Stage, outing: Outing) -> None:
    """Plan when each checkpoint of one village is reached; a few are skipped."""
    area = stage.chance.choice(outing.group.areas)
    outing.area = area if len(outing.group.areas) > 1 else None
    spots = [spot for spot in sketch.checkpoints() if spot.area == area]
    step = (outing.ends - outing.starts) / (len(spots) + 1)
    for number, spot in enumerate(spots, 1):
        late = timedelta(seconds=stage.chance.randint(-180, 240))
        reached = None if stage.happens(6) else outing.starts + step * number + late
        outing.passes.append((spot, reached))


def _choose_sights(stage: Stage, outing: Outing) -> None:
    is_school = outing.group.group_type == SCHOOL
    table = SCHOOL_SIGHTS if is_school else SIGHTS
    count = stage.chance.choices((0, 1, 2), (90, 10, 0) if is_school else (76, 20, 4))[0]
    minutes = int((outing.ends - outing.starts).total_seconds() // 60)
    for sight in stage.chance.choices(table, [one.weight for one in table], k=count):
        seen = outing.starts + timedelta(minutes=stage.chance.randint(10, minutes - 10))
        outing.sights.append((sight, seen))


def walk(stage: Stage, outing: Outing, *, to_the_end: bool = True, sends: bool = True) -> None:
    """Log it live: a record from its start, an edit for each checkpoint and finding."""
    stage.time.at(outing.starts, partial(_start_record, stage, outing))
    for spot, reached in outing.passes:
        moment = reached or outing.ends - timedelta(minutes=5)
        stage.time.at(moment, partial(_pass, stage, outing, spot, reached))
    for sight, seen in outing.sights:
        stage.time.at(seen, partial(_see, stage, outing, sight))
    if to_the_end:
        stage.time.at(outing.ends, partial(_finish, stage, outing))
    if sends:
        _send_after(stage, outing)


def _send_after(stage: Stage, outing: Outing) -> None:
    """Coverage comes back at once on some nights, in the morning on most, a day later on others.

    At schools somebody carries the phone home twice a week.
    """
    morning = on(outing.day + timedelta(days=1), 5, stage.chance.randint(30, 110))
    roll = stage.chance.random() * 100
    if outing.group.group_type == SCHOOL:
        days = next(n for n in range(7) if (outing.day + timedelta(days=n)).isoweekday() in (3, 6))
        moment = on(outing.day + timedelta(days=days), 18, stage.chance.randint(0, 50))
    elif roll < 25:
        moment = outing.ends + timedelta(minutes=stage.chance.randint(1, 9))
    else:
        moment = morning + timedelta(days=roll > 70)
    stage.send_at(outing.writer.key, max(moment, outing.ends + timedelta(minutes=1)))


def _start_record(stage: Stage, outing: Outing) -> None:
    outing.record_id = stage.create(outing.writer, outing.group, "patrol", opening(stage, outing))


def _pass(stage: Stage, outing: Outing, spot: Spot, reached: datetime | None) -> None:
    item = passing(stage, spot, reached)
    stage.edit(outing.writer, outing.record_id, {"checkpoints": [item]})


def _see(stage: Stage, outing: Outing, sight: Sight) -> None:
    item = finding(stage, outing, sight, stage.time.now())
    taken = [photos.draw(sight.photo)] if sight.photo else []
    stage.edit(outing.writer, outing.record_id, {"findings": [item]}, *taken)
    if item["outcome"] == "dang_xu_ly" and stage.happens(45):
        later = on(outing.day + timedelta(days=stage.chance.randint(3, 12)), 18, 30)
        if not stage.is_silent(outing.group, later.date()):
            stage.time.at(later, partial(_close_finding, stage, outing, item))


def _close_finding(stage: Stage, outing: Outing, item: dict[str, Any]) -> None:
    """Days later the lamp burns again: the writer says so, and it goes with what is sent next."""
    closed = {**item, "outcome": "da_xong", "closed_on": stage.time.now().date().isoformat()}
    stage.edit(outing.writer, outing.record_id, {"findings": [closed]})


def _finish(stage: Stage, outing: Outing) -> None:
    stage.edit(outing.writer, outing.record_id, closing(stage, outing))


def _write_from_paper(stage: Stage, outing: Outing) -> None:
    """Nobody took a phone along: the page is typed in next morning, all at once."""
    morning = on(outing.day + timedelta(days=1), 7, stage.chance.randint(0, 110))
    stage.time.at(morning, partial(_type_in, stage, outing))
    stage.send_at(outing.writer.key, morning + timedelta(minutes=4))


def _type_in(stage: Stage, outing: Outing) -> None:
    content = {**opening(stage, outing), **closing(stage, outing), "clock_source": "sua_tay"}
    items = [passing(stage, spot, at) | {"method": "tay"} for spot, at in outing.passes if at]
    findings = [finding(stage, outing, sight, seen) for sight, seen in outing.sights]
    content |= {"entered_from_paper": True, "checkpoints": by_id(items)}
    content["ended_at"] = as_text(outing.ends.replace(second=0))
    for item in content["checkpoints"]:
        item.pop("point", None)
    stage.create(outing.writer, outing.group, "patrol", {**content, "findings": by_id(findings)})


def _hand_over(stage: Stage, outing: Outing) -> None:
    """The battery dies half-way: another phone goes on in a record that continues the first."""
    others = [one for one in outing.people if one.phone and one is not outing.writer]
    half = outing.starts + (outing.ends - outing.starts) / 2
    before = [one for one in outing.passes if one[1] is not None and one[1] < half]
    sights = [one for one in outing.sights if one[1] < half]
    first = Outing(
        outing.group, outing.people, outing.writer, outing.starts, half, outing.area, before, sights
    )
    second = Outing(
        outing.group, outing.people, others[0], half, outing.ends, outing.area,
        [one for one in outing.passes if one not in before],
        [one for one in outing.sights if one not in sights],
    )  # fmt: skip
    walk(stage, first)
    walk(stage, second)
    stage.time.at(half + timedelta(seconds=30), partial(_join_parts, stage, first, second))


def _join_parts(stage: Stage, first: Outing, second: Outing) -> None:
    receiver = stage.member_id(second.group, second.writer)
    stage.edit(
        first.writer, first.record_id, {"handed_to": receiver, "handover_text": HANDOVERS[2]}
    )
    stage.edit(second.writer, second.record_id, {"continues": first.record_id})


def _forget_to_finish(stage: Stage, outing: Outing) -> None:
    """The end is tapped at breakfast: the desk's checks should see so long a night."""
    outing.ends = on(outing.day + timedelta(days=1), 6, stage.chance.randint(0, 40))
    walk(stage, outing)
