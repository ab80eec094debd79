/** A record as figures see it: its day and its place. */

import type { Content, Kind, Measure } from "../kinds/kind.ts";
import { type Day, dayOf, isDay } from "../lib/dates.ts";
import type { Json } from "../lib/json.ts";
import type { RecordRow } from "../lib/wire.ts";
import { minuteOf } from "./minutes.ts";

/** A row that is whole. */
export type Whole = RecordRow & { readonly content: Content };

/** Where figures are counted: a village and the group whose stream it is; null for none. */
export interface Place {
  readonly area: string | null;
  readonly group: string | null;
  readonly sums: Map<Measure, number>;
}

/** One record that stands. `day`: that it counts on; `isLinked`: in a chain of several. */
export interface Fact {
  readonly id: string;
  readonly content: Content;
  readonly day: Day | null;
  readonly place: Place;
  readonly isLinked: boolean;
}

/** Every place that a record named, one object each. */
export class Places {
  readonly #known = new Map<string, Place>();

  at(area: string | null, group: string | null): Place {
    const key = `${area}\n${group}`;
    let place = this.#known.get(key);
    if (!place) {
      place = { area, group, sums: new Map() };
      this.#known.set(key, place);
    }
    return place;
  }

  /** Those where something counts. */
  counted(): Place[] {
    return [...this.#known.values()].filter(({ sums }) => sums.size > 0);
  }
}

const NO_DAY = "9999"; // after every day

export function isWhole(row: RecordRow): row is Whole {
  return row.content !== undefined;
}

/** `areas`: the only area of each group that has but one. */
export function readFact(
  kind: Kind,
  areaFields: readonly string[],
  areas: ReadonlyMap<string, string | null>,
  places: Places,
  row: Whole,
  isLinked: boolean,
): Fact {
  const { id, content } = row;
  const group = groupOf(row);
  const named = areaFields.find((name) => typeof content[name] === "string");
  // An empty text names no area, as on the server.
  const own = named === undefined ? "" : String(content[named]);
  const area = own || (group && areas.get(group)) || null;
  return { id, content, day: countedDay(kind, row), place: places.at(area, group), isLinked };
}

/** The day that the server says a record counts on, else the day that it tells itself. */
export function countedDay(kind: Kind, row: RecordRow): Day | null {
  if (typeof row.counted_on === "string") return row.counted_on;
  return occurredOn(row.content?.[kind.day ?? ""]) ?? row.occurred_on ?? null;
}

/** Put records in the order of the day they count on: what comes late moves nothing counted. */
export function isBefore(kind: Kind, one: Fact, other: Fact): boolean {
  const [day, next] = [one.day ?? NO_DAY, other.day ?? NO_DAY];
  if (day !== next) return day < next;
  const [start, after] = [startOf(kind, one), startOf(kind, other)];
  return start === after ? one.id < other.id : start < after;
}

/** For each group its area, null for one with several: nobody can say which it was. */
export function onlyAreas(rows: readonly RecordRow[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const { id, kind, content } of rows) {
    if (kind !== "group" || content === undefined) continue;
    const areas = content["areas"];
    const only = Array.isArray(areas) && areas.length === 1 ? areas[0] : null;
    found.set(id, typeof only === "string" ? only : null);
  }
  return found;
}

/** The form that texts of the same code share: composed, small letters, no blank ends. */
export function oneText(value: string): string {
  return value.normalize("NFC").toLowerCase().normalize("NFC").trim();
}

function startOf(kind: Kind, { content }: Fact): number {
  return minuteOf(content[kind.day ?? ""]) ?? 0;
}

function groupOf({ stream }: RecordRow): string | null {
  const colon = stream.indexOf(":");
  return (colon >= 0 && stream.slice(colon + 1)) || null;
}

function occurredOn(value: Json | undefined): Day | null {
  if (typeof value !== "string") return null;
  if (minuteOf(value) !== null) return dayOf(value);
  return isDay(value) ? value : null;
}
