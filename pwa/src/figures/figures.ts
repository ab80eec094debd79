/**
 * Figures of a period, from the local copy alone: every measure per village and group, and what
 * they add up to. The server computes the same (server/services/figures/); the cases of
 * tests/figures/ hold both to it.
 *
 * All that is added is whole numbers with one place each, so every total is the sum of its rows. A
 * share is made last, at each level from that level's own sums.
 */

import type { Kind, Measure } from "../kinds/kind.ts";
import type { Day } from "../lib/dates.ts";
import { byUnit } from "../lib/json.ts";
import type { RecordRow } from "../lib/wire.ts";
import { Chains } from "./chains.ts";
import {
  countedDay,
  isWhole,
  onlyAreas,
  type Place,
  Places,
  readFact,
  type Whole,
} from "./facts.ts";
import { isIn, type Period } from "./period.ts";
import { type Among, WAYS } from "./ways.ts";

/** Kind, then measure: hours in minutes, shares in tenths of a percent (null of nothing). */
export type Numbers = Readonly<Record<string, Readonly<Record<string, number | null>>>>;

export interface Figures {
  readonly from: Day;
  readonly to: Day;
  /** One a village and group in which anything counts; null: no village, or no one village. */
  readonly rows: readonly {
    readonly area: string | null;
    readonly group: string | null;
    readonly figures: Numbers;
  }[];
  readonly areas: readonly { readonly area: string | null; readonly figures: Numbers }[];
  readonly groups: readonly { readonly group: string | null; readonly figures: Numbers }[];
  readonly totals: Numbers;
  /** Records of the period that still go on; their hours are not in it yet. */
  readonly open: number;
  /** Records of the period that are not whole in this copy: figures may be too small. */
  readonly outlines: number;
}

/** The kinds whose rows figures are made of: those that have a day, and groups for their villages. */
export function kindsCounted(kinds: readonly Kind[]): string[] {
  return [...kinds.filter(({ day }) => day !== undefined).map(({ id }) => id), "group"];
}

/** Compute every figure of the kinds that have a day. `rows`: of the kinds counted. */
export function makeFigures(
  kinds: readonly Kind[],
  rows: readonly RecordRow[],
  period: Period,
): Figures {
  const dated = kinds.filter(({ day }) => day !== undefined);
  const byKind = new Map<string, RecordRow[]>(dated.map(({ id }) => [id, []]));
  for (const row of rows) byKind.get(row.kind)?.push(row);
  const areas = onlyAreas(rows);
  const places = new Places();
  let open = 0;
  let outlines = 0;
  for (const kind of dated) {
    const own = byKind.get(kind.id) ?? [];
    const whole = own.filter(isWhole);
    open += whole.filter((row) => isOpenIn(kind, row, period)).length;
    outlines += own.filter((row) => isMissed(kind, row, period)).length;
    tally(kind, whole, areas, period, places);
  }
  return { from: period.from, to: period.to, ...levelsOf(dated, places.counted()), open, outlines };
}

function tally(
  kind: Kind,
  rows: readonly Whole[],
  areas: ReadonlyMap<string, string | null>,
  period: Period,
  places: Places,
): void {
  const measures = (kind.measures ?? []).filter(({ how }) => Object.hasOwn(WAYS, how));
  const areaFields = kind.fields.filter(({ ref }) => ref === "area").map(({ name }) => name);
  const chains = chainsOf(measures, rows);
  const isLinked = linkedIn([...chains.values()]);
  const count = (some: readonly Measure[], counts: (day: Day | null) => boolean) => {
    if (some.length === 0) return;
    // The others tell nothing of these days: no year is read for a month.
    const all = rows
      .filter((row) => row.deleted !== true && (counts(countedDay(kind, row)) || isLinked(row.id)))
      .map((row) => readFact(kind, areaFields, areas, places, row, isLinked(row.id)));
    const counted = all.filter(({ day }) => counts(day));
    tallyEach(some, {
      kind,
      all,
      counted,
      counts: ({ day }) => counts(day),
      chains,
      worked: new Map(),
    });
  };
  const isStanding = ({ standing }: Measure) => standing === true;
  const happened = measures.filter((one) => !isStanding(one));
  count(happened, (day) => isIn(period, day));
  count(measures.filter(isStanding), (day) => day === null || day < period.to);
}

function tallyEach(measures: readonly Measure[], among: Among): void {
  for (const measure of measures) {
    WAYS[measure.how]?.(measure, among, ({ place: { sums } }, amount) => {
      if (amount !== 0) sums.set(measure, (sums.get(measure) ?? 0) + amount);
    });
  }
}

function linkedIn(chains: readonly Chains[]): (id: string) => boolean {
  return (id) => chains.some((one) => one.has(id));
}

function chainsOf(measures: readonly Measure[], rows: readonly Whole[]): Map<string, Chains> {
  const names = new Set(measures.flatMap(({ once_per }) => once_per ?? []));
  const linksBy = (name: string) => rows.map(({ id, content }) => [id, content[name]] as const);
  return new Map([...names].map((name) => [name, new Chains(linksBy(name))]));
}

function isOpenIn(kind: Kind, row: Whole, period: Period): boolean {
  if (row.deleted === true || kind.open_without === undefined) return false;
  const isOpen = (row.content[kind.open_without] ?? null) === null;
  return isOpen && isIn(period, countedDay(kind, row));
}

/** Whether an outline would count: a register's also from before the period. */
function isMissed(kind: Kind, row: RecordRow, period: Period): boolean {
  if (isWhole(row) || row.state === "removed") return false;
  const day = countedDay(kind, row);
  const isRegister = (kind.measures ?? []).some(({ standing }) => standing === true);
  return isIn(period, day) || (isRegister && (day === null || day < period.to));
}

function levelsOf(dated: readonly Kind[], places: readonly Place[]) {
  const listed = [...places].sort(
    (one, next) => byId(one.area, next.area) || byId(one.group, next.group),
  );
  const numbers = (some: readonly Place[]) => numbersOf(dated, some);
  return {
    rows: listed.map((one) => ({ area: one.area, group: one.group, figures: numbers([one]) })),
    areas: partsBy(listed, ({ area }) => area).map(([area, some]) => {
      return { area, figures: numbers(some) };
    }),
    groups: partsBy(listed, ({ group }) => group).map(([group, some]) => {
      return { group, figures: numbers(some) };
    }),
    totals: numbers(listed),
  };
}

function partsBy(
  listed: readonly Place[],
  idOf: (place: Place) => string | null,
): [string | null, Place[]][] {
  const found = new Map<string | null, Place[]>();
  for (const one of listed) {
    const known = found.get(idOf(one));
    if (known) known.push(one);
    else found.set(idOf(one), [one]);
  }
  return [...found].sort(([one], [next]) => byId(one, next));
}

/** What has no id comes last. */
function byId(one: string | null, next: string | null): number {
  if (one === null || next === null) return Number(one === null) - Number(next === null);
  return byUnit(one, next);
}

function numbersOf(dated: readonly Kind[], places: readonly Place[]): Numbers {
  const added = new Map<Measure, number>();
  for (const { sums } of places) {
    for (const [measure, amount] of sums) added.set(measure, (added.get(measure) ?? 0) + amount);
  }
  return Object.fromEntries(
    dated.map(({ id, measures = [] }) => [
      id,
      Object.fromEntries(measures.map((one) => [one.id, numberOf(one, measures, added)])),
    ]),
  );
}

function numberOf(
  measure: Measure,
  all: readonly Measure[],
  added: ReadonlyMap<Measure, number>,
): number | null {
  if (measure.how !== "share") return added.get(measure) ?? 0;
  const sumOf = (names: readonly string[] = []) =>
    all.filter(({ id }) => names.includes(id)).reduce((sum, one) => sum + (added.get(one) ?? 0), 0);
  const whole = sumOf(measure.whole);
  return whole === 0 ? null : Math.floor((2000 * sumOf(measure.part) + whole) / (2 * whole));
}
