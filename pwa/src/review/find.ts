/**
 * Finding among all records that the desk has: what can be found of one is put into words once and
 * kept while it is in memory, so that looking through twenty thousand answers at each key.
 */

import { findsIn } from "../lib/search.ts";
import type { Entry } from "../sync/list.ts";

export class Finder {
  readonly #wordsOf: (entry: Entry) => string;
  /** A record that was changed is another entry. */
  readonly #ready = new WeakMap<Entry, string>();

  /** `wordsOf`: all words of a record, as `findable` makes them; other names are another finder. */
  constructor(wordsOf: (entry: Entry) => string) {
    this.#wordsOf = wordsOf;
  }

  /** Put up to so many of what is left into words, while nobody waits; say whether more are left. */
  prepare(left: Iterator<Entry>, count: number): boolean {
    for (let made = 0; made < count; ) {
      const { value, done } = left.next();
      if (done) return false;
      if (this.#ready.has(value)) continue;
      this.#wordsIn(value);
      made += 1;
    }
    return true;
  }

  /** Say of a record whether every word of the query begins one of its words. */
  finds(query: string): (entry: Entry) => boolean {
    const isFound = findsIn(query);
    return (entry) => isFound(this.#wordsIn(entry));
  }

  #wordsIn(entry: Entry): string {
    const known = this.#ready.get(entry);
    if (known !== undefined) return known;
    const words = this.#wordsOf(entry);
    this.#ready.set(entry, words);
    return words;
  }
}
