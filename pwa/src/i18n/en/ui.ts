import type { ui as vi } from "../vi/ui.ts";
import type { English } from "../words.ts";

export const ui: English<typeof vi> = {
  "app.name": "An Thôn",
  "app.summary": "The village group's log; it works without signal too",
  "app.opening": "Opening the book…",
  "app.opening_slow": "The phone is slow to open it. Please wait a little.",
  "app.needs_newer_browser": "This phone needs a newer browser to open the book.",

  "ui.back": "Back",
  "ui.close": "Close",
  "ui.later": "Later",
  "ui.done": "Done",
  "ui.edit": "Change",
  "ui.remove": "Remove",
  "ui.retry": "Try again",
  "ui.saving": "Saving…",
  "ui.search": "Search",
  "ui.search_hint": "Accents are not needed",
  "ui.nothing_found": "Nothing found. Try fewer letters.",
  "ui.yes": "Yes",
  "ui.no": "No",
  "ui.optional": "(optional)",
  "ui.waiting_count": ", {count} waiting",
  "ui.demo": "This is a demo commune for a look around, not a real book.",

  "tabs.label": "Main sections",
  "tabs.today": "Today",
  "tabs.book": "Book",
  "tabs.settings": "Settings",

  "stepper.less": "One less",
  "stepper.more": "One more",

  "keypad.clear": "Clear all",
  "keypad.delete": "Delete one digit",

  "call.label": "Emergency calls",
  "call.police": "Call 113, police",
  "call.fire": "Call 114, fire",
  "call.ambulance": "Call 115, ambulance",
  "call.duty": "Call the police duty officer",
  "call.duty_short": "Call duty officer",
  "call.no_data": "Calls work without data.",

  "honorific.bac": "bác",
  "honorific.ong": "ông",
  "honorific.ba": "bà",
  "honorific.anh": "anh",
  "honorific.chi": "chị",
  "honorific.co": "cô",
  "honorific.chu": "chú",
  "honorific.dong_chi": "đồng chí",
};
