export const settings = {
  "settings.title": "Cài đặt",
  "settings.to_desk": "Mở bàn làm việc Công an xã",
  "settings.text_size": "Cỡ chữ",
  "settings.text_md": "Vừa",
  "settings.text_lg": "Lớn",
  "settings.text_xl": "Rất lớn",
  "settings.sample": "Tối nay {bac} trực lúc 20:00, cùng bác Bảy và bác Lan.",
  "settings.theme": "Nền màn hình",
  "settings.theme_auto": "Theo máy",
  "settings.theme_light": "Sáng",
  "settings.theme_dark": "Tối",
  "settings.theme_night": "Nền tối đi tuần",
  "settings.language": "Ngôn ngữ",
  "settings.language_vi": "Tiếng Việt",
  "settings.language_en": "English",
  "settings.call_me": "Gọi tôi là",
  "settings.who": "Sổ trên máy này là của",
  "settings.name": "Họ và tên",
  "settings.group": "Tổ",
  "settings.commune": "Xã, phường",
  "settings.version": "Bản An Thôn",
  "settings.version_now": "Bản An Thôn trên máy: {version}",
  "settings.update_held": "Đang có việc ghi dở hoặc buổi tuần tra. {Bac} xong rồi hãy đổi.",
  "settings.device_id": "Mã máy",
  "settings.install_id": "Mã bản cài",
  "settings.person_id": "Mã người ghi sổ",
  "settings.commune_id": "Mã xã trong sổ",
  "settings.privacy_contact": "Hỏi về dữ liệu cá nhân",

  "sign_out.title": "Đăng xuất",
  "sign_out.why":
    "Sổ trên máy này sẽ được xóa. Việc đã gửi vẫn còn ở Công an xã. Muốn vào lại, {bac} cần giấy mời mới.",
  "sign_out.unsent":
    "Còn {count} việc chưa gửi nên chưa đăng xuất được. Việc vẫn còn nguyên trên máy.",
  "sign_out.unsent_what": "{Bac} ra chỗ có sóng, bấm gửi rồi đăng xuất sau.",
  "sign_out.drafts": "Còn {count} việc đang ghi dở. Đăng xuất thì những việc này mất.",
  "sign_out.go": "Đăng xuất và xóa sổ trên máy",
  "sign_out.busy": "Đang đăng xuất…",
  "sign_out.stay": "Ở lại",

  "notice.for": "Sổ của {name}",
  "notice.law":
    "Luật Bảo vệ dữ liệu cá nhân (số 91/2025/QH15) cho {bac} quyền biết những điều dưới đây trước khi dùng sổ.",
  "notice.what": "Sổ giữ gì của {bac}",
  "notice.what_1": "Họ tên, cách xưng hô, tổ và chức danh.",
  "notice.what_2":
    "Việc {bac} ghi: làm gì, lúc nào, cùng ai; vị trí chỉ lấy lúc {bac} bấm nút. Tên máy, bản đang dùng, còn bao nhiêu việc chờ gửi.",
  "notice.never": "Sổ không giữ gì",
  "notice.never_1":
    "Không giữ tên, số điện thoại, giấy tờ của người dân; không khuôn mặt, không biển số xe.",
  "notice.never_2": "Không theo dõi đường đi của {bac}.",
  "notice.why": "Để làm gì",
  "notice.why_1":
    "Để tổ làm việc, để Công an xã nắm việc và lập báo cáo, và làm căn cứ chi trả cho người đi làm nhiệm vụ.",
  "notice.where": "Giữ ở đâu",
  "notice.where_1": "Trên máy này và ở nơi giữ sổ của xã. An Thôn không gửi đi đâu khác.",
  "notice.how_long": "Giữ bao lâu",
  "notice.how_long_1": "Họ tên: đến khi {bac} nghỉ, thêm 6 tháng.",
  "notice.how_long_2":
    "Buổi tuần tra và việc hòa giải: 4 năm. Ai đi, đi lúc nào: 5 năm. Lời kể khi hòa giải: 1 năm.",
  "notice.how_long_3": "Trên máy này: đến khi {bac} đăng xuất.",
  "notice.who": "Ai đọc được",
  "notice.who_1":
    "Người cùng tổ đọc việc của tổ. Việc hòa giải chỉ tổ trưởng, tổ phó và hòa giải viên đọc.",
  "notice.who_2":
    "Công an xã đọc để xử lý. Cán bộ xã được giao thì chỉ xem, không xem việc hòa giải.",
  "notice.rights": "Quyền của {bac}",
  "notice.rights_1":
    "Xem, xin bản sao, sửa, xóa, hạn chế, phản đối, khiếu nại, và rút lại đồng ý bất cứ lúc nào.",
  "notice.rights_2": "Muốn rút lại đồng ý: {bac} đăng xuất trên máy rồi báo nơi ghi dưới đây.",
  "notice.police": "Công an xã {commune}",
  "notice.agreed": "Đã đồng ý lúc {when}.",
} as const;
