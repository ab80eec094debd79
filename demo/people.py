"""Who is in the story: invented people with natural names, the same in every telling."""

from dataclasses import dataclass, field
from random import Random

from demo.villages import CLUSTER, MODEL, PATROL_SCHOOLS, PHONES, VILLAGES, Village

CCB, STATUTORY, MEDIATION = "to_tu_quan_ccb", "to_bao_ve_antt", "to_hoa_giai"
SCHOOL, BORDER = "mo_hinh_nha_truong", "cum_giap_ranh"
LEADER, DEPUTY, MEMBER, SECRETARY = "to_truong", "to_pho", "to_vien", "thu_ky"

FAMILIES = (
    *("Nguyễn",) * 9,
    *("Trần", "Lê", "Ngô", "Hoàng", "Đỗ", "Dương", "Phạm") * 2,
    *("Vũ", "Tạ", "Đặng", "Bùi", "Ngọ", "La", "Chu", "Đồng", "Hà"),
)
MEN_MIDDLE = ("Văn", "Văn", "Văn", "Đình", "Quang", "Xuân", "Hữu", "Đức", "Ngọc", "Bá", "Công")
_MEN = """
An Bình Cảnh Chiến Công Cường Dũng Đạt Điền Hải Hiền Hiệp Hòa Hoàn Hợp Hưng Khải Khánh Kiên Lâm
Lập Long Luân Lực Mạnh Nam Nghĩa Nhâm Phúc Quân Quý Sơn Tâm Tân Thành Thắng Thiện Thuận Tiến Tính
Toản Trọng Trường Tuấn Tuyên Vinh Vĩnh Xuyên Yên
"""
_WOMEN = """
Bích Chắt Cúc Dung Đào Hà Hiên Hoa Hồng Huệ Hường Liên Loan Lý Mai Mận Nga Ngát Nhài Nhung Oanh
Phượng Sen Tám Thảo Thơm Thu Tuyết Vân Xuyến Yến
"""
MEN, WOMEN = tuple(_MEN.split()), tuple(_WOMEN.split())


@dataclass(frozen=True)
class Person:
    """One person. `phone`: what kind, None for who has none. `is_woman`: for titles alone."""

    key: str
    name: str
    called_as: str = "bac"
    phone: str | None = None
    is_woman: bool = False


@dataclass(frozen=True)
class Place:
    """A person's place in a group."""

    person: Person
    role: str
    mediator: bool = False


@dataclass
class Group:
    """One group. `areas`: names of villages and schools. `nights`: patrols a week."""

    key: str
    name: str
    group_type: str
    areas: list[str]
    lead_org: str
    nights: float = 0
    silent_days: int = 0
    places: list[Place] = field(default_factory=list)
    neighbours: str | None = None

    @property
    def model_name(self) -> str | None:
        """Give the name of the movement's model; statutory and mediation teams are none."""
        return None if self.group_type in (STATUTORY, MEDIATION) else MODEL

    def with_phones(self) -> list[Person]:
        """Give those who can log."""
        return [place.person for place in self.places if place.person.phone]


# village -> the people whom the pictures name, the first is the group's leader
NAMED: dict[str, tuple[tuple[str, str, str | None], ...]] = {
    "Cấm": (("Phạm Văn Lượng", "bac", PHONES[0]), ("Nguyễn Đình Toàn", "anh", PHONES[3])),
    "Khánh": (("Dương Văn Lộc", "bac", PHONES[1]),),
    "Giữa": (("Tạ Văn Sáu", "bac", PHONES[2]),),
    "Đông": (("Ngô Đức Quế", "bac", PHONES[0]),),
    "Chùa": (("Hoàng Văn Ninh", "bac", PHONES[5]),),
    "Vân An": (("Trần Đình Thục", "bac", PHONES[7]),),
    "Sơn Quả 2": (
        ("Nguyễn Văn Hùng", "bac", "Samsung A05"),
        ("Lê Xuân Bảy", "bac", "Oppo A18"),
        ("Trần Thị Lan", "bac", "Samsung A04"),
        ("Ngô Văn Thịnh", "anh", "Xiaomi Redmi 12"),
        ("Đỗ Văn Chính", "bac", "Nokia C32"),
        ("Hoàng Thị Mùi", "bac", None),
    ),
    "Sơn Quả 4": (("Đỗ Văn Dự", "bac", PHONES[4]),),
}
# A village whose mediators are led by somebody else than the second of its group.
MEDIATORS_LED_BY = {"Chùa": 0, "Vân An": 0, "Sơn Quả 2": 2}


@dataclass(frozen=True)
class Cast:
    """Everybody by key, and every group."""

    people: dict[str, Person]
    groups: list[Group]

    def group(self, key: str) -> Group:
        """Give one group."""
        return next(one for one in self.groups if one.key == key)


def raise_cast() -> Cast:
    """Name everybody and put them into groups."""
    naming = _Naming()
    groups = [_village_group(naming, village) for village in VILLAGES]
    teams = [
        _mediation_team(naming, village, group)
        for village, group in zip(VILLAGES, groups, strict=True)
    ]
    schools = [_school_group(naming, *numbered) for numbered in enumerate(PATROL_SCHOOLS, 1)]
    groups += [*teams, *schools, _statutory_team(naming), _border_cluster(groups)]
    return Cast(naming.people, groups)


class _Naming:
    """Gives names that nobody else has."""

    def __init__(self) -> None:
        self.chance = Random("an-thon cast")
        self.people: dict[str, Person] = {}
        self._taken = {name for named in NAMED.values() for name, _, _ in named}

    def name(self, key: str, **traits: bool) -> Person:
        """Name a person; a woman is called cô or chị where she is young."""
        is_woman, has_phone = traits.get("is_woman", False), traits.get("has_phone", False)
        is_young = self.chance.random() < 0.2
        called_as = ("chi" if is_woman else "anh") if is_young else "bac"
        phone = self.chance.choice(PHONES) if has_phone else None
        return self.keep(Person(key, self._free_name(is_woman), called_as, phone, is_woman))

    def keep(self, person: Person) -> Person:
        self.people[person.key] = person
        return person

    def _free_name(self, is_woman: bool) -> str:
        while True:
            middle = "Thị" if is_woman else self.chance.choice(MEN_MIDDLE)
            given = self.chance.choice(WOMEN if is_woman else MEN)
            name = f"{self.chance.choice(FAMILIES)} {middle} {given}"
            if name not in self._taken and middle != given:
                self._taken.add(name)
                return name


def _village_group(naming: _Naming, village: Village) -> Group:
    people = [_villager(naming, village, index) for index in range(village.members)]
    has_deputy = village.name != "Sơn Quả 2"  # the pictures show it with a leader alone
    roles = [LEADER, DEPUTY if has_deputy else MEMBER, *[MEMBER] * (village.members - 2)]
    if village.members >= 7:
        roles[-1] = SECRETARY
    return Group(
        key=village.name,
        name=f"Tổ tự quản thôn {village.name}",
        group_type=CCB,
        areas=[village.name],
        lead_org="chi_hoi_ccb",
        nights=village.nights,
        silent_days=village.silent_days,
        places=[Place(one, role) for one, role in zip(people, roles, strict=True)],
    )


def _villager(naming: _Naming, village: Village, index: int) -> Person:
    key = f"{village.name}/{index}"
    named = NAMED.get(village.name, ())
    if index < len(named):
        name, called_as, phone = named[index]
        return naming.keep(Person(key, name, called_as, phone, " Thị " in name))
    is_woman = index == village.members - 1 and village.members >= 6
    return naming.name(key, has_phone=index < village.phones, is_woman=is_woman)


def _mediation_team(naming: _Naming, village: Village, group: Group) -> Group:
    """The leader from the group, its head beside, a woman and a man of their own."""
    first = MEDIATORS_LED_BY.get(village.name, 1)
    shared = [group.places[first].person, group.places[1 if first == 0 else 0].person]
    own = [
        naming.name(f"{village.name}/hg{index}", is_woman=index != 1)
        for index in range(3 if village.members >= 6 else 2)
    ]
    people = [*shared, *own]
    roles = [LEADER, DEPUTY, *[MEMBER] * (len(people) - 2)]
    return Group(
        key=f"{village.name}/hg",
        name=f"Tổ hòa giải thôn {village.name}",
        group_type=MEDIATION,
        areas=[village.name],
        lead_org="ubmttq",
        silent_days=village.silent_days,
        places=[Place(one, role, mediator=True) for one, role in zip(people, roles, strict=True)],
    )


def _school_group(naming: _Naming, number: int, school: str) -> Group:
    people = [
        naming.name(f"truong{number}/{index}", has_phone=index < 2, is_woman=index == 1)
        for index in range(4)
    ]
    return Group(
        key=f"truong{number}",
        name=f"Tổ tự quản {school[0].lower()}{school[1:]}",
        group_type=SCHOOL,
        areas=[school],
        lead_org="truong_hoc",
        nights=5,
        places=[Place(people[0], LEADER), *(Place(one, MEMBER) for one in people[1:])],
    )


def _statutory_team(naming: _Naming) -> Group:
    people = [naming.name(f"bvantt/{index}", has_phone=index < 5) for index in range(9)]
    roles = [LEADER, DEPUTY, *[MEMBER] * 7]
    return Group(
        key="bvantt",
        name="Tổ bảo vệ an ninh, trật tự Lương Phong",
        group_type=STATUTORY,
        areas=[village.name for village in VILLAGES],
        lead_org="cong_an_xa",
        nights=6.6,
        places=[Place(one, role) for one, role in zip(people, roles, strict=True)],
    )


def _border_cluster(groups: list[Group]) -> Group:
    """Men of three villages who walk the border together; each stays in his own group."""
    people = [
        place.person for group in groups if group.key in CLUSTER for place in group.places[:3]
    ]
    roles = [LEADER, DEPUTY, *[MEMBER] * (len(people) - 2)]
    # Chớp and Sơn Quả 3 stand before and after Vân An in the list; Vân An leads.
    people.sort(key=lambda one: not one.key.startswith("Vân An"))
    return Group(
        key="giapranh",
        name="Cụm liên kết giáp ranh Vân An, Chớp, Sơn Quả 3",
        group_type=BORDER,
        areas=list(CLUSTER),
        lead_org="chi_hoi_ccb",
        nights=1.8,
        places=[Place(one, role) for one, role in zip(people, roles, strict=True)],
        neighbours="Hai thôn giáp ranh của xã bạn",
    )
