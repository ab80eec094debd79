import type { sync as vi } from "../vi/sync.ts";
import type { English } from "../words.ts";

export const sync: English<typeof vi> = {
  "sync_screen.waiting": { one: "{count} record waiting", other: "{count} records waiting" },
  "sync_screen.waiting_detail":
    "All saved on this phone. It sends them by itself when there is signal; nothing to do.",
  "sync_screen.last": "Last sent: {when}.",
  "sync_screen.never": "This phone has not sent anything yet.",
  "sync_screen.sending": "Sending {sent} of {count}",
  "sync_screen.sending_detail": "Leave the phone there, or do something else.",
  "sync_screen.progress": "{sent} of {count} sent",
  "sync_screen.sent": "All sent",
  "sync_screen.sent_detail": "The police have received everything, at {when}.",
  "sync_screen.nothing": "Nothing to send yet",
  "sync_screen.nothing_detail":
    "What you log is saved on this phone and goes by itself when there is signal.",
  "sync_screen.keeps": "The book stays on this phone for you to read, also without signal.",
  "sync_screen.to_today": "Back to Today",
  "sync_screen.tried": "Tried just now, at {time}. Not sent; the phone will try again by itself.",
  "sync_screen.trying": "Trying to send…",
  "sync_screen.list_waiting": "Waiting",
  "sync_screen.answer": "Answer",
  "sync_screen.message": "Message",
  "sync_screen.for_police": "To the police",
  "sync_screen.aside_title": { one: "{count} record not sent", other: "{count} records not sent" },
  "sync_screen.list_aside": "Not sent",
  "sync_screen.held_title": {
    one: "{count} record arrived, waiting to be handled",
    other: "{count} records arrived, waiting to be handled",
  },
  "sync_screen.list_held": "Arrived, waiting to be handled",
  "sync_screen.held_detail": "They arrived and are not lost. Tap one to see why it waits.",
  "sync_screen.list_closed": "Not taken into the book by the police",
  "sync_screen.full": "The phone is nearly full",
  "sync_screen.full_plain": "Text can still be logged. Delete some photos or films on the phone.",
  "sync_screen.safe": "What you logged is all there; nothing is lost.",
  "sync_screen.clock": "The phone's clock is wrong",
  "sync_screen.clock_detail":
    "The phone shows {wrong}. The right time is {right}. Set it so that the book has the right day.",
  "sync_screen.clock_how":
    "Open the phone's Settings, then Date and time, and turn on automatic time.",
  "sync_screen.restored": "The commune has just restored its book from a backup",
  "sync_screen.restored_detail":
    "The police are checking it. What you log can still be sent; others' records come back later.",
  "sync_screen.update_busy": "A form or a patrol is open. Finish it first, then change.",
};
