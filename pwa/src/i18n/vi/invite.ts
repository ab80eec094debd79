export const invite = {
  "invite.title": "Người trong tổ",
  "invite.hint": "Bấm vào tên để mời người đó ghi sổ trên điện thoại của mình.",
  "invite.no_group":
    "{Bac} không phải tổ trưởng hay tổ phó của tổ nào. Muốn mời ai, {bac} nhờ Công an xã.",
  "invite.whom": "Mời {name}",
  "invite.why": "Mã dùng một lần, trong hai ngày. Tạo mã mới thì mã cũ hết dùng.",
  "invite.go": "Tạo mã mời",
  "invite.again": "Tạo mã khác",
  "invite.busy": "Đang tạo mã…",
  "invite.how":
    "{name} mở máy ảnh quét hình này. Không quét được thì mở {address} trên điện thoại rồi gõ 6 số bên dưới.",
  "invite.qr": "Hình vuông để quét",
  "invite.until": "Dùng một lần, hết hạn lúc {when}.",
  "invite.offline": "Chưa có mạng nên chưa tạo được mã. Có mạng {bac} bấm lại.",
  "invite.not_yours":
    "{Bac} chưa mời được người này: người này còn ở tổ khác, hoặc máy của họ đang bị khóa. {Bac} nhờ Công an xã mời.",
  "invite.fault": "Chưa tạo được mã. {Bac} thử lại sau ít phút.",
} as const;
