/** The commune's directory, as the desk keeps it: groups, their people, areas, routes, checkpoints. */
export const directory = {
  "directory.edit": "Sửa",
  "directory.edit_whose": "Sửa {name}",
  "directory.edit_group": "Sửa tổ",
  "directory.add": "Thêm",
  "directory.add_member": "Thêm thành viên",
  "directory.add_group": "Thêm tổ",
  "directory.add_area": "Thêm địa bàn",
  "directory.add_route": "Thêm tuyến",
  "directory.add_checkpoint": "Thêm điểm",
  "directory.areas": "Địa bàn",
  "directory.areas_sum": "{count} địa bàn",
  "directory.no_areas": "Xã chưa ghi địa bàn nào.",
  "directory.households": "{count} hộ",
  "directory.population": "{count} người",
  "directory.routes": "Tuyến tuần tra",
  "directory.no_routes": "Tổ chưa có tuyến nào. Khi đi tuần, máy hiện mọi điểm của địa bàn.",
  "directory.route_points": "{count} điểm",
  "directory.route_minutes": "khoảng {count} phút",
  "directory.checkpoints": "Điểm tuần tra",
  "directory.no_checkpoints": "Địa bàn của tổ chưa có điểm nào.",
  "directory.stopped": "ngừng dùng",
  "directory.left": "Đã nghỉ ({count})",
  "directory.left_on": "nghỉ từ {day}",
  "directory.dissolved": "Đã giải thể ({count})",

  "directory.saved": "Đã lưu: {name}.",
  "directory.begun": "Đang ghi dở: {what}.",
  "directory.go_on": "Ghi tiếp",
  "directory.thrown": "Đã bỏ: {what}.",
  "directory.missing": "Máy này không có mục cần sửa.",
  "directory.not_begun": "Chưa mở được tờ ghi.",
  "directory.not_yours": "Tài khoản này chỉ được xem, không sửa được.",

  "directory.order": "Thứ tự đi hiện nay",
  "directory.earlier": "Đưa {name} lên trước",
  "directory.place_advice":
    "Nút lấy vị trí ghi chỗ máy này đang đứng. Ngồi ở trụ sở thì để trống, ghi tên chỗ là đủ.",
  "directory.moves_advice":
    "Việc đã ghi ở lại sổ của tổ cũ. Việc ghi cho tổ cũ mà chưa gửi sẽ về Duyệt sổ, mục Chưa vào sổ, để cho vào hoặc không nhận. Lần tới có mạng, máy của người này đổi sang sổ tổ mới.",
  "directory.leaves_advice":
    "Lần tới có mạng, máy của người này không xem và không ghi được sổ của tổ nữa. Việc còn chưa gửi sẽ về Duyệt sổ, mục Chưa vào sổ, để cho vào hoặc không nhận.",
  "directory.no_leader_advice":
    "Lưu như vậy thì tổ không còn tổ trưởng. Muốn có người thay ngay thì dùng Bàn giao tổ.",
  "directory.second_leader_advice":
    "Tổ đang có tổ trưởng là {name}. Muốn đổi tổ trưởng thì dùng Bàn giao tổ.",
  "directory.dissolves_advice":
    "Tổ ra khỏi danh sách, sổ của tổ vẫn còn. Người trong tổ vẫn ghi được cho đến khi sửa thành Đã nghỉ hoặc chuyển tổ.",
  "directory.same_name_advice":
    "{group} có người cùng tên. Nếu là một người thì bấm dưới đây để dùng chung một máy cho cả hai tổ.",
  "directory.same_person": "Đúng là người này",

  "directory.no_leader": "Tổ này chưa có tổ trưởng.",
  "directory.choose_leader": "Chọn tổ trưởng",
  "directory.hand_over": "Bàn giao tổ",
  "directory.hand_over_title": "Bàn giao {group}",
  "directory.who_leads": "Từ nay ai là tổ trưởng?",
  "directory.old_leader": "{name} thì sao?",
  "directory.stays": "Ở lại làm tổ viên",
  "directory.has_left": "Đã nghỉ",
  "directory.left_day": "Nghỉ từ ngày nào?",
  "directory.nobody_else": "Tổ không còn ai khác. Thêm thành viên trước, rồi bàn giao.",
  "directory.will_books": "Sổ của tổ ở lại với tổ, còn nguyên mọi việc đã ghi.",
  "directory.will_rights":
    "Lần tới có mạng, máy của {name} có quyền tổ trưởng: mời người vào tổ, ghi sổ hòa giải của tổ.",
  "directory.will_stay": "{name} vẫn ghi sổ của tổ như các tổ viên.",
  "directory.will_leave":
    "{name} không ghi được sổ của tổ nữa. Việc còn chưa gửi sẽ về Duyệt sổ, mục Chưa vào sổ, để cho vào hoặc không nhận.",
  "directory.will_invite": "{name} chưa có máy. Bàn giao xong thì mời luôn được.",
  "directory.hand_over_go": "Bàn giao",
  "directory.handed_over": "Từ nay {name} là tổ trưởng.",
} as const;
