"""No kind may keep files on people, however it is worded; and honest words pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from server.kinds import BadKind, load_kinds, read_kind, redlines

HERE: Final = Path(__file__).parent
KINDS = load_kinds()

# Each bad kind is whole and well-formed but for one thing; the topic that must stop it.
BAD: Final = {
    "attention": ("steps.all.labels.en", "red line watch lists"),
    "call_back": ("fields.duty", "red line citizens"),
    "camera_event": ("fields.clip.labels.vi", "red line footage"),
    "care_list": ("fields.care_sort.labels.vi", "red line household ratings"),
    "care_visit": ("fields.visits.need.nguoi_nghien_ve", "red line drug users"),
    "community": ("fields.community_group.labels.en", "red line ethnicity"),
    "gate_photo": ("fields.gate.labels.vi", "red line faces"),
    "gathering": ("fields.nhom_tongiao", "red line religion"),
    "good_people": ("measures.sources.labels.vi", "red line informants"),
    "group_talk": ("fields.zalochat_copy", "red line chat copies"),
    "help_call": ("fields.who.labels.en", "red line citizens"),
    "help_desk": ("fields.so_c_c_c_d", "red line identity papers"),
    "homecoming": ("fields.returnee.labels.vi", "red line former prisoners"),
    "lodging": ("fields.stays.labels.vi", "red line visitor registers"),
    "lookalike": ("fields.note.labels.en", "only Latin letters"),
    "lure": ("fields.note.hint.vi", "red line suspects"),
    "meeting": ("fields.attendee_sort.dv.labels.vi", "red line politics"),
    "night_event": ("fields.involved.doi_tuong", "red line suspects"),
    "night_walk": ("fields.positions", "red line tracks"),
    "parking": ("fields.vehicle_b_k_s", "red line plates"),
    "quarrel": ("fields.spoken", "red line private life"),
}

# The names of domain.md 9.6 and 2.4, and their like in Vietnamese.
FORBIDDEN_IDS: Final = [
    *("suspect_name", "is_addict", "ex_prisoner", "religion", "ethnicity", "party_member"),
    *("political_attitude", "household_rating", "visitor_register", "license_plate", "id_card_no"),
    *("face_image", "face_embedding", "gps_track", "informant", "watch_list", "zalo_chat_copy"),
    *("suspect", "person", "plate", "household_risk", "victims", "owner_phone", "contact_name"),
    *("nan_nhan", "nghi_pham", "nguoi_nghien", "ton_giao", "dan_toc", "bien_so", "co_so_bi_mat"),
    *("khuon_mat", "vet_di_chuyen", "chung_minh_nhan_dan", "tam_tru_tam_vang", "camera_password"),
    *("biensoxe", "dantoc", "faceid", "gpstracks", "licenseplate", "idcard", "watchlists"),
]
FORBIDDEN_LABELS: Final = [
    *("Nạn nhân", "Đối tượng", "Nghi phạm", "Người nghiện ma tuý", "Người nghiện ma túy"),
    *("Tôn giáo", "TON GIAO", "Dân tộc", "Số CCCD", "Biển số xe", "Ảnh khuôn mặt"),
    *("Vết di chuyển", "Cơ sở bí mật", "Sổ đen", "Họ và tên chủ hộ", "Mức độ phức tạp của hộ"),
    *("License plate", "Religious belief", "Party membership", "GPSTrack", "Faces seen"),
    *("Person’s name", "Household risk level", "Số điện thoại người báo", "Ｓｕｓｐｅｃｔ"),
]
HONEST: Final = [
    *("template_name", "interface", "contemplate", "surface_m2", "truck_count", "soundtrack"),
    *("information", "so_den", "chat_luong", "luu_tru", "dac_tinh", "party_count", "qcvn135"),
    *("nghien_cuu", "ho_tro_ho_so", "household_count", "terrace", "checkpoint", "id", "faceted"),
    *("Biển thông báo", "Mặt trận Tổ quốc", "Có mặt", "Dân quân", "Lưu trữ", "Số đèn đường"),
    *("Nghiên cứu", "Đặc tính", "An ninh chính trị", "Ngày hội Đại đoàn kết toàn dân tộc"),
    *("Người có uy tín", "Person of standing", "In person", "Số hộ gia đình", "Hộ đăng ký"),
    *("Tờ rơi; tin, bài", "Bạo lực gia đình", "Không tệ nạn ma túy", "Sơ đồ biển báo"),
    *("Hội viên", "Đoàn viên", "Trưởng thôn", "Bí thư chi bộ", "Tin báo", "Lượt người", "Mắt"),
    *("Tiếp tục theo dõi điểm này", "Bình thường", "Tổ bảo vệ an ninh, trật tự", "Kiện toàn"),
]


@pytest.mark.parametrize(("name", "where", "reason"), [(k, *v) for k, v in BAD.items()])
def test_a_disguised_bad_kind_cannot_load(name: str, where: str, reason: str) -> None:
    with pytest.raises(BadKind) as refused:
        read_kind(HERE / "bad" / f"{name}.json")

    assert refused.value.where == where
    assert reason in refused.value.reason


def test_every_bad_kind_on_file_is_judged() -> None:
    assert {path.stem for path in (HERE / "bad").glob("*.json")} == set(BAD)


def test_a_kind_of_near_misses_loads() -> None:
    kind = read_kind(HERE / "near" / "near_miss.json")

    assert kind.id == "near_miss"


@pytest.mark.parametrize("text", [*FORBIDDEN_IDS, *FORBIDDEN_LABELS])
def test_a_red_line_word_is_found(text: str) -> None:
    assert redlines.find(text)


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_word_is_let_through(text: str) -> None:
    assert redlines.find(text) == []


@pytest.mark.parametrize(
    ("hint", "is_lawful"),
    [
        ("Không ghi tên, số CCCD, biển số, tôn giáo, dân tộc.", True),
        ("Tránh chụp mặt người và biển số xe.", True),
        ("Đừng ghi họ tên ai.", True),
        ("Ghi biển số xe.", False),
        ("Dùng khi có đối tượng.", False),
        ("Không cần vội. Ghi rõ họ tên.", False),
        ("Ghi biển số, không ghi màu xe.", False),
    ],
)
def test_a_hint_may_warn_but_not_ask(tmp_path: Path, hint: str, is_lawful: bool) -> None:
    kind = json.loads((HERE / "near" / "near_miss.json").read_text(encoding="utf-8"))
    kind["fields"][-1]["hint"] = {"vi": hint, "en": "A hint."}
    path = tmp_path / "near_miss.json"
    path.write_text(json.dumps(kind), encoding="utf-8")

    if is_lawful:
        assert read_kind(path).id == "near_miss"
    else:
        with pytest.raises(BadKind, match="red line"):
            read_kind(path)


def test_only_members_have_their_names_kept() -> None:
    member, mediation = KINDS["member"], KINDS["mediation"]

    assert redlines.find("Họ tên", member) == []
    assert redlines.find("Họ tên", mediation)


def test_only_the_directory_has_phone_numbers() -> None:
    setting, camera = KINDS["setting"], KINDS["camera"]

    assert redlines.find("Số điện thoại", setting) == []
    assert redlines.find("Số điện thoại", camera)
