import type { book as vi } from "../vi/book.ts";
import type { English } from "../words.ts";

export const book: English<typeof vi> = {
  "book.title": "Book",
  "book.empty": "The book is empty. Your first patrol will be here.",
  "book.to_answer": "To answer",
  "book.history": "Who wrote and changed it, when",
  "book.conversation": "Messages with the police",
  "returned.asks": "{name} asks:",
  "returned.answer": "Your answer",
  "returned.send": "Send answer",
  "returned.offline": "You can tap without signal; it goes later.",
};
