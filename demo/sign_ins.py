"""Who can sign in to the demo, and how: fixed codes and one password, known to everybody.

They work on a server that runs as a demo and nowhere else.
"""

from dataclasses import dataclass

PASSWORD = "luong-phong"  # noqa: S105 printed at every start of the demo, and meant to be


@dataclass(frozen=True)
class MemberSignIn:
    """A member of the cast who gets in by six digits, as often as anybody likes."""

    person: str
    code: str
    role: str


@dataclass(frozen=True)
class OfficeSignIn:
    """Somebody of the office. `post`: as the server knows it."""

    user_name: str
    name: str
    post: str
    role: str


MEMBERS = (
    MemberSignIn("Sơn Quả 2/0", "100001", "Tổ trưởng, thôn Sơn Quả 2 (leader)"),
    MemberSignIn("Sơn Quả 2/1", "100002", "Tổ viên, thôn Sơn Quả 2 (member)"),
    MemberSignIn("Sơn Quả 2/2", "100003", "Hòa giải viên, thôn Sơn Quả 2 (mediator)"),
    MemberSignIn("Vân An/0", "100004", "Tổ trưởng, thôn Vân An (leader)"),
    MemberSignIn("bvantt/0", "100005", "Tổ trưởng Tổ bảo vệ an ninh, trật tự (statutory team)"),
    MemberSignIn("truong3/0", "100006", "Tổ trưởng, trường THCS (school group)"),
)
CHIEF = OfficeSignIn("cuong", "Đỗ Mạnh Cường", "chief", "Trung tá, Trưởng Công an xã (chief)")
OFFICERS = (
    OfficeSignIn("minh", "Phạm Quang Minh", "officer", "Đại úy, cán bộ Công an xã (officer)"),
    OfficeSignIn("thuha", "Nguyễn Thu Hà", "officer", "Thượng úy, cán bộ Công an xã (officer)"),
)
OTHERS = (
    OfficeSignIn("hanh", "Ngô Thị Hạnh", "viewer", "Văn phòng Ủy ban nhân dân xã (viewer)"),
    OfficeSignIn("quantri", "Lê Đức Anh", "administrator", "Quản trị (administrator)"),
)
OFFICE = (CHIEF, *OFFICERS, *OTHERS)


def list_sign_ins(names: dict[str, str]) -> list[dict[str, str]]:
    """Give what is printed and shown on the first page. `names`: of the cast, by key."""
    members = [{"name": names[one.person], "role": one.role, "how": one.code} for one in MEMBERS]
    office = [
        {"name": one.name, "role": one.role, "how": f"{one.user_name} / {PASSWORD}"}
        for one in OFFICE
    ]
    return [*members, *office]
