export const book = {
  "book.title": "Sổ ghi",
  "book.empty": "Sổ còn trống. Buổi tuần tra đầu tiên {bac} ghi sẽ nằm ở đây.",
  "book.to_answer": "Cần trả lời",
  "book.history": "Ai ghi, sửa lúc nào",
  "book.conversation": "Trao đổi với Công an xã",
  "returned.asks": "{name} hỏi:",
  "returned.answer": "{Bac} trả lời",
  "returned.send": "Gửi câu trả lời",
  "returned.offline": "Chưa có mạng cũng bấm được, máy sẽ gửi sau.",
} as const;
