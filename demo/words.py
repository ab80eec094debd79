"""What people write in the story: events, places and things, never a person.

A test looks for names' company here: numbers of phones and papers, plates, and the red lines.
"""

import json
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sight:
    """Something seen on patrol. `outcome`: how it ended as a rule. `weight`: how often.

    `photo`: the scene that was photographed, where it was.
    """

    finding_type: str
    description: str
    place_text: str | None = None
    first_action: str | None = None
    called_unit: str | None = None
    forwarded_to: str | None = None
    outcome: str = "da_xong"
    weight: int = 2
    photo: str | None = None


def _read_sights(where: str) -> tuple[Sight, ...]:
    rows = json.loads((HERE / "sights.json").read_text(encoding="utf-8"))[where]
    return tuple(Sight(**row) for row in rows)


SIGHTS, SCHOOL_SIGHTS = _read_sights("village"), _read_sights("school")
HANDOVERS = (
    "Ca sau để ý đoạn đèn hỏng, đi đèn pin.",
    "Khóa cổng nhà văn hóa để ở chỗ cũ.",
    "Máy sắp hết pin, chuyển sang máy khác ghi tiếp.",
    "Đề nghị ca sau đi thêm đoạn bờ kênh.",
    "Các điểm đều yên, áo phản quang treo ở nhà văn hóa.",
)
# sub_category -> what such a quarrel looks like
QUARRELS: dict[str, tuple[str, ...]] = {
    "tieng_on": (
        "Hai nhà cạnh nhau mâu thuẫn vì loa hát buổi tối. Đã gặp cả hai bên tại nhà văn hóa.",
        "Xưởng mộc làm đêm, nhà bên mất ngủ. Thống nhất nghỉ máy trước 21 giờ.",
    ),
    "loi_di": (
        "Vật liệu xây dựng để lấn ngõ chung. Bên xây nhà hẹn dọn trong ba ngày.",
        "Xe để chắn ngõ, hai bên to tiếng. Kẻ vạch chỗ để xe, hai bên đồng ý.",
    ),
    "ve_sinh": (
        "Nước thải chuồng nuôi chảy sang ngõ. Thống nhất đặt ống dẫn ra rãnh chung.",
        "Rác để trước cổng nhà bên. Hẹn giờ đổ rác theo xe thu gom.",
    ),
    "vat_nuoi_cay_trong": (
        "Trâu vào ruộng giẫm lúa. Bên có trâu nhận đền bằng thóc.",
        "Gà vịt thả sang vườn rau. Làm lại hàng rào, mỗi bên góp một nửa.",
        "Cành cây đổ sang mái bếp. Hai bên cùng chặt cành.",
    ),
    "loi_qua_tieng_lai": (
        "Lời qua tiếng lại sau đám cưới. Hai bên đã xin lỗi nhau.",
        "Va chạm ở sân bóng, lời qua tiếng lại. Phụ huynh hai bên bắt tay.",
    ),
    "ranh_gioi_dat": (
        "Tranh chấp hàng rào giáp ranh, mời cán bộ địa chính xem mốc.",
        "Bờ ruộng bị xén, hai bên đo lại theo mốc cũ.",
    ),
    "vay_muon": (
        "Vay tiền mua giống chưa trả đúng hẹn. Lập giấy hẹn trả làm hai lần.",
        "Mượn máy bơm làm hỏng. Bên mượn nhận sửa.",
    ),
    "thua_ke": ("Anh em chưa thống nhất chia vườn. Hẹn họp lại cùng trưởng họ.",),
    "vo_chong": ("Vợ chồng xích mích chuyện chi tiêu. Hội Phụ nữ cùng gặp, đã làm lành.",),
    "cha_con": ("Cha con bất hòa chuyện bán đất. Đã nói chuyện, hẹn gặp lại.",),
}
CIVIL = frozenset({"ranh_gioi_dat", "vay_muon", "thua_ke", "vo_chong", "cha_con"})
HAMLETS = ("Xóm Đình", "Xóm Trại", "Xóm Mới", "Xóm Giữa", "Xóm Ngoài", "Xóm Trong", "Xóm Cầu")
# kind -> what officers ask, and what comes back
QUESTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "patrol": (
        (
            "Thưa bác, giờ kết thúc có đúng không ạ? Buổi này dài hơn thường lệ.",
            "Tôi quên bấm kết thúc, tổ về lúc 23 giờ 30.",
        ),
        (
            "Thưa bác, tổ bỏ qua một điểm vì đường ngập hay lý do khác ạ?",
            "Đường đang đổ bê tông, mai đi lại được.",
        ),
        ("Thưa bác, việc phát hiện đã báo ai xử lý chưa ạ?", "Đã báo trưởng thôn ngay tối đó."),
        (
            "Thưa bác, buổi này có mấy người của tổ đi ạ?",
            "Đi đủ như đã ghi, một người về trước 30 phút.",
        ),
    ),
    "mediation": (
        (
            "Thưa bác, hai bên đã hẹn gặp lại ngày nào chưa ạ?",
            "Hẹn tối thứ Ba tuần sau ở nhà văn hóa.",
        ),
        (
            "Thưa bác, có cần Công an xã cùng dự buổi tới không ạ?",
            "Tổ tự làm được, cảm ơn các đồng chí.",
        ),
    ),
    "camera": (
        ("Thưa bác, máy này đã có biển thông báo chưa ạ?", "Đã gắn biển chiều nay."),
        (
            "Thưa bác, xin bác xem lại số mắt của điểm này ạ.",
            "Một điểm có hai mắt, tôi đã ghi lại.",
        ),
    ),
}
SON_QUA_QUESTION = (
    "Hai bên đã hẹn gặp lại ngày nào chưa, thưa bác? Có cần Công an xã cùng dự không ạ?"
)
REMARKS = (
    "Cảm ơn tổ, đoạn này tuần tới điện lực sẽ thay bóng.",
    "Đã chuyển địa chính xem mốc.",
    "Đề nghị tổ đi thêm đoạn cuối làng các tối cuối tuần.",
    "Đã nhắc chung trên loa truyền thanh xã.",
)
