/** The records that may be the same matter as another: of its kind, from its day or a day beside. */

import { addDays, isDay } from "../lib/dates.ts";
import type { Entry } from "../sync/list.ts";

export class Nearby {
  readonly #byDay = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      if (entry.shown.deleted || entry.shown.stub) continue;
      const key = keyOf(entry.shown.kind, entry.shown.occurred_on ?? "");
      const found = this.#byDay.get(key);
      if (found) found.push(entry);
      else this.#byDay.set(key, [entry]);
    }
  }

  /** Give them without the record itself; none where it has no day. */
  of({ shown: { id, kind, occurred_on } }: Entry): Entry[] {
    const day = occurred_on ?? "";
    if (!isDay(day)) return [];
    const days = [addDays(day, -1), day, addDays(day, 1)];
    return days
      .flatMap((one) => this.#byDay.get(keyOf(kind, one)) ?? [])
      .filter(({ shown }) => shown.id !== id);
  }
}

function keyOf(kind: string, day: string): string {
  return `${kind} ${day}`;
}
