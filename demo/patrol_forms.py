"""What a patrol's record says: at its start, at each checkpoint and finding, at its end."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from demo import photos
from demo.people import BORDER, CCB, SCHOOL, STATUTORY, Group, Person
from demo.sketch import Spot
from demo.stage import Stage
from demo.words import HANDOVERS, Sight

SKIPPED = ("duong_ngap", "viec_gap", "khac")
WEATHER = ("kho_rao",) * 12 + ("mua", "mua", "suong_mu", "ret_dam", "mua_to_gio_lon", "mat_dien")
DUTY = {CCB: "tuan_tra", STATUTORY: "tuan_tra", BORDER: "giap_ranh", SCHOOL: "truc_chot"}


@dataclass
class Outing:
    """One patrol as it will happen. `passes`: each checkpoint, when reached (None: skipped)."""

    group: Group
    people: list[Person]
    writer: Person
    starts: datetime
    ends: datetime
    area: str | None = None
    passes: list[tuple[Spot, datetime | None]] = field(default_factory=list)
    sights: list[tuple[Sight, datetime]] = field(default_factory=list)
    record_id: str = ""

    @property
    def day(self) -> date:
        """Give the night it belongs to."""
        return self.starts.date()


def opening(stage: Stage, outing: Outing) -> dict[str, Any]:
    """Give what is known at the start."""
    group = outing.group
    content: dict[str, Any] = {
        "started_at": as_text(outing.starts),
        "clock_source": "may",
        "duty_type": DUTY[group.group_type],
        "participants": by_id(
            [_participant(stage, outing, one) for one in outing.people], "member_id"
        ),
    }
    if outing.area:
        content["area"] = stage.ids["area", outing.area]
    if ("route", group.key) in stage.ids:
        content["route"] = stage.ids["route", group.key]
    if group.group_type != SCHOOL and stage.happens(60):
        count = len(outing.people)
        content["equipment"] = {"den_pin": count, "coi": 1, "ao_phan_quang": count}
    return content


def closing(stage: Stage, outing: Outing) -> dict[str, Any]:
    """Give what is said at the end."""
    reported = any(sight.first_action == "bao_cong_an" for sight, _ in outing.sights)
    content: dict[str, Any] = {
        "ended_at": as_text(stage.time.now()),
        "situation": "co_viec" if reported else "binh_thuong",
        "conditions": stage.chance.choice(WEATHER),
        "joint_forces": _forces(stage, outing),
    }
    if content["joint_forces"] != ["khong"]:
        content["extra_people_count"] = stage.chance.randint(1, 6)
    if outing.group.group_type != SCHOOL and stage.happens(12):
        content["handover_text"] = stage.chance.choice((*HANDOVERS[:2], *HANDOVERS[3:]))
    return content


def _forces(stage: Stage, outing: Outing) -> list[str]:
    if outing.group.group_type == BORDER:
        return ["thon_giap_ranh"]
    is_weekend = outing.day.isoweekday() >= 5
    if outing.group.group_type == SCHOOL or not stage.happens(30 if is_weekend else 8):
        return ["khong"]
    return sorted(stage.chance.sample(("cong_an_xa", "dan_quan", "to_bv_antt", "thanh_nien"), 2))


def _participant(stage: Stage, outing: Outing, person: Person) -> dict[str, Any]:
    item = {"member_id": stage.member_id(outing.group, person), "present": True}
    if person is outing.writer or len(outing.people) < 4:
        return item
    if stage.happens(5):
        return {**item, "present": False}
    if stage.happens(6):
        half = outing.starts + (outing.ends - outing.starts) / 2
        return {**item, "to": as_text(half)}
    return item


def passing(stage: Stage, spot: Spot, reached: datetime | None) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": stage.time.new_id(),
        "checkpoint": stage.ids["checkpoint", spot.name],
    }
    if reached is None:
        return {**item, "skipped_reason": stage.chance.choice(SKIPPED)}
    item |= {"passed_at": as_text(reached), "method": stage.chance.choice(("tay", "tay", "qr"))}
    return {**item, "point": spot.point(stage.chance)} if stage.happens(70) else item


def finding(stage: Stage, outing: Outing, sight: Sight, seen: datetime) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": stage.time.new_id(),
        "finding_type": sight.finding_type,
        "occurred_at": as_text(seen),
        "description": sight.description,
        "outcome": sight.outcome,
    }
    if outing.passes:
        item["point"] = stage.chance.choice(outing.passes)[0].point(stage.chance, 120)
    for name in ("place_text", "first_action", "called_unit", "forwarded_to"):
        if getattr(sight, name):
            item[name] = getattr(sight, name)
    if sight.photo:
        item["photos"] = [photos.value(sight.photo)]
    if sight.called_unit:
        item["called_at"] = as_text(seen + timedelta(minutes=2))
    if sight.forwarded_to:
        item["forwarded_at"] = as_text(seen + timedelta(minutes=20))
    if sight.outcome != "dang_xu_ly":
        item["closed_on"] = seen.date().isoformat()
    return item


def by_id(items: list[dict[str, Any]], key: str = "id") -> list[dict[str, Any]]:
    return sorted(items, key=lambda item: str(item[key]))


def as_text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
