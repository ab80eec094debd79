"""The thirteen villages in figures. All are made up but the totals: 4,300 households, 18,858."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Village:
    """One thôn. `nights`: patrols a week. `silent_days`: since its group was last heard of.

    `members`, `phones`: of its self-managed group. `cameras`: all; `new_cameras`: in 30 days.
    """

    name: str
    households: int
    population: int
    members: int
    phones: int
    nights: float
    cameras: int
    new_cameras: int
    silent_days: int = 0


VILLAGES = (
    Village("Cấm", 340, 1491, 6, 5, 4.0, 14, 2),
    Village("Khánh", 320, 1403, 5, 4, 4.0, 11, 1),
    Village("Tứ", 290, 1272, 5, 4, 3.6, 8, 0, silent_days=2),
    Village("Giữa", 410, 1798, 7, 6, 4.0, 17, 3),
    Village("Đông", 330, 1447, 5, 5, 4.0, 12, 1),
    Village("Chớp", 270, 1184, 5, 3, 2.6, 5, 0, silent_days=9),
    Village("Chùa", 360, 1579, 6, 5, 4.0, 13, 2),
    Village("Vân An", 480, 2105, 8, 7, 4.0, 21, 4),
    Village("Sơn Quả 1", 320, 1403, 5, 4, 4.0, 9, 1),
    Village("Sơn Quả 2", 350, 1535, 6, 5, 4.0, 16, 2),
    Village("Sơn Quả 3", 290, 1272, 5, 4, 3.4, 7, 0, silent_days=3),
    Village("Sơn Quả 4", 310, 1360, 5, 4, 4.0, 10, 1),
    Village("Sơn Quả 5", 230, 1009, 4, 3, 3.0, 6, 0, silent_days=6),
)
PHONES = (
    "Samsung A05",
    "Oppo A18",
    "Samsung A04",
    "Xiaomi Redmi 12",
    "Nokia C32",
    "Vivo Y17s",
    "Realme C53",
    "Samsung A14",
)
MODEL = "Tự quản về an ninh, trật tự"
PATROL_SCHOOLS = (
    "Trường Tiểu học Lương Phong số 1",
    "Trường Tiểu học Lương Phong số 2",
    "Trường THCS Lương Phong",
)
CLUSTER = ("Vân An", "Chớp", "Sơn Quả 3")
