/**
 * One function for each `how` of a measure: which record adds how much. docs/KINDS.md tells it.
 *
 * A way gets the records that count in the period, and for chains all that stand; it tells pairs of
 * a record and a whole number, so that every amount has one village, one group and one day.
 */

import type { Content, Field, Kind, Measure } from "../kinds/kind.ts";
import { liveItems, meantValue, testOf } from "../kinds/values.ts";
import { isObject, type Json } from "../lib/json.ts";
import type { Chains } from "./chains.ts";
import { type Fact, isBefore, oneText } from "./facts.ts";
import { lengthOf, lengthWithin, less, minuteOf, type Span, within } from "./minutes.ts";

/** What a way reads. `all`: what stands; `counted`: what of it is of the period. */
export interface Among {
  readonly kind: Kind;
  readonly all: readonly Fact[];
  readonly counted: readonly Fact[];
  readonly counts: (fact: Fact) => boolean;
  readonly chains: ReadonlyMap<string, Chains>;
  /** By the fields of time; in the order of `counted`. */
  readonly worked: Map<string, readonly (Worked | null)[]>;
}

/** From start to end, the pauses, and what is left. */
interface Worked {
  readonly whole: Span;
  readonly pauses: readonly Span[];
  readonly left: readonly Span[];
}

export type Add = (fact: Fact, amount: number) => void;
export type Way = (measure: Measure, among: Among, add: Add) => void;

/** Records, or chains of them by the first record that matches. */
const count: Way = (measure, among, add) => {
  const { kind, all, counts } = among;
  const matches = testOf(measure.where, kind.fields);
  const chains = chainsOf(measure, among);
  const first = new Map<string, Fact>();
  for (const one of all) {
    if (one.isLinked && chains?.has(one.id)) {
      if (matches(one.content)) keepFirst(kind, first, chains.of(one.id), one);
    } else if (counts(one) && matches(one.content)) add(one, 1);
  }
  for (const one of first.values()) if (counts(one)) add(one, 1);
};

/** Different values within a village: two villages may both have a site called 01. */
const distinct: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  const matches = testOf(measure.where, among.kind.fields);
  const matching = among.counted
    .filter(({ content }) => matches(content))
    .sort((one, next) => (isBefore(among.kind, one, next) ? -1 : 1));
  const seen = new Set<string>();
  for (const one of matching) {
    const value = field && meantValue(field, one.content);
    const code = typeof value === "string" ? oneText(value) : "";
    const at = `${one.place.area}\n${code}`;
    if (code !== "" && seen.has(at)) continue;
    seen.add(at);
    add(one, 1);
  }
};

const sum: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  const matches = testOf(measure.where, among.kind.fields);
  for (const one of among.counted) {
    const value = field && meantValue(field, one.content);
    if (typeof value === "number" && matches(one.content)) add(one, Math.trunc(value));
  }
};

const items: Way = (measure, among, add) => {
  const eachItem = itemsBy(measure, among.kind);
  for (const one of among.counted) eachItem(one.content, () => add(one, 1));
};

/** Items, each key once in a chain: where it stands first. */
const turns: Way = (measure, among, add) => {
  const { kind, all, counts } = among;
  const eachItem = itemsBy(measure, kind);
  const key = fieldOf(kind, measure.of)?.key ?? "";
  const chains = chainsOf(measure, among);
  const first = new Map<string, Fact>();
  const alone = new Set<Json | undefined>();
  for (const one of all) {
    if (one.isLinked && chains?.has(one.id)) {
      const chain = chains.of(one.id);
      eachItem(one.content, (item) => keepFirst(kind, first, `${chain}\n${item[key]}`, one));
    } else if (counts(one)) {
      alone.clear();
      eachItem(one.content, (item) => alone.add(item[key]));
      add(one, alone.size);
    }
  }
  for (const one of first.values()) if (counts(one)) add(one, 1);
};

/** Minutes, exact. */
const hours: Way = (measure, among, add) => addMinutes(measure, among, add, lengthOf);

/** Minutes within the window, exact. */
const nightHours: Way = (measure, among, add) => {
  if (measure.window) addMinutes(measure, among, add, lengthWithin(measure.window));
};

export const WAYS: Readonly<Record<string, Way>> = {
  count,
  distinct,
  sum,
  items,
  turns,
  hours,
  night_hours: nightHours,
};

function keepFirst(kind: Kind, first: Map<string, Fact>, at: string, one: Fact): void {
  const known = first.get(at);
  if (!known || isBefore(kind, one, known)) first.set(at, one);
}

/** What was worked: once for the record, or for each item. Nothing while it is open. */
function addMinutes(
  measure: Measure,
  among: Among,
  add: Add,
  length: (spans: readonly Span[]) => number,
): void {
  const { kind } = among;
  const itemLength = (item: Content, { whole, pauses }: Worked): number | null => {
    const own = ownSpan(measure, item, whole);
    return own && length(less(within(own, whole), pauses));
  };
  const matches = testOf(measure.of === undefined ? measure.where : undefined, kind.fields);
  const eachItem = measure.of === undefined ? null : itemsBy(measure, kind);
  const worked = workedBy(measure, among);
  among.counted.forEach((one, at) => {
    const time = worked[at];
    if (!time || !matches(one.content)) return;
    const full = length(time.left);
    if (eachItem) eachItem(one.content, (item) => add(one, itemLength(item, time) ?? full));
    else add(one, full);
  });
}

/** The own time of each counted record; null while it is open. Measures of one time read it once. */
function workedBy(measure: Measure, { counted, worked }: Among): readonly (Worked | null)[] {
  const fields = `${measure.starts} ${measure.ends} ${measure.without}`;
  const known = worked.get(fields);
  if (known) return known;
  const read = counted.map(({ content }) => readWorked(measure, content));
  worked.set(fields, read);
  return read;
}

function readWorked(measure: Measure, content: Content): Worked | null {
  const start = minuteOf(valueAt(content, measure.starts));
  const end = minuteOf(valueAt(content, measure.ends));
  if (start === null || end === null) return null;
  const whole: Span = [start, end];
  const pauses = liveItems(valueAt(content, measure.without)).map((one) => pauseOf(one, whole));
  return { whole, pauses, left: less(whole, pauses) };
}

/** The item's own times, each else the whole's; null for the whole. */
function ownSpan(measure: Measure, item: Content, whole: Span): Span | null {
  const start = minuteOf(valueAt(item, measure.item_starts));
  const end = minuteOf(valueAt(item, measure.item_ends));
  return start === null && end === null ? null : [start ?? whole[0], end ?? whole[1]];
}

/** A pause that was never ended lasts to the end; one that never began is none. */
function pauseOf(item: Content, [, end]: Span): Span {
  return [minuteOf(item["from"]) ?? end, minuteOf(item["to"]) ?? end];
}

/** Give what visits the items of the measure's list that it counts; it makes no list of them. */
function itemsBy(
  { of, where }: Measure,
  kind: Kind,
): (content: Content, visit: (item: Content) => void) => void {
  const field = fieldOf(kind, of);
  if (!field) return () => {};
  const matches = testOf(where, field.fields ?? []);
  return (content, visit) => {
    const list = content[field.name];
    if (!Array.isArray(list)) return;
    for (const item of list) {
      if (isObject(item) && item["removed"] !== true && matches(item)) visit(item);
    }
  };
}

function chainsOf(measure: Measure, among: Among): Chains | undefined {
  return measure.once_per === undefined ? undefined : among.chains.get(measure.once_per);
}

function fieldOf(kind: Kind, name: string | undefined): Field | undefined {
  return kind.fields.find((one) => one.name === name);
}

function valueAt(content: Content, name: string | undefined): Json | undefined {
  return name === undefined ? undefined : content[name];
}
