/** What of the queue is shown, and in which order: choices of this page, kept while it is open. */

import { signal } from "@preact/signals";
import { findable, findsIn } from "../../lib/search.ts";
import { wordsOf } from "../../records/describe.ts";
import { nameOfPerson, speakerNow } from "../../records/speaker.ts";
import type { Case } from "../../review/queue.ts";
import type { Session } from "../../session/session.ts";
import { areaOf, placeNameOf } from "../place.ts";

export type Order = "old" | "new";

export const wantedArea = signal("");
export const wantedKind = signal("");
export const wantedOrder = signal<Order>("old");
export const query = signal("");

/** Give what is wanted of the queue, in the order asked for. */
export function wantedOf(cases: readonly Case[], session: Session): Case[] {
  const [area, kind, asked] = [wantedArea.value, wantedKind.value, query.value];
  const isFound = asked.trim() === "" ? () => true : findsIn(asked);
  const speaker = speakerNow();
  const found = cases.filter(({ entry: { shown }, kind: its }) => {
    if (area !== "" && areaOf(shown) !== area) return false;
    if (kind !== "" && shown.kind !== kind) return false;
    const who = `${placeNameOf(shown)} ${nameOfPerson(shown.person, session)}`;
    return asked.trim() === "" || isFound(`${wordsOf(its, shown, speaker)} ${findable(who)}`);
  });
  return wantedOrder.value === "old" ? found : found.reverse();
}
