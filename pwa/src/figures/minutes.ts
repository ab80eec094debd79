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
const ZERO = 48; // the character 0
const VIETNAM_MIN = 7 * HOUR_MIN;
/** What the server takes for a moment (server/kinds/values.py). */
const MOMENT =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):[0-5]\d(?:\.\d{1,9})?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const DAYS_UP_TO_1970 = 719_468; // from 1 March of the year 0
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The minute, counted from 1970 in Vietnam, of RFC 3339 text; null for anything else. */
export function minuteOf(value: unknown): number | null {
  if (typeof value !== "string" || !MOMENT.test(value)) return null;
  const days = daysSince1970(four(value), two(value, 5), two(value, 8));
  if (days === null) return null;
  const local = days * DAY_MIN + two(value, 11) * HOUR_MIN + two(value, 14);
  return local - offsetOf(value) + VIETNAM_MIN;
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

/** Give what tells the minutes of spans that lie within these hours of the day, over all days. */
export function lengthWithin({ starts, ends }: Window): (spans: readonly Span[]) => number {
  const opens = minuteOfDay(starts);
  const closes = minuteOfDay(ends);
  const lasts = closes > opens ? closes - opens : closes - opens + DAY_MIN;
  return (spans) =>
    spans.reduce(
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
  return two(text, 0) * HOUR_MIN + two(text, 3);
}

/** Null for a day that no calendar of the years taken has. */
function daysSince1970(year: number, month: number, day: number): number | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || day < 1) return null;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const lasts = (MONTH_DAYS[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0);
  if (day > lasts) return null;
  // Years from March on, so that a leap day is the last.
  const from = month > 2 ? year : year - 1;
  const leaps = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  const months = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return from * 365 + leaps + months + day - 1 - DAYS_UP_TO_1970;
}

/** The minutes that end a text: "+07:00", "-04:15" or "Z". */
function offsetOf(text: string): number {
  if (text.endsWith("Z")) return 0;
  const at = text.length - 5;
  const minutes = two(text, at) * HOUR_MIN + two(text, at + 3);
  return text[at - 1] === "-" ? -minutes : minutes;
}

/** The digits are read one by one: years of records are read while a person waits. */
function two(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
}

function four(text: string): number {
  return two(text, 0) * 100 + two(text, 2);
}
