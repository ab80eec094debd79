/** What is shown of the queue and of the book: choices of this page, kept while it is open. */

import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Speaker } from "../../forms/say-value.ts";
import { language } from "../../i18n/language.ts";
import { textOf } from "../../records/describe.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { Finder } from "../../review/find.ts";
import type { Case, DeskBook } from "../../review/queue.ts";
import { opened, type Session } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { areaOf, placeNameOf } from "../place.ts";

export type Order = "old" | "new";

export const wantedArea = signal("");
export const wantedKind = signal("");
export const wantedOrder = signal<Order>("old");
export const query = signal("");

/** What is listed: what waits, and below it, where something is looked for, the rest of the book. */
export interface Listed {
  readonly cases: readonly Case[];
  readonly rest: readonly Entry[];
  /** Not all is ready to be found yet: more may come. */
  readonly isLooking: boolean;
}

/** Give what is wanted of the queue, and what is found among all records besides. */
export function listedOf(queue: readonly Case[], book: DeskBook | undefined): Listed {
  const [area, kind, asked] = [wantedArea.value, wantedKind.value, query.value.trim()];
  const isWanted = ({ shown }: Entry): boolean =>
    (kind === "" || shown.kind === kind) && (area === "" || areaOf(shown) === area);
  const cases = queue.filter(({ entry }) => isWanted(entry));
  if (wantedOrder.value === "new") cases.reverse();
  if (asked === "" || !book) return { cases, rest: [], isLooking: false };
  shelved.value;
  const shelf = shelfOf(book);
  const isLooking = goOn(shelf);
  const isFound = shelf.finder.finds(asked);
  const waiting = new Set(queue.map(({ entry }) => entry));
  return {
    cases: cases.filter(({ entry }) => isFound(entry)),
    rest: shelf.byDay.filter((one) => isFound(one) && isWanted(one) && !waiting.has(one)),
    isLooking,
  };
}

/** One reading of the book as it is looked through. `left`: what is not ready to be found yet. */
interface Shelf {
  readonly book: DeskBook;
  readonly finder: Finder;
  readonly byDay: readonly Entry[];
  readonly left: Iterator<Entry>;
}

let last: Shelf | null = null;

/** Sorted once for each reading, not at each key; what waits and what is new is ready first. */
function shelfOf(book: DeskBook): Shelf {
  const now = finder.value;
  if (last?.book === book && last.finder === now) return last;
  const byDay = [...book.all].sort(newestFirst);
  const first = [...book.waiting, ...book.decided].map(({ entry }) => entry);
  last = { book, finder: now, byDay, left: [...first, ...byDay].values() };
  return last;
}

/** Make some more ready to be found; say whether any are left. */
function goOn({ finder: now, left }: Shelf): boolean {
  return now.prepare(left, AT_A_TIME);
}

/** How often more of the book was ready to be found, while something was looked for. */
const shelved = signal(0);

/** Make the book ready to be found, a few records at a time, between the keys of who is typing. */
export function usePrepared(book: DeskBook | undefined): void {
  const now = finder.value;
  useEffect(() => {
    if (!book) return;
    let times = 0;
    const prepare = (): void => {
      const isLeft = goOn(shelfOf(book));
      times += 1;
      if (isLeft) timer = setTimeout(prepare);
      if (!isLeft || times % TOLD === 0) shelved.value += 1;
    };
    let timer = setTimeout(prepare, FIRST_MS);
    return () => clearTimeout(timer);
  }, [book, now]);
}

/** Some milliseconds of work, so that no key waits for it. */
const AT_A_TIME = 100;
/** After so many times the list that stands is looked through anew. */
const TOLD = 50;
/** The list is to stand first. */
const FIRST_MS = 300;

/** Names and the language may change, and the day goes on: then all is made ready anew. */
const finder = computed(() => {
  language.value;
  const speaker = speakerNow();
  const now = opened.value;
  return new Finder((entry) => (now.now === "open" ? textIn(entry, now.session, speaker) : ""));
});

function textIn({ shown }: Entry, session: Session, speaker: Speaker): string {
  const who = `${placeNameOf(shown)} ${nameOfPerson(shown.person, session)}`;
  return `${textOf(kindOf(session, shown.kind), shown, speaker)} ${who}`;
}

/** The last day first; of a day, what came last. */
function newestFirst({ shown: one }: Entry, { shown: next }: Entry): number {
  const [day, nextDay] = [one.occurred_on ?? "", next.occurred_on ?? ""];
  if (day === nextDay) return next.seq - one.seq;
  return day < nextDay ? 1 : -1;
}
