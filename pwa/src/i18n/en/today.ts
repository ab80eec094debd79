import type { today as vi } from "../vi/today.ts";
import type { English } from "../words.ts";

export const today: English<typeof vi> = {
  "today.title": "Today",
  "today.start_patrol": "Start patrol",
  "today.resume_patrol": "Back to the patrol",
  "today.other": "Other records",
  "today.from_paper": "Type in from paper: {kind}",
  "today.asked": {
    one: "The police have {count} question",
    other: "The police have {count} questions",
  },
  "today.asked_one": "{kind} of {day}",
  "today.asked_more": "Tap to read and answer",
  "today.text_size": "Text size",
  "today.begun": "Drafts",
  "today.on_patrol": "On patrol since {time}",
  "today.not_found": "There is no such page",
  "today.not_found_why": "The link is wrong or old. All that was logged is still on this phone.",
  "today.go_home": "Back to Today",
};
