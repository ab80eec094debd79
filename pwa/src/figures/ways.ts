/**
 * One function for each `how` of a measure: which record adds how much. docs/KINDS.md tells it.
 *
 * A way gets the records that count in the period, and for chains all that stand; it tells pairs of
 * a record and a whole number, so that every amount has one village, one group and one day.
 */

import type { Content, Field, Kind, Measure } from "../kinds/kind.ts";
import { holds, liveItems, meantValue } from "../kinds/values.ts";
import type { Json } from "../lib/json.ts";
import type { Chains } from "./chains.ts";
import { type Fact, isBefore, oneText } from "./facts.ts";
import { lengthInWindow, lengthOf, less, minuteOf, type Span, within } from "./minutes.ts";

/** What a way reads. `all`: what stands; `counted`: what of it is of the period. */
export interface Among {
  readonly kind: Kind;
  readonly all: readonly Fact[];
  readonly counted: readonly Fact[];
  readonly counts: (fact: Fact) => boolean;
  readonly chains: ReadonlyMap<string, Chains>;
}

export type Add = (fact: Fact, amount: number) => void;
export type Way = (measure: Measure, among: Among, add: Add) => void;

/** Records, or chains of them by the first record that matches. */
const count: Way = (measure, among, add) => {
  const { where, once_per } = measure;
  const { fields } = among.kind;
  const chains = once_per === undefined ? undefined : among.chains.get(once_per);
  const from = chains ? among.all : among.counted;
  const found = where ? from.filter((one) => holds(where, fields, one.content)) : from;
  if (!chains) {
    for (const one of found) add(one, 1);
    return;
  }
  const first = new Map<string, Fact>();
  for (const one of found) keepFirst(among.kind, first, chains.of(one.id), one);
  for (const one of first.values()) if (among.counts(one)) add(one, 1);
};

/** Different values within a village: two villages may both have a site called 01. */
const distinct: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  const matching = among.counted
    .filter((one) => holds(measure.where, among.kind.fields, one.content))
    .sort((one, next) => (isBefore(among.kind, one, next) ? -1 : 1));
  const seen = new Set<string>();
  for (const one of matching) {
    const value = field && meantValue(field, one.content);
    const code = typeof value === "string" ? oneText(value) : "";
    const at = `${one.area}\n${code}`;
    if (code !== "" && seen.has(at)) continue;
    seen.add(at);
    add(one, 1);
  }
};

const sum: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  if (!field) return;
  for (const one of among.counted) {
    if (!holds(measure.where, among.kind.fields, one.content)) continue;
    const value = meantValue(field, one.content);
    if (typeof value === "number") add(one, Math.trunc(value));
  }
};

const items: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  for (const one of among.counted) add(one, itemsOf(measure, field, one.content).length);
};

/** Items, each key once in a chain: where it stands first. */
const turns: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  const chains = among.chains.get(measure.once_per ?? "");
  const first = new Map<string, Fact>();
  for (const one of among.all) {
    const chain = chains?.of(one.id) ?? one.id;
    for (const item of itemsOf(measure, field, one.content)) {
      keepFirst(among.kind, first, `${chain}\n${item[field?.key ?? ""]}`, one);
    }
  }
  for (const one of first.values()) if (among.counts(one)) add(one, 1);
};

/** Minutes, exact. */
const hours: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  for (const one of among.counted) {
    for (const spans of spansOf(measure, field, among.kind, one.content)) add(one, lengthOf(spans));
  }
};

/** Minutes within the window, exact. */
const nightHours: Way = (measure, among, add) => {
  const field = fieldOf(among.kind, measure.of);
  const nightly = measure.window;
  if (!nightly) return;
  for (const one of among.counted) {
    for (const spans of spansOf(measure, field, among.kind, one.content)) {
      add(one, lengthInWindow(spans, nightly));
    }
  }
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
function spansOf(
  measure: Measure,
  field: Field | undefined,
  kind: Kind,
  content: Content,
): readonly (readonly Span[])[] {
  const start = minuteOf(valueAt(content, measure.starts));
  const end = minuteOf(valueAt(content, measure.ends));
  if (start === null || end === null) return [];
  const whole: Span = [start, end];
  const pauses = liveItems(valueAt(content, measure.without)).map((one) => pauseOf(one, whole));
  if (!field) return holds(measure.where, kind.fields, content) ? [less(whole, pauses)] : [];
  return itemsOf(measure, field, content).map((item) => {
    const from = minuteOf(valueAt(item, measure.item_starts)) ?? start;
    const to = minuteOf(valueAt(item, measure.item_ends)) ?? end;
    return less(within([from, to], whole), pauses);
  });
}

/** A pause that was never ended lasts to the end; one that never began is none. */
function pauseOf(item: Content, [, end]: Span): Span {
  return [minuteOf(item["from"]) ?? end, minuteOf(item["to"]) ?? end];
}

function itemsOf(measure: Measure, field: Field | undefined, content: Content): Content[] {
  const { where } = measure;
  const all = field ? liveItems(content[field.name]) : [];
  return where ? all.filter((item) => holds(where, field?.fields ?? [], item)) : all;
}

function fieldOf(kind: Kind, name: string | undefined): Field | undefined {
  return kind.fields.find((one) => one.name === name);
}

function valueAt(content: Content, name: string | undefined): Json | undefined {
  return name === undefined ? undefined : content[name];
}
