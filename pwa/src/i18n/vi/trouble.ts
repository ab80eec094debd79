/** Errors: what happened, what is safe, one thing to do. */
export const trouble = {
  "trouble.offline": "Đang không có mạng.",
  "trouble.safe": "Việc đã ghi vẫn còn nguyên trên máy.",
  "trouble.nearly_full": "Bộ nhớ máy sắp hết.",
  "trouble.full": "Bộ nhớ máy đã đầy, chưa lưu được. Chữ {bac} gõ vẫn còn đây.",
  "trouble.save_again": "Lưu lại",
  "trouble.held": "{count} việc đã đến nơi nhưng chờ sửa: {reason}",
  "trouble.refused": "Công an xã chưa nhận được vì {reason}",
  "trouble.clock": "Đồng hồ máy bị sai. Giờ đúng là {time}.",
  "trouble.update": "Có bản An Thôn mới.",
  "trouble.update_now": "Đổi sang bản mới",
  "trouble.update_later": "Để tối mai",
  "trouble.locked": "Máy này đã bị khóa. {Bac} gọi Công an xã để mở lại.",
  "trouble.for_helper": "Cho người giúp",
  "trouble.try_now": "Thử gửi ngay",
} as const;
