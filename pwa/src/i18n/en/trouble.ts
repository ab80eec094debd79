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
  "trouble.update_now": "Change now",
  "trouble.update_later": "Tomorrow night",
  "trouble.locked": "This phone was locked. Call the police to unlock it.",
  "trouble.for_helper": "For whoever helps",
  "trouble.try_now": "Try to send now",
};
