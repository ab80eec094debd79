"""What goes wrong in any commune: two write at once, and one changes groups with unsent work."""

from datetime import date, timedelta
from functools import partial

from demo import cameras, patrols
from demo.desk import accept, ask, queue, sit_down
from demo.patrol_forms import Outing
from demo.people import Group, Person
from demo.sign_ins import OFFICERS
from demo.stage import Stage
from demo.timeline import on

MINH, HA = (officer.user_name for officer in OFFICERS)


def plan_mishaps(stage: Stage) -> None:
    """Spread them over the last days; the desk still has them before it when the story ends."""
    last = stage.last_day
    stage.time.at(on(last - timedelta(days=4), 18), partial(_write_at_once, stage))
    stage.time.at(on(last - timedelta(days=3), 17), partial(_look_at_once, stage))
    stage.time.at(on(last - timedelta(days=2), 10, 30), partial(_review_at_once, stage))
    _plan_transfer(stage, "Sơn Quả 4", "Sơn Quả 3", last - timedelta(days=3))
    if (last - stage.first_day).days >= 40:
        first = last - timedelta(days=35)
        _plan_transfer(stage, "Khánh", "Cấm", first, keeps_the_move=False)
        stage.time.at(on(first + timedelta(days=2), 9), partial(_release_all, stage))


def _write_at_once(stage: Stage) -> None:
    """Two men of Giữa fill in the same hand-over, both without coverage: two values stand."""
    group = stage.cast.group("Giữa")
    first, second = group.with_phones()[:2]
    record_id = _latest(stage, group, first, second, "patrol")
    stage.edit(first, record_id, {"handover_text": "Đoạn ao đình đi chậm, bờ kè sạt một mảng."})
    stage.edit(second, record_id, {"handover_text": "Ca sau mang thêm đèn pin, đèn ao đình tắt."})
    stage.crew.send(first.key)
    stage.crew.send(second.key)


def _look_at_once(stage: Stage) -> None:
    """Two of Chùa look at the same camera at different hours: one saw it run, one did not."""
    group = stage.cast.group("Chùa")
    first, second = group.with_phones()[:2]
    record_id = _latest(stage, group, first, second, "camera")
    stage.edit(first, record_id, {"status": "hong"} | cameras.checked(stage, group, first))
    stage.edit(second, record_id, {"status": "mat_dien"})
    stage.crew.send(first.key)
    stage.crew.send(second.key)


def _latest(stage: Stage, group: Group, first: Person, second: Person, kind: str) -> str:
    """Let both fetch the book, and give the newest record in it."""
    for person in (first, second, first):  # the first must see what the second still had
        stage.crew.send(person.key)
    rows = stage.phone(second).disk.stores["shown"].values()
    book = [row for row in rows if row["stream"] == stage.stream(group) and row["kind"] == kind]
    chosen = max(book, key=lambda row: (not row["open"], row["occurred_on"], row["id"]))
    record_id: str = chosen["id"]
    return record_id


def _review_at_once(stage: Stage) -> None:
    """Both officers decide on one record before either has sent: the second is a sibling."""
    sit_down(stage, MINH)
    sit_down(stage, HA)
    waiting = [row for row in queue(stage, MINH) if row["review"] is None]
    row = max(waiting, key=lambda one: one["seq"], default=None)
    if row is None:
        rows = stage.crew.phones[MINH].disk.stores["shown"].values()
        row = max((one for one in rows if one["kind"] == "patrol"), key=lambda one: one["seq"])
    accept(stage, MINH, row)
    ask(stage, HA, row, "Thưa bác, các điểm cuối tuyến có đi qua không ạ?", "checkpoints")
    stage.crew.send(MINH)
    stage.crew.send(HA)


def _plan_transfer(
    stage: Stage, old: str, new: str, night: date, *, keeps_the_move: bool = True
) -> None:
    """A member walks with his old group, is moved next noon, and only then finds coverage."""
    group, person = stage.cast.group(old), stage.cast.group(old).with_phones()[-1]
    stage.time.at(on(night, 5), partial(_walk_unsent, stage, group, person, night))
    noon = on(night + timedelta(days=1), 11, 40)
    stage.time.at(noon, partial(_move_member, stage, group, person, new))
    evening = on(night + timedelta(days=1), 19, 30)
    stage.time.at(evening, partial(stage.crew.send, person.key))
    if not keeps_the_move:
        back = on(night + timedelta(days=1), 20)
        stage.time.at(back, partial(_move_member, stage, group, person, old))


def _walk_unsent(stage: Stage, group: Group, person: Person, night: date) -> None:
    mates = [place.person for place in group.places if place.person is not person]
    people = [*stage.take(mates, 2, night), *stage.take([person], 1, night)]
    starts = on(night, 21, 5)
    outing = Outing(group, people, person, starts, starts + timedelta(minutes=130))
    patrols.choose_passes(stage, outing)
    patrols.walk(stage, outing, sends=False)


def _move_member(stage: Stage, old: Group, person: Person, new: str) -> None:
    sit_down(stage, MINH)
    content = {"group": stage.ids["group", new]}
    stage.crew.phones[MINH].act("edit", stage.member_id(old, person), content=content)
    stage.crew.send(MINH)


def _release_all(stage: Stage) -> None:
    """The officer lets in what a move had stopped, in the order in which it was written."""
    sit_down(stage, MINH)
    phone = stage.crew.phones[MINH]
    rows = [row for row in phone.disk.stores["shown"].values() if row["kind"] == "held"]
    for row in sorted(rows, key=lambda one: one["seq"]):
        content = {"reason": "Việc làm trước khi chuyển tổ."}
        phone.act(
            "release", row["id"], kind="held", stream="desk", target=row["id"], content=content
        )
    stage.crew.send(MINH)
