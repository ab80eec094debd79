/** The desk after a restore: who may read again. */
export const rights = {
  "rights.strip": "Sổ của xã vừa khôi phục từ bản lưu. Các máy gửi được nhưng chưa nhận gì.",
  "rights.look": "Xem lại quyền",
  "rights.title": "Xem lại quyền sau khi khôi phục",
  "rights.why":
    "Bản lưu cũ hơn sổ trước đó, nên quyền và việc khóa máy cũng trở về lúc sao lưu: ai đã nghỉ, máy nào đã khóa sau lúc ấy nay lại như chưa. Vì vậy chưa máy nào nhận được gì cho đến khi xác nhận.",
  "rights.how":
    "Xem từng người dưới đây. Máy nào không được dùng nữa thì khóa; ai đã nghỉ thì sau khi xác nhận vào Tổ và điện thoại sửa lại.",
  "rights.doubted": "Cần xem kỹ",
  "rights.left":
    "Theo sổ trên máy này, người ấy đã nghỉ ở {group}. Nên khóa máy trước khi xác nhận.",
  "rights.this_one": "máy đang dùng",
  "rights.office": "Cán bộ",
  "rights.members": "Thành viên các tổ",
  "rights.chief": "Chỉ huy Công an xã",
  "rights.officer": "Cán bộ Công an xã",
  "rights.viewer": "Người chỉ xem",
  "rights.administrator": "Người quản trị",
  "rights.confirm": "Xác nhận quyền",
  "rights.confirm_title": "Đã xem hết chưa?",
  "rights.confirm_detail":
    "{count} người có tên ở đây sẽ nhận lại sổ vào lần tới máy của họ có mạng.",
  "rights.confirmed": "Quyền đã được xác nhận. Sổ đang về lại các máy.",
  "rights.to_queue": "Về Duyệt sổ",
  "rights.offline": "Đang không có mạng. Xem và xác nhận quyền cần có mạng.",
  "rights.refused": "Tài khoản này không xác nhận được quyền.",
  "rights.busy": "Chưa xem được quyền. Thử lại sau ít phút.",
} as const;
