"""Villages made by chance: records as odd as the doors let in, and odder."""

import random
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

GROUPS = ("g1", "g2", "g3", "g4")
AREAS = ("a1", "a2", "a3")
MEMBERS = tuple(f"m{number}" for number in range(6))
OFFSETS = (timezone(timedelta(hours=7)), UTC, timezone(timedelta(hours=-4, minutes=-15)))
FIRST = datetime(2026, 9, 25, tzinfo=OFFSETS[0])
ODD_TIMES = (None, "", "x", 7, "2026-02-30T20:00:00+07:00", "2026-11-08T24:00:00Z", "2026-11-08")
CODES = ("1", " 1", "Cổng Gió", "CỔNG GIÓ", unicodedata.normalize("NFD", "cổng gió"), "", None)
DAYS = (date(2026, 10, 14), date(2026, 10, 15), date(2026, 11, 14), date(2026, 11, 15), None)


class Village:
    """A commune's records from one seed. Every choice that a kind gives, and wrong values too."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.patrol_ids = [f"p{number}" for number in range(self.chance.randint(0, 14))]

    def rows(self) -> list[dict[str, Any]]:
        rows = [self._group(name) for name in GROUPS[:3]]
        rows += [self._row(name, "patrol", "log", self._patrol()) for name in self.patrol_ids]
        for number in range(self.chance.randint(0, 5)):
            rows.append(self._row(f"v{number}", "mediation", "mediation", self._mediation()))
            rows.append(self._row(f"c{number}", "camera", "log", self._camera()))
        self.chance.shuffle(rows)
        return rows

    def period(self) -> tuple[str, str]:
        start = date(2026, 9, 25) + timedelta(days=self.chance.randint(0, 60))
        return start.isoformat(), (start + timedelta(days=self.chance.randint(1, 40))).isoformat()

    def _is(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def _group(self, name: str) -> dict[str, Any]:
        areas = self.chance.sample(AREAS, self.chance.randint(0, 2))
        return {"id": name, "stream": "directory", "kind": "group", "content": {"areas": areas}}

    def _row(self, name: str, kind: str, stream: str, content: dict[str, Any]) -> dict[str, Any]:
        row: dict[str, Any] = {"id": name, "kind": kind}
        row["stream"] = f"{stream}:{self.chance.choice(GROUPS)}"
        if self._is(5):
            return {**row, "stub": True, "state": "done", "occurred_on": "2026-11-01"}
        if self._is(10):
            row["deleted"] = True
        if self._is(15):
            row["counted_on"] = self.chance.choice(DAYS) and "2026-11-15"
        return {**row, "content": content}

    def _time(self, near: datetime, spread_min: int) -> Any:
        if self._is(4):
            return self.chance.choice(ODD_TIMES)
        moment = near + timedelta(seconds=self.chance.randint(-60, spread_min * 60))
        text = moment.astimezone(self.chance.choice(OFFSETS)).isoformat()
        return text.replace("+00:00", "Z") if self._is(50) else text

    def _patrol(self) -> dict[str, Any]:
        starts = FIRST + timedelta(minutes=self.chance.randint(0, 90 * 24 * 60))
        content: dict[str, Any] = {"started_at": self._time(starts, 0)}
        if self._is(85):
            content["ended_at"] = self._time(starts, 600)
        if self._is(40):
            content["continues"] = self.chance.choice([*self.patrol_ids, "elsewhere", None])
        if self._is(20):
            content["area"] = self.chance.choice([*AREAS, None])
        people = self.chance.sample(MEMBERS, self.chance.randint(0, 5))
        content["participants"] = [self._participant(one, starts) for one in people]
        content["pauses"] = [self._pause(starts) for _ in range(self.chance.randint(0, 4))]
        content["findings"] = [self._finding() for _ in range(self.chance.randint(0, 2))]
        content["checkpoints"] = self.chance.choice([None, [], [{"passed_at": "x"}, {}]])
        content["extra_people_count"] = self.chance.choice([None, 0, 3, 2.0])
        return content

    def _participant(self, member: str, starts: datetime) -> dict[str, Any]:
        item: dict[str, Any] = {"member_id": member}
        if self._is(60):
            item["present"] = self.chance.choice([True, True, False, None])
        for name in ("from", "to"):
            if self._is(30):
                item[name] = self._time(starts, 500)
        if self._is(5):
            item["removed"] = True
        return item

    def _pause(self, starts: datetime) -> dict[str, Any]:
        item = {name: self._time(starts, 500) for name in ("from", "to") if self._is(85)}
        return item | ({"removed": True} if self._is(5) else {})

    def _finding(self) -> dict[str, Any]:
        action = self.chance.choice(["bao_cong_an", "nhac_nho", None])
        return {"first_action": action} | ({"removed": True} if self._is(10) else {})

    def _mediation(self) -> dict[str, Any]:
        outcomes = ["thanh", "khong_thanh", "dang_hoa_giai", "ket_thuc_khong_tien_hanh", "", None]
        return {
            "received_on": self._day(),
            "area": self.chance.choice([*AREAS, None]),
            "outcome": self.chance.choice(outcomes),
            "category": self.chance.choice(["mau_thuan", "dan_su_hngd", "khac", None]),
        }

    def _camera(self) -> dict[str, Any]:
        return {
            "installed_on": self._day(),
            "area": self.chance.choice(AREAS[:2]),
            "site_code": self.chance.choice(CODES),
            "lens_count": self.chance.choice([1, 2, 64, 4.0, None]),
            "status": self.chance.choice(["hoat_dong", "hong", "thao_do", None]),
            "cost_vnd": self.chance.choice([100_000_000_000, 5_000_000, 0, None]),
            "funding": self.chance.choice(["xa_hoi_hoa", "tu_tuc", None]),
        }

    def _day(self) -> str | None:
        day = self.chance.choice(DAYS)
        return day.isoformat() if day else None
