"""The directory of the story: the chief founds the commune, writes it down, and people join."""

from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from demo import sketch
from demo.people import BORDER, CCB, MEDIATION, SCHOOL, Group, Person, Place
from demo.sign_ins import CHIEF, MEMBERS, OFFICE, PASSWORD
from demo.stage import Stage
from demo.timeline import on
from demo.villages import VILLAGES
from server.db import in_transaction
from server.http import Parts
from server.models import Account, Commune
from server.services import accounts, founding, invitations, keys, passwords

COMMUNE = "Lương Phong"
UNFINISHED = "Lương Phong (xã mẫu đang dựng dở)"
"""The commune's name until the story is told to its end: what bears it can be thrown away."""
SETTINGS = {
    "name": COMMUNE,
    "province_name": "Bắc Ninh",
    "duty_phone": "0204 000 0113",
    "privacy_contact": "Bộ phận một cửa, trụ sở Ủy ban nhân dân xã (dữ liệu mẫu)",
    "desk_reads_mediations": True,
    "paid_nights_per_month_max": 10,
}
SHIFTS = (("toi", "19:00", "22:00"), ("dem_1", "22:00", "01:00"), ("dem_2", "01:00", "05:00"))


def found(stage: Stage) -> None:
    """Set the commune up as the command line does, with everybody of the office."""
    parts: Parts = stage.app.extensions["an_thon"]
    password_hash = passwords.hash_password(PASSWORD)
    wanted = founding.NewCommune(UNFINISHED, CHIEF.name, CHIEF.user_name, password_hash, SETTINGS)

    def work(session: Session) -> str:
        commune = founding.set_up(session, parts.outside, parts.config, parts.kinds, wanted)
        commune.is_demo = True
        session.execute(update(Account).values(is_demo=True))  # the chief is the only one yet
        for one in OFFICE[1:]:
            accounts.create_officer(
                session,
                parts.outside,
                commune.id,
                name=one.name,
                user_name=one.user_name,
                password_hash=password_hash,
                post=one.post,
                is_demo=True,
            )
        return commune.id

    stage.commune_id = in_transaction(work, parts.outside.sleep)


def finish(stage: Stage) -> None:
    """Give the commune its own name: it is whole now."""

    def work(session: Session) -> None:
        session.get_one(Commune, stage.commune_id).name = COMMUNE

    in_transaction(work, stage.time.outside.sleep)


def write_directory(stage: Stage) -> None:
    """Let the chief enter areas, groups, people, checkpoints and routes at the desk."""
    stage.crew.join_by_password(CHIEF.user_name, PASSWORD)
    phone = stage.crew.send(CHIEF.user_name)
    drafts = [*_areas(stage), *_groups(stage), *_members(stage)]
    drafts += [*_checkpoints(stage), *_routes(stage)]
    phone.save(
        *(
            phone.mutation("create", record_id, kind=kind, stream="directory", content=content)
            for kind, record_id, content in drafts
        )
    )
    phone.act("edit", stage.commune_id, content={"shifts": _shifts(stage)})
    stage.crew.send(CHIEF.user_name)


def invite_everybody(stage: Stage) -> None:
    """Invite all who have a phone; they sign in that evening, a minute and a half apart."""
    fixed = {one.person: one.code for one in MEMBERS}
    moment = on(stage.time.now().date(), 18)
    for place, group in _first_places(stage).values():
        person = place.person
        if person.phone:
            code = _invite(stage, group, person, fixed.get(person.key))
            join = partial(stage.crew.join_by_code, person.key, code, person.phone)
            stage.time.at(moment, join)
            moment += timedelta(seconds=90)


def invite_one(stage: Stage, person: Person) -> None:
    """Invite somebody who has not come yet."""
    _place, group = _first_places(stage)[person.key]
    _invite(stage, group, person, None)


def _first_places(stage: Stage) -> dict[str, tuple[Place, Group]]:
    """Give every person once, in the first of his groups."""
    places: dict[str, tuple[Place, Group]] = {}
    for group in stage.cast.groups:
        for place in group.places:
            places.setdefault(place.person.key, (place, group))
    return places


def _invite(stage: Stage, group: Group, person: Person, fixed: str | None) -> str:
    parts: Parts = stage.app.extensions["an_thon"]
    outside, commune_id = parts.outside, stage.commune_id
    key = keys.code_key(parts.config.instance_dir, outside.random_bytes)
    account_id, member_id = stage.ids["account", person.key], stage.member_id(group, person)

    def work(session: Session) -> str:
        accounts.create_member(
            session, outside, commune_id, account_id=account_id, name=person.name, is_demo=True
        )
        if fixed:
            return invitations.invite_with_code(
                session, outside, parts.config, key, commune_id, account_id, fixed
            ).code
        return invitations.invite(
            session, outside, key, commune_id, member_id, invited_by=None
        ).code

    return in_transaction(work, outside.sleep)


Draft = tuple[str, str, dict[str, Any]]


def _areas(stage: Stage) -> list[Draft]:
    as_of = stage.first_day.replace(month=1, day=1).isoformat()
    drafts: list[Draft] = []
    for order, (village, spot) in enumerate(zip(VILLAGES, sketch.villages(), strict=True), 1):
        content = {
            "name": f"Thôn {village.name}",
            "area_type": "thon",
            "sort_order": order,
            "household_count": village.households,
            "population": village.population,
            "figures_as_of": as_of,
            "point": spot.point(),
            "former_commune": "Xã Lương Phong",
        }
        drafts.append(("area", stage.new_id("area", village.name), content))
    for order, school in enumerate(sketch.schools(), len(VILLAGES) + 1):
        content = {
            "name": school.name,
            "area_type": "truong_hoc",
            "sort_order": order,
            "point": school.point(),
            "former_commune": "Xã Lương Phong",
        }
        drafts.append(("area", stage.new_id("area", school.name), content))
    return drafts


def _groups(stage: Stage) -> list[Draft]:
    return [
        ("group", stage.new_id("group", group.key), _group(stage, number, group))
        for number, group in enumerate(stage.cast.groups, 1)
    ]


def _group(stage: Stage, number: int, group: Group) -> dict[str, Any]:
    content: dict[str, Any] = {
        "name": group.name,
        "group_type": group.group_type,
        "areas": [stage.ids["area", name] for name in group.areas],
        "lead_org": group.lead_org,
        "decision_no": f"{number:02}/QĐ-UBND",
        "decision_date": f"{stage.first_day.year - 2}-03-{number % 27 + 1:02}",
        "status": "hoat_dong",
    }
    if group.model_name:
        content["model_name"] = group.model_name
    if group.group_type == BORDER:
        content["neighbour_places"] = group.neighbours
    if group.group_type == MEDIATION:
        content["mediator_count"] = len(group.places)
        content["female_mediator_count"] = sum(one.person.is_woman for one in group.places)
    return content


def _members(stage: Stage) -> list[Draft]:
    drafts: list[Draft] = []
    for group in stage.cast.groups:
        for place in group.places:
            person = place.person
            if ("account", person.key) not in stage.ids:
                stage.new_id("account", person.key)
            member_id = stage.new_id("member", f"{group.key}|{person.key}")
            drafts.append(("member", member_id, _member(stage, group, place)))
    return drafts


def _member(stage: Stage, group: Group, place: Place) -> dict[str, Any]:
    content: dict[str, Any] = {
        "name": place.person.name,
        "called_as": place.person.called_as,
        "account": stage.ids["account", place.person.key],
        "group": stage.ids["group", group.key],
        "role": place.role,
        "status": "dang_tham_gia",
        "joined_on": f"{stage.first_day.year - 2}-04-01",
    }
    return {**content, "mediator": True} if place.mediator else content


def _checkpoints(stage: Stage) -> list[Draft]:
    return [
        (
            "checkpoint",
            stage.new_id("checkpoint", spot.name),
            {
                "name": spot.name,
                "area": stage.ids["area", spot.area],
                "point": spot.point(),
                "has_poster": number % 3 == 0,
                "status": "dang_dung",
            },
        )
        for number, spot in enumerate(sketch.checkpoints())
    ]


def _routes(stage: Stage) -> list[Draft]:
    drafts: list[Draft] = []
    for group in stage.cast.groups:
        if group.group_type in (MEDIATION, SCHOOL) or len(group.areas) > len(VILLAGES) // 2:
            continue
        spots = [spot for spot in sketch.checkpoints() if spot.area in group.areas]
        content = {
            "name": "Tuyến vòng quanh làng" if group.group_type == CCB else "Tuyến giáp ranh",
            "group": stage.ids["group", group.key],
            "checkpoints": [stage.ids["checkpoint", spot.name] for spot in spots],
            "expected_minutes": 25 * len(spots),
            "status": "dang_dung",
        }
        drafts.append(("route", stage.new_id("route", group.key), content))
    return drafts


def _shifts(stage: Stage) -> list[dict[str, str]]:
    return [
        {"id": stage.time.new_id(), "shift_code": code, "starts": starts, "ends": ends}
        for code, starts, ends in SHIFTS
    ]
