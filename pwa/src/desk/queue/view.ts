/** What is shown of the queue and of the book: choices of this page, kept while it is open. */

import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Speaker } from "../../forms/say-value.ts";
import { language } from "../../i18n/language.ts";
import { findable } from "../../lib/search.ts";
import { wordsOf } from "../../records/describe.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { Finder } from "../../review/find.ts";
import type { Case } from "../../review/queue.ts";
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
}

/** Give what is wanted of the queue, and what is found among all records besides. */
export function listedOf(queue: readonly Case[], all: readonly Entry[]): Listed {
  const [area, kind, asked] = [wantedArea.value, wantedKind.value, query.value.trim()];
  const isWanted = (entry: Entry): boolean =>
    (kind === "" || entry.shown.kind === kind) && (area === "" || areaOf(entry.shown) === area);
  const isFound = asked === "" ? () => true : finder.value.finds(asked);
  const cases = queue.filter(({ entry }) => isWanted(entry) && isFound(entry));
  if (wantedOrder.value === "new") cases.reverse();
  if (asked === "") return { cases, rest: [] };
  const waiting = new Set(queue.map(({ entry }) => entry.shown.id));
  const rest = foundIn(all, asked).filter(
    (entry) => isWanted(entry) && !waiting.has(entry.shown.id),
  );
  return { cases, rest };
}

interface Search {
  readonly all: readonly Entry[];
  readonly finder: Finder;
  readonly asked: string;
  readonly found: readonly Entry[];
}

let last: Search | null = null;

/** Give what is found, the newest first; who writes on is answered out of what he found before. */
function foundIn(all: readonly Entry[], asked: string): readonly Entry[] {
  const now = finder.value;
  const goesOn = last?.all === all && last.finder === now && asked.startsWith(last.asked);
  const within = last && goesOn ? last.found : newestFirst(all);
  const found = within.filter(now.finds(asked));
  last = { all, finder: now, asked, found };
  return found;
}

/** Make ready what is looked through, a few records at a time, while nobody waits for it. */
export function usePrepared(all: readonly Entry[] | undefined): void {
  const now = finder.value;
  useEffect(() => {
    const left = all?.values() ?? [].values();
    const goOn = (): void => {
      if (now.prepare(left, AT_A_TIME)) timer = setTimeout(goOn);
    };
    let timer = setTimeout(() => {
      if (all) newestFirst(all);
      goOn();
    }, FIRST_MS);
    return () => clearTimeout(timer);
  }, [all, now]);
}

/** Some milliseconds of work, so that no key waits for it. */
const AT_A_TIME = 100;
/** The list is to stand first. */
const FIRST_MS = 300;

/** Names and the language may change, and the day goes on: then all is put into words anew. */
const finder = computed(() => {
  language.value;
  const speaker = speakerNow();
  const now = opened.value;
  return new Finder((entry) => (now.now === "open" ? wordsIn(entry, now.session, speaker) : ""));
});

function wordsIn({ shown }: Entry, session: Session, speaker: Speaker): string {
  const who = `${placeNameOf(shown)} ${nameOfPerson(shown.person, session)}`;
  // Joined into one piece now, and not at the first key that looks through all of them.
  return [wordsOf(kindOf(session, shown.kind), shown, speaker), findable(who)].join("");
}

const sorted = new WeakMap<readonly Entry[], readonly Entry[]>();

/** Sorted once for each reading, not at each key. */
function newestFirst(all: readonly Entry[]): readonly Entry[] {
  const known = sorted.get(all) ?? [...all].sort(byDay);
  sorted.set(all, known);
  return known;
}

/** The last day first; of a day, what came last. */
function byDay({ shown: one }: Entry, { shown: next }: Entry): number {
  const [day, nextDay] = [one.occurred_on ?? "", next.occurred_on ?? ""];
  if (day === nextDay) return next.seq - one.seq;
  return day < nextDay ? 1 : -1;
}
