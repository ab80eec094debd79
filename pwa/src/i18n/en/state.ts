import type { state as vi } from "../vi/state.ts";
import type { English } from "../words.ts";

export const state: English<typeof vi> = {
  "state.draft": "Draft",
  "state.waiting": "On this phone, waiting",
  "state.received": "Received, waiting to be read",
  "state.held": "Arrived, waiting to be handled",
  "state.asked": "Police ask",
  "state.accepted": "Accepted by the police",
  "state.seen": "Seen by the police",
  "state.siblings": "Two people wrote differently",
  "state.removed": "Removed",
  "state.aside": "Not sent yet",

  "state.waiting.means":
    "Saved on this phone. It goes by itself when there is signal; nothing to do.",
  "state.received.means": "The police have received it and will read it.",
  "state.held.means": "It arrived but is not in the common book yet. What you wrote is all there.",
  "state.asked.means": "The police have a question. Answer it, or correct what they ask about.",
  "state.accepted.means": "The police have read and accepted it. Nothing more to do.",
  "state.seen.means": "The police have seen it. Nobody has to approve the mediation book.",
  "state.siblings.means":
    "Two people wrote differently in the same place. Choose one; the other stays in who wrote what.",
  "state.removed.means":
    "Removed from the book, not counted in the figures. It can be brought back.",
  "state.aside.means":
    "The phone tried and could not send it. What you wrote is still on this phone.",
  "state.draft.means": "Not finished, not sent.",

  "sync.waiting": { one: "{count} record waiting", other: "{count} records waiting" },
  "sync.waiting_detail": "Saved on this phone, waiting for signal",
  "sync.stopped_detail": "Safe on this phone. Tap to see why it is not sent",
  "sync.sending": "Sending {sent} of {count}",
  "sync.sending_detail": "You can go on using the phone",
  "sync.sent": "All sent",
  "sync.sent_detail": "Last at {when}",
  "sync.nothing": "Nothing to send yet",
  "sync.nothing_detail": "What you log goes by itself when there is signal",
  "sync.aside": { one: "{count} record not sent", other: "{count} records not sent" },
  "sync.aside_detail": "Tap to see how to mend it",
  "sync.full": "The phone is nearly full",
  "sync.full_detail": "What you logged is safe. Tap to see how to make room",
  "sync.held": {
    one: "{count} record arrived, waiting for the police to handle it",
    other: "{count} records arrived, waiting for the police to handle them",
  },
  "sync.held_detail": "Tap to see",
};
