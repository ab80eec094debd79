import type { today as vi } from "../vi/today.ts";
import type { English } from "../words.ts";

export const today: English<typeof vi> = {
  "today.title": "Today",
  "today.start_patrol": "Start patrol",
  "today.resume_patrol": "Back to the patrol",
  "today.other": "Other records",
  "today.from_paper": "Type in a patrol from paper",
  "today.asked": {
    one: "The police have {count} question",
    other: "The police have {count} questions",
  },
  "today.text_size": "Text size",
};
