"""An import adds what is missing, once, or names every bad row and adds nothing."""

from typing import Any

import pytest

from server.db import transaction
from server.services.directory import create_records
from server.services.member_file import read_rows
from server.services.members import list_members
from server.services.members_import import Plan, plan_import
from tests.cast import Cast

HEAD = "group,name,role,mediator,person,group_type,area,lead_org\n"
NEW_GROUP = "Tổ tự quản thôn Cấm,{},,,,to_tu_quan_ccb,Thôn Cấm,chi_hoi_ccb\n"


def plan(cast: Cast, text: str, *, create_groups: bool = False) -> Plan:
    rows, bad = read_rows((HEAD + text).encode())
    assert bad == []
    with transaction(write=False) as session:
        return plan_import(
            session,
            cast.parts.outside,
            cast.parts.kinds,
            cast.commune_id,
            rows,
            create_groups=create_groups,
        )


def carry_out(cast: Cast, text: str, *, create_groups: bool = False) -> Plan:
    planned = plan(cast, text, create_groups=create_groups)
    assert planned.bad == []
    write(cast, planned.records)
    return planned


def write(cast: Cast, records: list[tuple[str, str, dict[str, Any]]]) -> None:
    parts, chief = cast.parts, cast.people["chief"]
    with transaction(write=True) as session:
        create_records(session, parts.kinds, parts.outside, cast.commune_id, chief, records)


def sentences(planned: Plan) -> list[tuple[int, str]]:
    return [(one.line, one.en) for one in planned.bad]


def test_a_row_becomes_a_member_with_a_new_account(cast: Cast) -> None:
    planned = plan(cast, "Tổ dong,Nguyễn Văn An,to_pho,có\n")

    [(kind, _id, content)] = planned.records
    assert kind == "member"
    assert content.pop("account") not in cast.people.values()
    assert content == {
        "name": "Nguyễn Văn An",
        "group": cast.groups["dong"],
        "role": "to_pho",
        "mediator": True,
        "status": "dang_tham_gia",
    }


def test_what_is_imported_is_in_the_directory(cast: Cast) -> None:
    carry_out(cast, "Tổ dong,Nguyễn Văn An\nTổ chua,Trần Thị Bình\n")

    with transaction(write=False) as session:
        places = {one.name: one.group for one in list_members(session, cast.commune_id)}

    assert places["Nguyễn Văn An"] == cast.groups["dong"]
    assert places["Trần Thị Bình"] == cast.groups["chua"]


def test_the_same_file_twice_adds_nothing(cast: Cast) -> None:
    text = "Tổ dong,Nguyễn Văn An\n" + NEW_GROUP.format("Trần Bình") + NEW_GROUP.format("Lê Cường")
    carry_out(cast, text, create_groups=True)

    again = plan(cast, text, create_groups=True)

    assert (again.records, again.known, again.bad) == ([], 3, [])


def test_more_than_a_batch_goes_in_one_go(cast: Cast) -> None:
    carry_out(cast, "".join(f"Tổ dong,Người {number}\n" for number in range(250)))

    with transaction(write=False) as session:
        assert len(list_members(session, cast.commune_id)) == len(cast.members) + 250


@pytest.mark.parametrize("role", ["to_truong", "Tổ trưởng", "tổ trưởng", "TO TRUONG", "Leader"])
def test_a_role_may_be_a_code_or_a_label(cast: Cast, role: str) -> None:
    planned = plan(cast, f"Tổ dong,Nguyễn Văn An,{role}\n")

    assert planned.members[0][2]["role"] == "to_truong"


def test_a_member_who_left_is_left_as_is_and_named(cast: Cast) -> None:
    gone = {
        "name": "Ông Cũ",
        "account": cast.id(),
        "group": cast.groups["dong"],
        "role": "to_vien",
        "status": "da_nghi",
    }
    write(cast, [("member", cast.id(), gone)])

    planned = plan(cast, "Tổ dong,Ông Cũ\n")

    assert (planned.records, planned.known, [row.line for row in planned.left]) == ([], 1, [2])


class TestNewGroups:
    def test_without_leave_a_missing_group_is_a_bad_row(self, cast: Cast) -> None:
        planned = plan(cast, NEW_GROUP.format("Trần Bình"))

        assert sentences(planned) == [(2, "there is no such group; --create-groups makes it")]

    def test_with_leave_the_group_and_its_area_are_made_once(self, cast: Cast) -> None:
        text = NEW_GROUP.format("Trần Bình") + NEW_GROUP.format("Lê Cường")

        planned = plan(cast, text, create_groups=True)

        [(_kind, area_id, area)], [(_kind, group_id, group)] = planned.areas, planned.groups
        assert area == {"name": "Thôn Cấm", "area_type": "thon"}
        assert group == {
            "name": "Tổ tự quản thôn Cấm",
            "group_type": "to_tu_quan_ccb",
            "areas": [area_id],
            "status": "hoat_dong",
            "lead_org": "chi_hoi_ccb",
        }
        assert [content["group"] for _k, _i, content in planned.members] == [group_id, group_id]

    def test_areas_that_stand_are_used(self, cast: Cast) -> None:
        area_id = cast.id()
        write(cast, [("area", area_id, {"name": "Thôn Cấm", "area_type": "thon"})])

        planned = plan(cast, NEW_GROUP.format("Trần Bình"), create_groups=True)

        assert planned.areas == []
        assert planned.groups[0][2]["areas"] == [area_id]

    def test_a_group_may_span_areas(self, cast: Cast) -> None:
        row = "Cụm giáp ranh,Trần Bình,,,,Cụm liên kết giáp ranh,Thôn Cấm | Thôn Chớp,\n"

        planned = plan(cast, row, create_groups=True)

        assert {content["name"] for _k, _i, content in planned.areas} == {"Thôn Cấm", "Thôn Chớp"}
        assert len(planned.groups[0][2]["areas"]) == 2

    @pytest.mark.parametrize(
        ("area", "area_type"),
        [
            ("Xóm Trại", "xom"),
            ("Tổ dân phố 3", "to_dan_pho"),
            ("Khu phố Chợ", "khu_pho"),
            ("Trường THCS Lương Phong", "truong_hoc"),
            ("Đồi Chè", "khac"),
        ],
    )
    def test_the_type_of_a_new_area_is_its_first_word(
        self, cast: Cast, area: str, area_type: str
    ) -> None:
        row = f"Tổ mới,Trần Bình,,,,to_tu_quan_khac,{area},\n"

        assert plan(cast, row, create_groups=True).areas[0][2]["area_type"] == area_type

    @pytest.mark.parametrize("rest", [",,,,Thôn Cấm,", ",,,to_tu_quan_ccb,,"])
    def test_a_new_group_needs_type_and_area(self, cast: Cast, rest: str) -> None:
        planned = plan(cast, f"Tổ mới,Trần Bình,{rest}\n", create_groups=True)

        assert sentences(planned) == [(2, "a new group needs group_type and area")]

    def test_groups_of_one_name_are_told_apart_by_type_or_area(self, cast: Cast) -> None:
        twin = {"name": "Tổ dong", "group_type": "to_hoa_giai", "areas": []}
        twin_id = cast.id()
        write(cast, [("group", twin_id, twin)])

        unclear = plan(cast, "Tổ dong,Trần Bình\n")
        clear = plan(cast, "Tổ dong,Trần Bình,,,,Tổ hòa giải\n")

        assert sentences(unclear) == [(2, "2 groups have this name; give group_type or area")]
        assert clear.members[0][2]["group"] == twin_id

    def test_an_area_whose_name_stands_twice_is_not_guessed(self, cast: Cast) -> None:
        for _ in range(2):
            write(cast, [("area", cast.id(), {"name": "Thôn Cấm", "area_type": "thon"})])

        planned = plan(cast, NEW_GROUP.format("Trần Bình"), create_groups=True)

        assert sentences(planned) == [(2, "2 areas are called so; make this group at the desk")]


class TestOnePersonInTwoGroups:
    def test_the_same_mark_is_one_account(self, cast: Cast) -> None:
        text = "Tổ dong,Trần Bình,,,7\nTổ chua,Trần Bình,,,7\nTổ chua,Lê Cường,,,8\n"

        first, second, other = (content for _k, _i, content in plan(cast, text).members)

        assert first["account"] == second["account"] != other["account"]

    def test_without_a_mark_one_name_is_two_people(self, cast: Cast) -> None:
        text = "Tổ dong,Trần Bình\nTổ chua,Trần Bình\n"

        first, second = (content for _k, _i, content in plan(cast, text).members)

        assert first["account"] != second["account"]

    def test_who_stands_already_keeps_the_account_in_the_new_group(self, cast: Cast) -> None:
        text = "Tổ chua,member,,,7\nTổ dong,member,,,7\n"

        planned = plan(cast, text)

        assert planned.known == 1
        assert planned.members[0][2]["account"] == cast.people["member"]

    def test_one_mark_at_two_names_is_a_bad_row(self, cast: Cast) -> None:
        planned = plan(cast, "Tổ dong,Trần Bình,,,7\nTổ chua,Lê Cường,,,7\n")

        assert sentences(planned) == [(3, "person '7' stands at another name")]


class TestBadRows:
    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ("Tổ dong,An,chủ tịch", "role has no value 'chủ tịch'"),
            ("Tổ dong,An,,maybe", "mediator must be yes or no, not 'maybe'"),
            ("Tổ dong,An,,,,gang", "group_type has no value 'gang'"),
            (f"Tổ dong,{'x' * 81}", "name"),
        ],
    )
    def test_a_bad_row_is_named_with_its_reason(self, cast: Cast, row: str, sentence: str) -> None:
        planned = plan(cast, f"Tổ dong,Trần Bình\n{row}\n")

        assert [one.line for one in planned.bad] == [3]
        assert sentence in planned.bad[0].en

    def test_a_name_twice_in_a_group_is_named_with_the_first_line(self, cast: Cast) -> None:
        planned = plan(cast, "Tổ dong,Trần Hòa\nTổ dong,Lê Cường\nTổ dong,TRẦN  HOÀ\n")

        assert sentences(planned) == [(4, "name and group of line 2 again")]

    def test_every_bad_row_is_named_in_the_order_of_the_file(self, cast: Cast) -> None:
        text = "Tổ dong,An,x\nTổ dong,Bình\nkhông có,Cường\nTổ dong,Dung,,maybe\n"

        assert [one.line for one in plan(cast, text).bad] == [2, 4, 5]
