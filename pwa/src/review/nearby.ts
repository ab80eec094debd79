/** Records that may be the same matter: of one kind and stream, from one day or a day beside. */

import { addDays, isDay } from "../lib/dates.ts";
import type { Entry } from "../sync/list.ts";

export class Nearby {
  readonly #byDay = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const { kind, stream, occurred_on, deleted, stub } = entry.shown;
      if (deleted || stub) continue;
      const key = keyOf(kind, stream, occurred_on ?? "");
      const found = this.#byDay.get(key);
      if (found) found.push(entry);
      else this.#byDay.set(key, [entry]);
    }
  }

  /** Give them without the record itself; none where it has no day. */
  of({ shown: { id, kind, stream, occurred_on } }: Entry): Entry[] {
    const day = occurred_on ?? "";
    if (!isDay(day)) return [];
    const days = [addDays(day, -1), day, addDays(day, 1)];
    return days
      .flatMap((one) => this.#byDay.get(keyOf(kind, stream, one)) ?? [])
      .filter(({ shown }) => shown.id !== id);
  }
}

function keyOf(kind: string, stream: string, day: string): string {
  return `${kind} ${stream} ${day}`;
}
