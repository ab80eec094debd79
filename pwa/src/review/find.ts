/**
 * Finding among all records that the desk has: what can be found of one is put into words once and
 * kept while it stands as it is, so that looking through twenty thousand answers at each key.
 */

import type { Day } from "../lib/dates.ts";
import { findsIn } from "../lib/search.ts";
import type { Entry } from "../sync/list.ts";

/** What is looked for; what is left out lets everything through. */
export interface Wanted {
  readonly query?: string;
  readonly kind?: string;
  readonly streams?: ReadonlySet<string>;
  /** First and last day, both counted in. */
  readonly from?: Day;
  readonly to?: Day;
}

interface Ready {
  readonly revision: string | null;
  readonly words: string;
}

export class Finder {
  readonly #wordsOf: (entry: Entry) => string;
  readonly #ready = new Map<string, Ready>();

  /** `wordsOf`: all words of a record, as `findable` makes them; another language is another one. */
  constructor(wordsOf: (entry: Entry) => string) {
    this.#wordsOf = wordsOf;
  }

  /** Put up to so many into words, in moments when nobody waits; say whether all are. */
  prepare(entries: readonly Entry[], count: number): boolean {
    let left = count;
    for (const entry of entries) {
      if (this.#known(entry) !== null) continue;
      if (left === 0) return false;
      this.#put(entry);
      left -= 1;
    }
    return true;
  }

  /** Give those wanted, in the order in which they came. */
  find<T>(all: readonly T[], entryOf: (one: T) => Entry, wanted: Wanted): T[] {
    const { query = "" } = wanted;
    const passed = all.filter((one) => passes(entryOf(one), wanted));
    if (query.trim() === "") return passed;
    const isFound = findsIn(query);
    return passed.filter((one) => {
      const entry = entryOf(one);
      return isFound(this.#known(entry) ?? this.#put(entry));
    });
  }

  #known({ shown: { id, revision } }: Entry): string | null {
    const ready = this.#ready.get(id);
    return ready?.revision === revision ? ready.words : null;
  }

  #put(entry: Entry): string {
    const words = this.#wordsOf(entry);
    this.#ready.set(entry.shown.id, { revision: entry.shown.revision, words });
    return words;
  }
}

function passes({ shown }: Entry, { kind, streams, from, to }: Wanted): boolean {
  const day = shown.occurred_on ?? "";
  return (
    (kind === undefined || shown.kind === kind) &&
    (streams === undefined || streams.has(shown.stream)) &&
    (from === undefined || day >= from) &&
    (to === undefined || (day !== "" && day <= to))
  );
}
