"""The red lines as words: what no kind may keep, in Vietnamese and English.

Phrases are parted by `|`. `stem*` fits whatever begins so; `=phrase` fits only with its
accents, where the bare letters have an innocent reading (sổ đen, a black list; số đèn, the number
of lights). Everything else fits with and without accents, in one word or several.
A word too many costs its author another name; a word too few costs a villager.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class RedLine:
    """One topic. With `together`, a word of it must stand near one of `words`, either first."""

    topic: str
    because: str
    words: str
    together: str = ""
    not_in_streams: tuple[str, ...] = ()
    not_in_kinds: tuple[str, ...] = ()


RED_LINES: Final = (
    RedLine(
        "suspects",
        "suspicion belongs to the police, by phone or on paper",
        "suspect* | nghi phạm | nghi can | bị can | bị cáo | thủ phạm | hung thủ | kẻ trộm"
        " | kẻ gian | kẻ xấu | người nghi vấn | perpetrator* | offender* | culprit* | accused"
        " | defendant* | thief | thieves | đối tượng | phạm tội | người vi phạm | violator*",
    ),
    RedLine(
        "victims",
        "people who were harmed are never listed",
        "victim* | nạn nhân | bị hại | người bị nạn | injured party | nhân chứng | witness*",
    ),
    RedLine(
        "drug users",
        "the product never records who uses drugs",
        "addict* | nghiện | con nghiện | cai nghiện | sử dụng ma túy | drug user | drug users"
        " | drug use | drug abuse* | ngáo đá | methadone | rehab*",
    ),
    RedLine(
        "former prisoners",
        "helping people back from prison is outside this product",
        "prison* | inmate* | parole* | convict* | criminal record | criminal history | jail*"
        " | tù nhân | tha tù | mãn hạn tù | ra tù | đi tù | đặc xá | phạm nhân | án tích"
        " | =tiền án | =tiền sự | tiền án tiền sự | có tiền án",
    ),
    RedLine(
        "religion",
        "it is sensitive, and no business of a patrol",
        "religio* | tôn giáo | tín ngưỡng | theo đạo | tín đồ | giáo dân | công giáo | phật giáo"
        " | =tin lành | thiên chúa | hồi giáo | hòa hảo | catholic* | buddhis* | protestant*"
        " | muslim* | christian* | faith | creed | =đạo gì",
    ),
    RedLine(
        "ethnicity",
        "it is sensitive, and no business of a patrol",
        "ethnic* | dân tộc | sắc tộc | chủng tộc | thiểu số | race | racial | tribe | tribal",
    ),
    RedLine(
        "politics",
        "party membership and opinions of citizens are never kept",
        "politic* | chính trị | party member* | party card | communist* | đảng viên"
        " | đảng phái | vào đảng | phản động | bất mãn | dissident* | ideolog* | tư tưởng",
    ),
    RedLine(
        "household ratings",
        "households are counted, never graded",
        "household* | family | families | home | homes | hộ | hộ gia đình | gia đình | nhà dân",
        together="rating* | rank* | score* | risk* | grade* | grading | class | classification"
        " | assess* | xếp loại | xếp hạng | phân loại | đánh giá | chấm điểm | nguy cơ | phức tạp"
        " | mức độ | nghi vấn | level",
    ),
    RedLine(
        "visitor registers",
        "residence and guests are the police's own register",
        "visitor register | visitor registers | visitor log | visitor list | visitor book"
        " | guest register | guest list | guest book | overnight guest*"
        " | overnight stay* | stranger* | khách lưu trú | =lưu trú | tạm trú"
        " | tạm vắng | sổ khách | khách đến | khách ở lại | =người lạ | hộ khẩu | thường trú",
    ),
    RedLine(
        "plates",
        "a plate is a person by another name",
        "plate | plates | number plate* | license plate | licence plate | biển số | biển số xe"
        " | biển kiểm soát | biển xe | bks | bsx | vehicle registration | registration number",
    ),
    RedLine(
        "identity papers",
        "identity numbers and papers are never kept",
        "cccd | cmnd | cmt | cmtnd | căn cước | chứng minh nhân dân | chứng minh thư | id card"
        " | id cards | id card no | id no | id number | identit* | national id | citizen id"
        " | passport* | hộ chiếu | mã định danh | số định danh | định danh cá nhân"
        " | giấy tờ tùy thân | giấy phép lái xe | gplx | driving licence | driving license"
        " | mã số thuế cá nhân | sổ bảo hiểm",
    ),
    RedLine(
        "faces",
        "no recognition, no biometrics",
        "face | faces | facial | faceprint* | face id | embedding* | biometric* | fingerprint*"
        " | iris | voiceprint* | dna | adn | portrait* | mugshot* | khuôn mặt | gương mặt"
        " | mặt người | nhận diện | nhận dạng | sinh trắc | vân tay | mống mắt | ảnh chân dung"
        " | =chân dung",
    ),
    RedLine(
        "tracks",
        "a point is stored where someone tapped, never a track",
        "gps | gps track* | track | tracks | tracking | tracker* | trackpoint* | tracklog*"
        " | trajector* | breadcrumb* | polyline* | geotrace* | location history | location log"
        " | movement log | movement history | vết di chuyển | vết gps | vết đường đi | đường đã đi"
        " | lịch sử vị trí | lịch sử di chuyển | giám sát hành trình | theo dõi vị trí"
        " | định vị liên tục",
    ),
    RedLine(
        "informants",
        "sources are a secret of the police",
        "informant* | snitch* | tipster* | whistleblow* | secret source* | confidential source"
        " | confidential sources | cơ sở bí mật | =đặc tình | mật báo viên | cộng tác viên bí mật"
        " | người báo tin | người cung cấp tin | người tố giác | người tố cáo | nguồn tin mật",
    ),
    RedLine(
        "watch lists",
        "nobody in the village is on a list",
        "watch list | watch lists | watchlist* | black list | blacklist* | dossier* | surveil*"
        " | wanted person | wanted list | persons of interest | person of interest | danh sách đen"
        " | =sổ đen | danh sách theo dõi | danh sách cần chú ý | diện theo dõi | diện quản lý"
        " | sưu tra | truy nã | theo dõi người",
    ),
    RedLine(
        "chat copies",
        "what people write to each other stays with them",
        "zalo chat* | chat copy | chat copies | chat log* | chat history | chat content"
        " | chat message* | chat transcript* | chat export | chat screenshot*"
        " | screenshot* | đoạn chat | nội dung chat | nội dung tin nhắn | ảnh chụp tin nhắn"
        " | chụp màn hình | bản sao tin nhắn",
    ),
    RedLine(
        "footage",
        "the register holds equipment, never pictures from it",
        "footage | video | videos | videoclip* | video clip* | rtsp | đoạn phim | đoạn ghi hình"
        " | băng ghi hình | clip ghi hình | trích xuất | luồng hình | live stream url | stream url"
        " | stream address",
    ),
    RedLine(
        "credentials",
        "no camera's login is ever kept",
        "password* | passcode* | passwd | login | logins | credential* | mật khẩu | đăng nhập"
        " | tài khoản camera | device account | cloud account",
    ),
    RedLine(
        "state secrets",
        "case files, police plans and police rosters stay with the police",
        "case file | case files | hồ sơ vụ án | vụ án | hồ sơ nghiệp vụ | police roster"
        " | police plan | police plans | lịch trực công an | kế hoạch công an | mục tiêu bảo vệ"
        " | bí mật nhà nước | tuyệt mật | tối mật | state secret*",
    ),
    RedLine(
        "health",
        "it is sensitive, and no business of a patrol",
        "hiv | aids | tâm thần | mental illness | mental health | mentally ill | bệnh án"
        " | health status | tình trạng sức khỏe | giới tính thứ ba | sexual*",
    ),
    RedLine(
        "citizens",
        "records are about events, places and equipment, never files on people",
        "person | persons | citizen | citizens | resident | residents | villager | villagers"
        " | householder* | head of household | chủ hộ | công dân | đương sự | họ tên | họ và tên"
        " | tên người | tên chủ | tên các bên | tên bên | tên khách | tên đương sự | full name"
        " | first name | last name | surname* | date of birth | birth date | birthday* | dob"
        " | birth year | year of birth | ngày sinh | năm sinh | lý lịch | nhân thân",
        not_in_kinds=("member",),
    ),
    RedLine(
        "citizens",
        "names and numbers of people are not kept; a paper reference is",
        "owner | owners | party | parties | neighbour* | neighbor* | caller* | sender* | reporter*"
        " | contact | contacts | guest* | complainant* | driver* | tenant* | pupil* | student*",
        together="name | names | phone | phones | telephone | address | addresses | email",
        not_in_streams=("directory",),
    ),
    RedLine(
        "citizens",
        "phone numbers and addresses of people are not kept",
        "số điện thoại | sđt | phone number | phone numbers | phone no | địa chỉ | home address"
        " | street address | nơi ở | chỗ ở | email",
        not_in_streams=("directory",),
    ),
)

# Lawful phrases that hold a red-line word.
SPARED: Final = (
    "nghiên cứu | an ninh chính trị | chính trị xã hội | đại đoàn kết toàn dân tộc"
    " | đối tượng tuyên truyền | person of standing | persons of standing | in person"
    " | person turns | person hours | hồ sơ"
    " | hỗ trợ | căn hộ | bảo hộ | ủng hộ"
)

# A sentence of a hint that begins to forbid may name what it forbids.
FORBIDDING: Final = (
    "không | =đừng | =chớ | tránh | =cấm | no | not | never | nobody | avoid | without | don t"
    " | neither | nor"
)
