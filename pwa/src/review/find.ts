/**
 * Finding among all records that the desk has. Each word knows the records it stands in, so that a
 * key costs what it finds, and a word is folded once however often it was written.
 */

import { findable, findsIn, foldedWords } from "../lib/search.ts";
import type { Entry } from "../sync/list.ts";

/** A word as it was written; `ready`: what `findable` made of it. */
interface Word {
  readonly ready: string;
  /** Of the records in which it stands, as they were numbered. */
  readonly numbers: number[];
}

export class Finder {
  readonly #textOf: (entry: Entry) => string;
  /** A record that was changed is another entry. */
  readonly #numberOf = new WeakMap<Entry, number>();
  readonly #words = new Map<string, Word>();
  #count = 0;

  /** `textOf`: all by which a record can be found; other names are another finder. */
  constructor(textOf: (entry: Entry) => string) {
    this.#textOf = textOf;
  }

  /** Make up to so many of what is left ready to be found; say whether more are left. */
  prepare(left: Iterator<Entry>, count: number): boolean {
    for (let made = 0; made < count; ) {
      const { value, done } = left.next();
      if (done) return false;
      if (this.#numberOf.has(value)) continue;
      this.#learn(value);
      made += 1;
    }
    return true;
  }

  /** Say of a record that is ready whether every word of the query begins one of its words. */
  finds(query: string): (entry: Entry) => boolean {
    const asked = foldedWords(query);
    const met = new Uint16Array(this.#count); // how many of those asked for, one after the other
    asked.forEach((word, before) => {
      const isMeant = findsIn(word);
      for (const { ready, numbers } of this.#words.values()) {
        if (!isMeant(ready)) continue;
        for (const number of numbers) if (met[number] === before) met[number] = before + 1;
      }
    });
    return (entry) => met[this.#numberOf.get(entry) ?? -1] === asked.length;
  }

  #learn(entry: Entry): void {
    const number = this.#count;
    this.#count += 1;
    this.#numberOf.set(entry, number);
    for (const written of this.#textOf(entry).split(" ")) {
      const { numbers } = this.#wordOf(written);
      if (numbers.at(-1) !== number) numbers.push(number);
    }
  }

  #wordOf(written: string): Word {
    const known = this.#words.get(written);
    if (known) return known;
    const word = { ready: findable(written), numbers: [] };
    this.#words.set(written, word);
    return word;
  }
}
