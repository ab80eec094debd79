/**
 * Spans of time in whole minutes of Vietnam's clock, so that sums are exact.
 *
 * Seconds are dropped before anything is added: the figure is what a reader works out from the
 * times that a record shows. Vietnam has one offset and no summer time, so every day has 1,440
 * minutes.
 */

import type { Window } from "../kinds/kind.ts";
import { FIRST_YEAR, LAST_YEAR } from "../lib/dates.ts";

/** From its first minute up to its second. */
export type Span = readonly [number, number];

const HOUR_MIN = 60;
const DAY_MIN = 24 * HOUR_MIN;
const MINUTE_MS = 60_000;
const VIETNAM_MIN = 7 * HOUR_MIN;
/** What the server takes for a moment (server/kinds/values.py). */
const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):[0-5]\d(?:\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The minute, counted from 1970 in Vietnam, of RFC 3339 text; null for anything else. */
export function minuteOf(value: unknown): number | null {
  const parts = typeof value === "string" ? MOMENT.exec(value) : null;
  if (!parts) return null;
  const [, year = "", month = "", day = "", hour, minute, offset = "Z"] = parts;
  const days = daysSince1970(Number(year), Number(month), Number(day));
  if (days === null) return null;
  const local = days * DAY_MIN + Number(hour) * HOUR_MIN + Number(minute);
  return local - minutesOfOffset(offset) + VIETNAM_MIN;
}

/** The part of a span that lies in another; it ends before it starts where there is none. */
export function within([start, end]: Span, outer: Span): Span {
  return [Math.max(start, outer[0]), Math.min(end, outer[1])];
}

/** What is left of a span without the pauses; where two overlap, it is taken off once. */
export function less(span: Span, pauses: readonly Span[]): Span[] {
  const left: Span[] = [];
  let start = span[0];
  const end = span[1];
  const inside = pauses.map((pause) => within(pause, span)).sort(([one], [next]) => one - next);
  for (const [begin, until] of inside) {
    if (begin >= until || until <= start) continue;
    if (begin > start) left.push([start, begin]);
    start = until;
  }
  if (start < end) left.push([start, end]);
  return left;
}

/** The minutes of spans that do not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** The minutes of the spans that lie within these hours of the day, over all days. */
export function lengthInWindow(spans: readonly Span[], { starts, ends }: Window): number {
  const opens = minuteOfDay(starts);
  const closes = minuteOfDay(ends);
  const lasts = closes > opens ? closes - opens : closes - opens + DAY_MIN;
  return spans.reduce(
    (sum, [start, end]) => sum + before(end - opens, lasts) - before(start - opens, lasts),
    0,
  );
}

/** The minutes of all windows up to this minute; they begin at 0 of each day. */
function before(minute: number, lasts: number): number {
  const days = Math.floor(minute / DAY_MIN);
  return days * lasts + Math.min(minute - days * DAY_MIN, lasts);
}

function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * HOUR_MIN + Number(text.slice(3));
}

/** Null for a day that no calendar of the years taken has. */
function daysSince1970(year: number, month: number, day: number): number | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return null;
  const at = Date.UTC(year, month - 1, day);
  // A day that the month has not rolls over into the next.
  if (day > 28 && new Date(at).getUTCDate() !== day) return null;
  return at / (DAY_MIN * MINUTE_MS);
}

function minutesOfOffset(offset: string): number {
  if (offset === "Z") return 0;
  const minutes = minuteOfDay(offset.slice(1));
  return offset.startsWith("-") ? -minutes : minutes;
}
