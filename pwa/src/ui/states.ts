/** How each state of a record looks: one table for list, record and desk. */

import type { PlainKey } from "../i18n/t.ts";

/** Ochre is on this phone, blue sent, green done, plum a question, red cannot go on. */
export type Tone = "plain" | "wait" | "sent" | "done" | "ask" | "stop";

export type RecordState =
  | "draft"
  | "waiting"
  | "received"
  | "held"
  | "asked"
  | "accepted"
  | "seen"
  | "siblings"
  | "removed"
  | "aside";

interface Look {
  readonly icon: string;
  readonly tone: Tone;
  readonly words: PlainKey;
}

export const STATES: Readonly<Record<RecordState, Look>> = {
  draft: { icon: "pencil-line", tone: "plain", words: "state.draft" },
  waiting: { icon: "smartphone", tone: "wait", words: "state.waiting" },
  received: { icon: "send", tone: "sent", words: "state.received" },
  held: { icon: "clock-alert", tone: "sent", words: "state.held" },
  asked: { icon: "message-circle-question-mark", tone: "ask", words: "state.asked" },
  accepted: { icon: "circle-check", tone: "done", words: "state.accepted" },
  seen: { icon: "circle-check", tone: "done", words: "state.seen" },
  siblings: { icon: "split", tone: "ask", words: "state.siblings" },
  removed: { icon: "circle-x", tone: "plain", words: "state.removed" },
  aside: { icon: "octagon-alert", tone: "stop", words: "state.aside" },
};
