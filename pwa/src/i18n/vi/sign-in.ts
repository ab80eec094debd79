export const signIn = {
  "sign_in.first": "Lần đầu dùng trên máy này",
  "sign_in.scan": "Quét mã mời",
  "sign_in.type": "Gõ mã 6 số",
  "sign_in.code": "Mã 6 số",
  "sign_in.code_hint": "Mã ghi trên giấy mời, dùng một lần.",
  "sign_in.needs_network": "Riêng bước này cần có mạng.",
  "sign_in.no_network": "Đang không có mạng. {Bac} ra chỗ có sóng rồi bấm lại.",
  "sign_in.wrong_code": "Mã chưa đúng hoặc đã dùng rồi. {Bac} xem lại giấy mời.",
  "sign_in.too_often": "Gõ sai nhiều lần quá. {Bac} chờ {minutes} phút rồi gõ lại.",
  "sign_in.go": "Vào sổ",
  "sign_in.notice": "Sổ này ghi gì, giữ ở đâu",
  "sign_in.agree": "Tôi đã đọc và đồng ý",
} as const;
