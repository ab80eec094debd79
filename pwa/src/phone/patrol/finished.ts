/** What a patrol's record says at its end. */

import { finish } from "../../forms/finished.ts";
import type { Content, Kind } from "../../kinds/kind.ts";
import { same } from "../../lib/canonical.ts";
import { hasSomethingToLookAt } from "./findings.ts";
import { textOf } from "./moments.ts";
import { endedPauses } from "./open-patrol.ts";

/** Two taps end a patrol, so the commoner answer stands there; the findings may say otherwise. */
export function presetSituation(content: Content): string {
  const said = textOf(content["situation"]);
  if (said !== "") return said;
  return hasSomethingToLookAt(content) ? "co_viec" : "binh_thuong";
}

export interface Ending {
  /** The end: now, or as it was corrected. */
  readonly endedAt: string;
  /** Whether a person set it, and not the clock. */
  readonly isByHand: boolean;
  /** Answers to the kind's own questions; null clears. */
  readonly answers: Content;
}

/** The fields that the end changes; what stands there already is not said again. */
export function endingOf(kind: Kind, content: Content, ending: Ending): Content {
  const { endedAt, isByHand, answers } = ending;
  const cleaned = finish(kind, answers, content);
  const all: Content = {
    ...cleaned,
    ended_at: endedAt,
    ...(isByHand ? { clock_source: "sua_tay" } : {}),
    ...endedPauses(content, endedAt),
  };
  const changed = Object.entries(all).filter(([name, value]) => {
    const before = content[name];
    return before === undefined ? value !== null : !same(before, value);
  });
  return Object.fromEntries(changed);
}
