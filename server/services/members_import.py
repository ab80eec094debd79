"""A file of members becomes records of the directory: all of it, or nothing when a row is bad.

What stands already is left as it is, so the same file may come twice. A member is known by name
and group, a group by its name (with type and area where several have one name).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from server.ids import new_id
from server.kinds import Kinds
from server.outside import Outside
from server.services.member_file import BadRow, Row, as_key, fold
from server.services.members import AREA, list_contents
from server.sync.streams import GROUP, LEFT, MEMBER

YES, NO = frozenset({"co", "x", "1", "yes", "true"}), frozenset({"", "khong", "0", "no", "false"})
DEFAULT_ROLE, SERVING, WORKING, OTHER_AREA = "to_vien", "dang_tham_gia", "hoat_dong", "khac"
Content = dict[str, Any]
Draft = tuple[str, str, Content]
"""Kind, record id and content of a record to be made."""


@dataclass
class Plan:
    """What a file would do. Nothing may be written while `bad` names a row.

    `known`: rows that stand already; `left`: those of them who left their group.
    """

    areas: list[Draft] = field(default_factory=list)
    groups: list[Draft] = field(default_factory=list)
    members: list[Draft] = field(default_factory=list)
    known: int = 0
    left: list[Row] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)

    @property
    def records(self) -> list[Draft]:
        """Give the records in the order of writing: what is pointed at comes first."""
        return [*self.areas, *self.groups, *self.members]


def plan_import(
    session: Session,
    outside: Outside,
    kinds: Kinds,
    commune_id: str,
    rows: Sequence[Row],
    *,
    create_groups: bool,
) -> Plan:
    """Work out what the rows would add to the commune's directory; write nothing."""
    planner = _Planner(outside, kinds, create_groups=create_groups)
    planner.areas.add_all(list_contents(session, commune_id, AREA))
    planner.groups.add_all(list_contents(session, commune_id, GROUP))
    for content in list_contents(session, commune_id, MEMBER).values():
        planner.members[content.get("group"), as_key(content.get("name") or "")] = content
    planner.plan_rows(rows)
    planner.plan.bad.sort(key=lambda one: one.line)
    return planner.plan


class _Named:
    """Contents by record id, and the ids by name."""

    def __init__(self) -> None:
        self.contents: dict[str, Content] = {}
        self._ids: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, record_id: str, content: Content) -> None:
        self.contents[record_id] = content
        self._ids[as_key(content.get("name") or "")].append(record_id)

    def add_all(self, contents: dict[str, Content]) -> None:
        for record_id, content in contents.items():
            self.add(record_id, content)

    def find(self, name: str) -> list[str]:
        return self._ids.get(as_key(name), [])


class _Planner:
    """Walks the rows twice: for their groups, then for their members."""

    def __init__(self, outside: Outside, kinds: Kinds, *, create_groups: bool) -> None:
        self.plan = Plan()
        self.areas, self.groups = _Named(), _Named()
        self.members: dict[tuple[str | None, str], Content] = {}
        self._outside, self._kinds, self._create_groups = outside, kinds, create_groups
        self._lines: dict[tuple[str | None, str], int] = {}
        self._people: dict[str, tuple[str, str]] = {}

    def plan_rows(self, rows: Sequence[Row]) -> None:
        placed = [(row, group_id) for row in rows if (group_id := self._group_of(row))]
        for row, group_id in placed:
            account = self.members.get((group_id, as_key(row["name"])), {}).get("account")
            if account and row["person"]:
                self._people.setdefault(row["person"], (as_key(row["name"]), account))
        for row, group_id in placed:
            self._plan_member(row, group_id)

    def _refuse(self, row: Row, vi: str, en: str) -> None:
        self.plan.bad.append(BadRow(row.line, vi, en))

    def _group_of(self, row: Row) -> str | None:
        """Find the row's group, or plan it; None when the row is bad."""
        group_type = self._code(row, GROUP, "group_type")
        if group_type is None:
            return None
        area_names = [name.strip() for name in row["area"].split("|") if name.strip()]
        fits = [
            group_id
            for group_id in self.groups.find(row["group"])
            if self._fits(self.groups.contents[group_id], group_type, area_names)
        ]
        if len(fits) > 1:
            vi = f"có {len(fits)} tổ tên {row['group']!r}, ghi thêm loại tổ hoặc thôn"
            self._refuse(row, vi, f"{len(fits)} groups have this name; give group_type or area")
            return None
        return fits[0] if fits else self._plan_group(row, group_type, area_names)

    def _fits(self, group: Content, group_type: str, area_names: list[str]) -> bool:
        areas = (self.areas.contents.get(area_id, {}) for area_id in group.get("areas") or ())
        names = {as_key(area.get("name") or "") for area in areas}
        wanted = {as_key(name) for name in area_names}
        return group_type in ("", group.get("group_type")) and wanted <= names

    def _plan_group(self, row: Row, group_type: str, area_names: list[str]) -> str | None:
        if not self._create_groups:
            vi = f"xã chưa có tổ {row['group']!r}; thêm --create-groups để lập tổ mới"
            self._refuse(row, vi, "there is no such group; --create-groups makes it")
            return None
        if not (group_type and area_names):
            vi = f"tổ mới {row['group']!r} cần có loại tổ và thôn"
            self._refuse(row, vi, "a new group needs group_type and area")
            return None
        lead_org = self._code(row, GROUP, "lead_org")
        areas = [self._area_of(row, name) for name in area_names]
        if lead_org is None or None in areas:
            return None
        content = {
            "name": row["group"],
            "group_type": group_type,
            "areas": sorted({area for area in areas if area}),
            "status": WORKING,
            **({"lead_org": lead_org} if lead_org else {}),
        }
        group_id = self._draft(row, GROUP, content, self.plan.groups)
        if group_id:
            self.groups.add(group_id, content)
        return group_id

    def _area_of(self, row: Row, name: str) -> str | None:
        fits = self.areas.find(name)
        if len(fits) > 1:
            vi = f"có {len(fits)} địa bàn tên {name!r}; hãy lập tổ này trên máy của Công an xã"
            self._refuse(row, vi, f"{len(fits)} areas are called so; make this group at the desk")
            return None
        if fits:
            return fits[0]
        types = {code.split("_")[0]: code for code in self._words(AREA, "area_type")}
        area_type = types.get(fold(name).partition(" ")[0], OTHER_AREA)
        content = {"name": name, "area_type": area_type}
        area_id = self._draft(row, AREA, content, self.plan.areas)
        if area_id:
            self.areas.add(area_id, content)
        return area_id

    def _plan_member(self, row: Row, group_id: str) -> None:
        place = (group_id, as_key(row["name"]))
        if place in self._lines:
            line = self._lines[place]
            vi = f"trùng tên và tổ với dòng {line}; nếu là hai người thì ghi thêm vào tên"
            self._refuse(row, vi, f"name and group of line {line} again")
            return
        self._lines[place] = row.line
        role, mediator = self._code(row, MEMBER, "role"), self._read_mediator(row)
        account = self._account_of(row)
        if place in self.members:
            self.plan.known += 1
            self.plan.left += [row] if self.members[place].get("status") == LEFT else []
        elif role is not None and mediator is not None and account is not None:
            content = {
                "name": row["name"],
                "account": account,
                "group": group_id,
                "role": role or DEFAULT_ROLE,
                "mediator": mediator,
                "status": SERVING,
            }
            self._draft(row, MEMBER, content, self.plan.members)

    def _account_of(self, row: Row) -> str | None:
        """Give the account of the row's person: one for all rows with the same mark."""
        fresh = (as_key(row["name"]), new_id(self._outside))
        name, account = self._people.setdefault(row["person"], fresh) if row["person"] else fresh
        if name == as_key(row["name"]):
            return account
        vi = f"dấu người {row['person']!r} đã dùng cho một tên khác"
        self._refuse(row, vi, f"person {row['person']!r} stands at another name")
        return None

    def _read_mediator(self, row: Row) -> bool | None:
        answer = fold(row["mediator"])
        if answer in YES | NO:
            return answer in YES
        vi = f"hòa giải viên phải là 'có' hoặc 'không', không phải {row['mediator']!r}"
        self._refuse(row, vi, f"mediator must be yes or no, not {row['mediator']!r}")
        return None

    def _code(self, row: Row, kind: str, name: str) -> str | None:
        """Give the code of a choice, "" where the cell is empty, None where it is unknown."""
        if not row[name]:
            return ""
        words = self._words(kind, name)
        for code, said in words.items():
            if fold(row[name]) in said:
                return code
        vi = f"{name} không có giá trị {row[name]!r}; chọn một trong: {', '.join(words)}"
        self._refuse(row, vi, f"{name} has no value {row[name]!r}")
        return None

    def _words(self, kind: str, name: str) -> dict[str, set[str]]:
        """Give each choice's code with what may be written for it: the code and its labels."""
        found = self._kinds[kind].find(name)
        return {
            one.code: {fold(one.code), fold(one.labels.vi), fold(one.labels.en)}
            for one in (found.choices if found else ())
        }

    def _draft(self, row: Row, kind: str, content: Content, drafts: list[Draft]) -> str | None:
        """Plan one record if its kind accepts it, and give its id."""
        fault = self._kinds.check(kind, self._kinds[kind].version, content)
        if fault is not None:
            self._refuse(row, f"dữ liệu không hợp lệ: {fault.detail}", fault.detail)
            return None
        record_id = new_id(self._outside)
        drafts.append((kind, record_id, content))
        return record_id
