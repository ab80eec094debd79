/**
 * The book in its order: what the reader must do first, then what has not gone through, then day by
 * day. Pure, so that every order and every filter is tested without a screen.
 */

import type { Content, Kind } from "../../kinds/kind.ts";
import type { Day } from "../../lib/dates.ts";
import { findsIn } from "../../lib/search.ts";
import { type Described, dayOn } from "../../records/describe.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { chipOf } from "../../session/standing.ts";
import type { Entry } from "../../sync/list.ts";
import type { RecordState } from "../../ui/states.ts";

/** One thing in the book: a record, or a form that somebody began. */
export interface Item {
  readonly id: string;
  readonly href: string;
  readonly kind: Kind | undefined;
  readonly described: Described;
  readonly state: RecordState | null;
  readonly isStub: boolean;
  readonly day: Day | "";
  /** When it happened, ms, for the order within a day. */
  readonly atMs: number;
  /** The account that wrote it, where that is known. */
  readonly person: string | null;
}

/** What of the book is asked for; nothing named: all. */
export interface Wanted {
  readonly show: "all" | "asked" | "unsent";
  readonly kind: string | null;
  readonly query: string;
}

/** A heading's place: what must be done, or a day ("" for none). */
export type Part = "asked" | "siblings" | "draft" | "unsent" | { readonly day: Day | "" };

export interface Section {
  readonly part: Part;
  readonly items: readonly Item[];
}

const UNSENT: ReadonlySet<RecordState | null> = new Set(["waiting", "aside", "held"]);
const FIRST: readonly string[] = ["asked", "siblings", "draft", "unsent"];

/** Make an item of a record. */
export function itemOf(entry: Entry, kind: Kind | undefined): Item {
  const { shown } = entry;
  const day = dayOn(kind, shown);
  return {
    id: shown.id,
    href: `/record/${shown.id}`,
    kind,
    described: shown,
    state: chipOf(entry),
    isStub: shown.stub === true && shown.content === undefined,
    day,
    atMs: momentOf(kind, shown.content, day),
    person: shown.person ?? null,
  };
}

/** Make an item of an unfinished form; its day is the one written into it, if any. */
export function itemOfDraft(draft: FormDraft, kind: Kind | undefined): Item {
  const described = { kind: draft.kind, content: { ...draft.base, ...draft.content } };
  return {
    id: draft.id,
    href: `/draft/${draft.id}`,
    kind,
    described,
    state: "draft",
    isStub: false,
    day: dayOn(kind, described),
    atMs: Date.parse(draft.savedAt ?? "") || 0,
    person: null,
  };
}

function momentOf(kind: Kind | undefined, content: Content | undefined, day: Day | ""): number {
  const value = kind?.day === undefined ? null : content?.[kind.day];
  const moment = Date.parse(typeof value === "string" ? value : day);
  return Number.isNaN(moment) ? 0 : moment;
}

export function countAsked(items: readonly Item[]): number {
  return items.filter(({ state }) => state === "asked").length;
}

export function countUnsent(items: readonly Item[]): number {
  return items.filter(({ state }) => UNSENT.has(state)).length;
}

/** Give what is wanted, in order. `wordsOf`: all by which an item can be found, made ready. */
export function sort(
  items: readonly Item[],
  wanted: Wanted,
  wordsOf: (item: Item) => string,
): Item[] {
  const isBare = wanted.query.trim() === "";
  const isFound = findsIn(wanted.query);
  return items
    .filter((item) => isWanted(item, wanted) && (isBare || isFound(wordsOf(item))))
    .sort(inOrder);
}

function isWanted({ state, described }: Item, { show, kind }: Wanted): boolean {
  if (kind !== null && described.kind !== kind) return false;
  if (show === "asked") return state === "asked";
  return show === "all" || UNSENT.has(state);
}

function inOrder(one: Item, next: Item): number {
  return (
    placeOf(one) - placeOf(next) ||
    (placeOf(one) < FIRST.length ? 0 : byText(next.day, one.day)) ||
    next.atMs - one.atMs ||
    byText(next.id, one.id)
  );
}

function byText(one: string, next: string): number {
  if (one === next) return 0;
  return one < next ? -1 : 1;
}

function placeOf({ state }: Item): number {
  const at = FIRST.indexOf(UNSENT.has(state) ? "unsent" : (state ?? ""));
  return at < 0 ? FIRST.length : at;
}

/** Put sorted items under their headings. */
export function underHeadings(items: readonly Item[]): Section[] {
  const sections: { part: Part; items: Item[] }[] = [];
  let last = "";
  for (const item of items) {
    const place = placeOf(item);
    const part = place < FIRST.length ? (FIRST[place] as Part) : { day: item.day };
    const name = JSON.stringify(part);
    if (name !== last) sections.push({ part, items: [] });
    last = name;
    sections.at(-1)?.items.push(item);
  }
  return sections;
}
