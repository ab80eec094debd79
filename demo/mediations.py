"""The quarrels: what mediation teams hear of, and how it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from demo.people import MEDIATION, Group, Person
from demo.stage import Stage
from demo.timeline import on
from demo.words import CIVIL, HAMLETS, QUARRELS

PER_MONTH = 2.6
SETTLED, OPEN, FAILED, NOT_HELD = (
    "thanh",
    "dang_hoa_giai",
    "khong_thanh",
    "ket_thuc_khong_tien_hanh",
)
SOURCES = ("cac_ben", "hoa_giai_vien_chung_kien", "to_tu_quan", "truong_thon", "cong_an_xa_chuyen")


@dataclass
class Case:
    """One quarrel: which team heard of it when, and who writes it down."""

    team: Group
    writer: Person
    day: date
    record_id: str = ""


def plan_quarrels(stage: Stage, team: Group) -> None:
    """Let quarrels come as they come, two or three a month."""
    for offset in range((stage.last_day - stage.first_day).days):
        day = stage.first_day + timedelta(days=offset)
        if stage.happens(PER_MONTH * 100 / 30) and not stage.is_silent(team, day):
            case = Case(team, team.places[0].person, day)
            stage.time.at(on(day, 19, stage.chance.randint(0, 90)), partial(hear, stage, case))


def hear(stage: Stage, case: Case) -> None:
    """Meet the parties and write it down."""
    outcome = stage.chance.choices((SETTLED, OPEN, FAILED, NOT_HELD), (68, 18, 12, 2))[0]
    case.record_id = stage.create(
        case.writer, case.team, "mediation", describe(stage, case, outcome)
    )
    stage.send_at(
        case.writer.key, stage.time.now() + timedelta(minutes=stage.chance.randint(5, 600))
    )
    again = case.day + timedelta(days=stage.chance.randint(3, 9))
    if outcome == OPEN and not stage.is_silent(case.team, again):
        stage.time.at(on(again, 19, 45), partial(_meet_again, stage, case))


def _meet_again(stage: Stage, case: Case) -> None:
    content: dict[str, Any] = {"sessions": [_meeting(stage, stage.time.now().date())]}
    content |= _ending(stage, SETTLED if stage.happens(75) else FAILED)
    stage.edit(case.writer, case.record_id, content)
    stage.send_at(case.writer.key, stage.time.now() + timedelta(minutes=30))


def describe(
    stage: Stage, case: Case, outcome: str, about: str | None = None, hamlet: str | None = None
) -> dict[str, Any]:
    """Give the record's content."""
    subject = about or stage.chance.choice(sorted(QUARRELS))
    row = sum(map(ord, case.team.key)) % 40 + (case.day - stage.first_day).days + 1
    return {
        "received_on": case.day.isoformat(),
        "area": stage.ids["area", case.team.areas[0]],
        "place_text": hamlet or stage.chance.choice(HAMLETS),
        "request_source": stage.chance.choice(SOURCES),
        "category": "dan_su_hngd" if subject in CIVIL else "mau_thuan",
        "sub_category": subject,
        "story": QUARRELS[subject][0] if about else stage.chance.choice(QUARRELS[subject]),
        "party_count": 2,
        "attendee_count": stage.chance.randint(4, 9),
        "mediators": _mediators(stage, case),
        "joined_by": sorted(stage.chance.sample(("ccb", "mttq", "phu_nu"), 2)),
        "sessions": [_meeting(stage, case.day)],
        "book_no": 1,
        "book_page": row // 8 + 1,
        "book_row": row,
        **_ending(stage, outcome),
    }


def _ending(stage: Stage, outcome: str) -> dict[str, Any]:
    content: dict[str, Any] = {"outcome": outcome}
    if outcome == SETTLED:
        content["written_agreement"] = stage.happens(40)
        content["compliance"] = stage.chance.choice(("da_thuc_hien", "da_thuc_hien", "chua"))
        content["counted_for"] = ["hoi_ccb", "phong_trao_antq", "tu_phap"]
    elif outcome == FAILED:
        content["referred_to"] = stage.chance.choice(("ubnd_xa", "toa_an", "khong"))
        content["counted_for"] = ["tu_phap"]
    elif outcome == NOT_HELD:
        content["referred_to"] = "khong"
    return content


def _meeting(stage: Stage, day: date) -> dict[str, Any]:
    place = stage.chance.choice(("nha_van_hoa", "nha_van_hoa", "tai_nha", "tai_cho"))
    return {"id": stage.time.new_id(), "held_on": day.isoformat(), "place_type": place}


def _mediators(stage: Stage, case: Case) -> list[str]:
    """Two or three of the team, the writer among them."""
    others = [place.person for place in case.team.places if place.person is not case.writer]
    people = [case.writer, *stage.chance.sample(others, stage.chance.choice((1, 2)))]
    return sorted(stage.member_id(case.team, one) for one in people)


def teams(stage: Stage) -> list[Group]:
    """Give the mediation teams."""
    return [group for group in stage.cast.groups if group.group_type == MEDIATION]
