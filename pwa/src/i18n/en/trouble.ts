import type { trouble as vi } from "../vi/trouble.ts";
import type { English } from "../words.ts";

export const trouble: English<typeof vi> = {
  "trouble.offline": "No signal now.",
  "trouble.safe": "What you logged is safe on this phone.",
  "trouble.nearly_full": "The phone is nearly full.",
  "trouble.full": "The phone is full, not saved yet. Your text is still here.",
  "trouble.save_again": "Save again",
  "trouble.held": {
    one: "{count} record arrived but waits to be corrected: {reason}",
    other: "{count} records arrived but wait to be corrected: {reason}",
  },
  "trouble.refused": "The police could not take it because {reason}",
  "trouble.clock": "The phone's clock is wrong. The right time is {time}.",
  "trouble.update": "There is a new version of An Thôn.",
  "trouble.too_old":
    "This An Thôn is too old. Open it where there is a network to get the new one. What you write is still sent.",
  "trouble.update_now": "Change now",
  "trouble.updating": "Changing…",
  "trouble.locked": "This phone was locked. Call the police to unlock it.",
  "trouble.for_helper": "For whoever helps",
  "trouble.try_now": "Try to send now",
  "trouble.try_again": "Try to send this again",
  "trouble.trying": "The phone will try again as soon as there is signal.",
  "trouble.copy": "Copy the text for a helper",
  "trouble.copied": "Copied. Paste it into a message to whoever helps.",
  "trouble.copy_by_hand": "The phone could not copy it. Here is the text:",
  "trouble.not_saved": "Not saved. Please tap again; your text is still here.",
  "aside.why":
    "The phone tried, and this record could not be read at the other end. It tries again once a day.",
  "aside.todo": "Ask the police or a helper to look. Other records go as usual.",
  "held.unknown_base": "This follows something that has not arrived yet.",
  "held.unknown_base.todo": "Nothing to do. Once that arrives, this goes into the book by itself.",
  "held.out_of_scope": "When this arrived you no longer wrote into this group's book.",
  "held.out_of_scope.todo":
    "The police will look and decide. If it is urgent, call the duty officer.",
  "held.read_only": "When this arrived you could only read this book, not write.",
  "held.read_only.todo": "The police will look and decide. If it is urgent, call the duty officer.",
  "held.locked": "The figures of this period are closed.",
  "held.locked.todo":
    "The police will see whether they take this correction. No need to write it again.",
  "held.retired_device": "The police have retired this phone.",
  "held.retired_device.todo": "Call the police for a new code. What you wrote is still here.",
  "held.bad_data": "Something in it is not right, so it is not in the book yet.",
  "held.bad_data.todo": "Open it, correct it and save. The correction takes its place.",
  "held.bad_version": "This was written with a version of An Thôn that can't be read there yet.",
  "held.bad_version.todo":
    "Nothing to do. Once they have the new version, it goes into the book by itself.",
  "held.replaced": "You wrote another one in its place.",
  "held.replaced.todo": "Nothing to do.",
  "held.closed": "The police looked and did not take this part into the book.",
  "held.closed.todo": "If you wish to know why, ask the police.",
  "held.id_reused": "Two records carry the same number.",
  "held.id_reused.todo":
    "Whoever looks after the commune's computer will see to it. Nothing to do.",
  "held.server_bug": "Something went wrong with this at the other end.",
  "held.server_bug.todo":
    "Whoever looks after the commune's computer will mend it. No need to write it again.",
  "held.other": "This is being looked at where it arrived.",
  "held.other.todo": "The police will handle it. If it is urgent, call the duty officer.",
};
