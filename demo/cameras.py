"""The cameras: the old ones copied into the register, the new ones, and those that broke."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from demo import sketch
from demo.people import Group, Person
from demo.sketch import Spot
from demo.stage import Stage
from demo.timeline import on
from demo.villages import VILLAGES, Village

PLACE_TYPES = (
    ("truc_duong", "Trục đường chính"),
    ("nga_ba_tu", "Ngã ba"),
    ("cong_lang", "Cổng làng"),
    ("nha_van_hoa", "Nhà văn hóa"),
    ("nha_dan", "Đầu ngõ"),
    ("co_so_kinh_doanh", "Trước cửa hàng"),
    ("giap_ranh", "Đường giáp ranh"),
)
VIEWS = ("bac", "dong", "nam", "tay", "doc_duong", "doc_duong", "cong_ngo")
OWNERS = ("thon", "ho_gia_dinh", "ho_gia_dinh", "doanh_nghiep")
DAYS_TO_COPY = 10


def plan_cameras(stage: Stage) -> None:
    """Plan every village's register."""
    for village in VILLAGES:
        _plan_village(stage, village, stage.cast.group(village.name))


def _plan_village(stage: Stage, village: Village, group: Group) -> None:
    days = (stage.last_day - stage.first_day).days
    fresh = round(village.new_cameras * days / 30)
    for number in range(1, village.cameras + 1):
        is_new = number > village.cameras - fresh
        last = days - group.silent_days - 1 if is_new else min(DAYS_TO_COPY, days - 2)
        day = stage.first_day + timedelta(days=stage.chance.randint(0, max(last, 0)))
        if stage.is_silent(group, day):
            day = stage.first_day
        moment = on(day, stage.chance.choice((8, 15, 16, 17)), stage.chance.randrange(60))
        stage.time.at(moment, partial(_enter, stage, group, number, is_new))


def _enter(stage: Stage, group: Group, number: int, is_new: bool) -> None:
    writer = _writer(stage, group)
    today = stage.time.now().date()
    age_days = 0 if is_new else stage.chance.randint(60, 1100)
    content = describe(stage, group, number, today - timedelta(days=age_days))
    content["registered_on"] = today.isoformat()
    record_id = stage.create(writer, group, "camera", content)
    stage.send_at(writer.key, on(today, 19, 50))
    if stage.happens(9):
        breaks = today + timedelta(days=stage.chance.randint(5, 60))
        _plan_break(stage, group, writer, record_id, breaks)


def _plan_break(stage: Stage, group: Group, writer: Person, record_id: str, day: date) -> None:
    repaired = day + timedelta(days=stage.chance.randint(2, 25))
    if stage.is_silent(group, day):
        return
    stage.time.at(on(day, 17, 40), partial(break_camera, stage, group, writer, record_id))
    if not stage.is_silent(group, repaired) and stage.happens(75):
        stage.time.at(on(repaired, 16, 20), partial(_repair, stage, group, writer, record_id))


def break_camera(stage: Stage, group: Group, writer: Person, record_id: str) -> None:
    """Say that it shows no picture."""
    content = {"status": stage.chance.choice(("hong", "hong", "mat_dien"))}
    stage.edit(writer, record_id, content | checked(stage, group, writer))
    stage.send_at(writer.key, on(stage.time.now().date(), 19, 50))


def _repair(stage: Stage, group: Group, writer: Person, record_id: str) -> None:
    today = stage.time.now().date().isoformat()
    content = {"status": "hoat_dong", "repaired_on": today} | checked(stage, group, writer)
    stage.edit(writer, record_id, content)
    stage.send_at(writer.key, on(stage.time.now().date(), 19, 50))


def checked(stage: Stage, group: Group, person: Person) -> dict[str, Any]:
    """Say who looked at it today."""
    today = stage.time.now().date().isoformat()
    return {"checked_on": today, "checked_by": stage.member_id(group, person)}


def describe(stage: Stage, group: Group, number: int, installed_on: date) -> dict[str, Any]:
    """Give the record's content."""
    spots = [spot for spot in sketch.checkpoints() if spot.area == group.areas[0]]
    spot = spots[number % len(spots)]
    place_type, words = stage.chance.choice(PLACE_TYPES)
    site = f"{_initials(group.key)}-{(number + 1) // 2:02}"
    return {
        "site_code": site,
        "camera_code": f"{site}.{2 - number % 2}",
        "area": stage.ids["area", group.areas[0]],
        "place_type": place_type,
        "place_text": f"{words}, gần {_in_sentence(spot)}",
        "point": spot.point(stage.chance, 150),
        "view_direction": stage.chance.choice(VIEWS),
        "overlooks_private": False,
        "installed_on": installed_on.isoformat(),
        "lens_count": stage.chance.choices((1, 2, 4), (70, 25, 5))[0],
        "device_type": "ip",
        "qcvn135": stage.chance.choice(("co", "co", "khong_ro")),
        "retention_days": stage.chance.choice((7, 15, 30)),
        "storage": stage.chance.choice(("the_nho", "dau_ghi", "dam_may_vn")),
        "notice_sign": stage.happens(85),
        "status": "hoat_dong",
        **_ownership(stage, group, number, installed_on),
    }


def _ownership(stage: Stage, group: Group, number: int, installed_on: date) -> dict[str, Any]:
    owner = stage.chance.choice(OWNERS)
    content: dict[str, Any] = {
        "owner_type": owner,
        "placement": "ngoai_troi",
        "funding": "ngan_sach" if owner == "thon" and stage.happens(30) else "xa_hoi_hoa",
        "cost_vnd": stage.chance.randrange(12, 60) * 100_000,
        "police_link": "cung_cap_khi_yeu_cau" if stage.happens(40) else "khong",
        "contact_paper_ref": f"Sổ camera thôn {group.key}, tờ {number}",
    }
    if not stage.happens(70):
        return {**content, "share_consent": "khong"}
    form = f"Giấy số {number}, {_initials(group.key)}"
    agreed = {"consent_on": installed_on.isoformat(), "consent_form": form}
    return {**content, "share_consent": "dong_y", **agreed}


def _writer(stage: Stage, group: Group) -> Person:
    """The second of the group keeps the register in most villages."""
    writers = group.with_phones()
    return writers[min(1, len(writers) - 1)] if stage.happens(80) else writers[0]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _in_sentence(spot: Spot) -> str:
    return spot.name[0].lower() + spot.name[1:]
