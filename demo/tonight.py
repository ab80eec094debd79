"""The last two days as the pictures show them: Sơn Quả 2, an open question, and who is out now."""

from datetime import timedelta
from functools import partial

from demo import cameras, mediations, patrols, photos
from demo.desk import ask, sit_down
from demo.directory import invite_one
from demo.mediations import Case
from demo.patrol_forms import Outing
from demo.sign_ins import OFFICERS
from demo.sketch import Spot, checkpoints
from demo.stage import Stage
from demo.timeline import on
from demo.words import SON_QUA_QUESTION, Sight

SON_QUA, VAN_AN = "Sơn Quả 2", "Vân An"
LAMP = Sight(
    "den_duong_hong",
    "Đèn đường không sáng, đoạn này rất tối.",
    "Cột điện số 14, đầu ngõ",
    "bao_dien_luc",
    outcome="dang_xu_ly",
    photo="lamp",
)
DOOR = Sight(
    "cua_chua_khoa", "Cửa trạm bơm chưa khóa, đã báo chủ trạm đến khóa.", "Trạm bơm", "nhac_nho"
)


def plan_last_days(stage: Stage) -> None:
    """Plan the scenes that everybody who opens the demo should meet."""
    last = stage.last_day
    _plan_question(stage)
    _plan_eve(stage)
    stage.time.at(on(last, 5), partial(_go_out, stage, SON_QUA, 20, 5))
    stage.time.at(on(last, 5), partial(_go_out, stage, VAN_AN, 21, 0))
    stage.time.at(on(last, 10), partial(invite_one, stage, stage.cast.people[f"{SON_QUA}/5"]))
    broken = stage.first_day + timedelta(days=max(0, (last - stage.first_day).days - 18))
    stage.time.at(on(broken, 9), partial(_market_camera, stage))


def _plan_question(stage: Stage) -> None:
    """A quarrel of Sơn Quả 2, two days ago: the captain asks, and nobody has answered yet."""
    team = stage.cast.group(f"{SON_QUA}/hg")
    case = Case(team, stage.cast.people[f"{SON_QUA}/0"], stage.last_day - timedelta(days=2))
    stage.time.at(on(case.day, 19, 20), partial(_hear_noise, stage, case))
    stage.time.at(on(stage.last_day - timedelta(days=1), 9, 12), partial(_ask, stage, case))


def _hear_noise(stage: Stage, case: Case) -> None:
    content = mediations.describe(stage, case, mediations.OPEN, "tieng_on", "Xóm Đình")
    case.record_id = stage.create(case.writer, case.team, "mediation", content)
    stage.crew.send(case.writer.key)


def _ask(stage: Stage, case: Case) -> None:
    minh = OFFICERS[0].user_name
    sit_down(stage, minh)
    row = stage.crew.phones[minh].view(case.record_id)
    if row is not None:
        ask(stage, minh, row, SON_QUA_QUESTION, "sessions")
    stage.crew.send(minh)


def _plan_eve(stage: Stage) -> None:
    """Last night in Sơn Quả 2: three people, five points, a lamp and a door; sent at 6:12."""
    day = stage.last_day - timedelta(days=1)
    outing = _outing(stage, SON_QUA, day_offset=1, hour=20, minute=5)
    outing.ends = on(day, 22, 10)
    moments = (on(day, 20, 7), on(day, 20, 34), on(day, 20, 58), on(day, 21, 29), on(day, 21, 41))
    outing.passes = list(zip(_spots(SON_QUA), moments, strict=True))
    outing.sights = [(LAMP, on(day, 21, 29, 20)), (DOOR, on(day, 21, 41, 30))]
    patrols.walk(stage, outing, sends=False)
    stage.send_at(outing.writer.key, on(stage.last_day, 6, 12))


def _go_out(stage: Stage, village: str, hour: int, minute: int) -> None:
    """A patrol that is still out when the story ends; it was heard of a few minutes ago."""
    outing = _outing(stage, village, day_offset=0, hour=hour, minute=minute)
    outing.passes = [
        (spot, outing.starts + timedelta(minutes=14 * number))
        for number, spot in enumerate(_spots(village)[:3], 1)
    ]
    outing.passes = [one for one in outing.passes if one[1] and one[1] < on(stage.last_day, 21, 35)]
    if village == SON_QUA:
        outing.sights = [(LAMP, on(stage.last_day, 21, 29))]
    patrols.walk(stage, outing, to_the_end=False, sends=False)
    stage.send_at(outing.writer.key, on(stage.last_day, 21, 38))


def _outing(stage: Stage, village: str, *, day_offset: int, hour: int, minute: int) -> Outing:
    group = stage.cast.group(village)
    people = [place.person for place in group.places[:3]]
    starts = on(stage.last_day - timedelta(days=day_offset), hour, minute)
    return Outing(group, people, people[0], starts, starts + timedelta(hours=3))


def _spots(village: str) -> list[Spot]:
    return [spot for spot in checkpoints() if spot.area == village]


def _market_camera(stage: Stage) -> None:
    """The camera at the Gió market's fork: put up in March, dark for more than two weeks."""
    group = stage.cast.group(VAN_AN)
    writer = group.with_phones()[0]
    installed_on = stage.first_day.replace(month=3, day=14)
    if installed_on > stage.first_day:
        installed_on = installed_on.replace(year=installed_on.year - 1)
    content = cameras.describe(stage, group, 99, installed_on) | {
        "place_type": "nga_ba_tu",
        "place_text": "Ngã ba chợ Gió",
        "owner_type": "doanh_nghiep",
        "view_direction": "doc_duong",
        "lens_count": 1,
    }
    spot = next(one for one in checkpoints() if one.name == "Ngã ba chợ Gió")
    shown = {"point": spot.point(), "photos": [photos.value("camera")]}
    record_id = stage.create(writer, group, "camera", {**content, **shown}, photos.draw("camera"))
    stage.edit(writer, record_id, {"status": "hong"} | cameras.checked(stage, group, writer))
    stage.crew.send(writer.key)
