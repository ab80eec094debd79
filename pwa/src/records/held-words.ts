/** Why the server holds something, and what its reader can do: plain words for every code. */

import type { PlainKey } from "../i18n/t.ts";

export interface HeldWords {
  readonly why: PlainKey;
  readonly todo: PlainKey;
}

/** Words by code; `other`: for one that a newer server may send. */
export type WordsOfHeld = Readonly<Record<string, HeldWords> & { other: HeldWords }>;

/** For whoever wrote it. */
const AUTHORS: WordsOfHeld = {
  UNKNOWN_BASE: { why: "held.unknown_base", todo: "held.unknown_base.todo" },
  OUT_OF_SCOPE: { why: "held.out_of_scope", todo: "held.out_of_scope.todo" },
  READ_ONLY: { why: "held.read_only", todo: "held.read_only.todo" },
  LOCKED: { why: "held.locked", todo: "held.locked.todo" },
  RETIRED_DEVICE: { why: "held.retired_device", todo: "held.retired_device.todo" },
  BAD_DATA: { why: "held.bad_data", todo: "held.bad_data.todo" },
  BAD_VERSION: { why: "held.bad_version", todo: "held.bad_version.todo" },
  REPLACED: { why: "held.replaced", todo: "held.replaced.todo" },
  CLOSED: { why: "held.closed", todo: "held.closed.todo" },
  ID_REUSED: { why: "held.id_reused", todo: "held.id_reused.todo" },
  SERVER_BUG: { why: "held.server_bug", todo: "held.server_bug.todo" },
  other: { why: "held.other", todo: "held.other.todo" },
};

export function heldWords(code: string | null, words: WordsOfHeld = AUTHORS): HeldWords {
  return words[code ?? ""] ?? words.other;
}

/** Why something of a record is held, each reason once; what only waits for the rest is no reason. */
export function heldReasons(codes: readonly (string | null)[]): (string | null)[] {
  const reasons = [...new Set(codes)];
  const own = reasons.filter((code) => code !== "UNKNOWN_BASE");
  return own.length > 0 ? own : reasons;
}
