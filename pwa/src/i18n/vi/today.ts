export const today = {
  "today.title": "Hôm nay",
  "today.start_patrol": "Bắt đầu tuần tra",
  "today.resume_patrol": "Mở buổi đang đi",
  "today.other": "Ghi việc khác",
  "today.from_paper": "Chép buổi tuần tra từ sổ giấy",
  "today.asked": "Công an xã hỏi lại {count} việc",
  "today.text_size": "Cỡ chữ",
} as const;
