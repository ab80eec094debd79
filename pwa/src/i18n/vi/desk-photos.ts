/** Photos at the desk, which come with whatever shows one. */
export const deskPhotos = {
  "desk_photo.title": "Ảnh {number}/{count}: {label}",
  "desk_photo.missing": "Ảnh chưa tới",
  "desk_photo.missing_detail":
    "Ảnh chưa tới, đây là bản nhỏ. Điện thoại đã chụp còn giữ và sẽ tự gửi.",
  "desk_photo.voice_missing": "Lời nói chưa tới",
  "desk_photo.before": "Ảnh trước",
  "desk_photo.next": "Ảnh sau",
  "desk_photo.export": "Xuất ảnh",
  "desk_photo.export_title": "Che mặt người, biển số rồi xuất ảnh",
  "desk_photo.rub":
    "Lấy ngón tay, bút hoặc chuột chà lên mặt người và biển số xe. Chỗ đã chà không khôi phục được từ ảnh xuất ra. Ảnh gốc trong sổ giữ nguyên.",
  "desk_photo.rub_keys": "Bàn phím: mũi tên di chuyển, phím cách để che, Ctrl+Z bỏ lần che cuối.",
  "desk_photo.canvas": "Ảnh để che",
  "desk_photo.brush": "Cỡ chà",
  "desk_photo.brush_small": "Nhỏ",
  "desk_photo.brush_middle": "Vừa",
  "desk_photo.brush_large": "To",
  "desk_photo.undo": "Bỏ lần che cuối",
  "desk_photo.print": "In ảnh",
  "desk_photo.download": "Tải ảnh về máy",
  "desk_photo.stop": "Thôi, không xuất",
} as const;
