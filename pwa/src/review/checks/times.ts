/** Times that cannot be, or hardly: too long, not over yet, over before they began. */

import { dayOf, isDay, isMoment, minutesBetween } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";
import { type Check, placeAt, type TimesFlag } from "./flag.ts";

/** A night of more hours is rare, and then worth a look. */
export const LONGEST_MINUTES = 7 * 60;
/** Phones' clocks differ a little. */
const AHEAD_MINUTES = 10;

const BETWEEN_TIMES = new Set(["not_before", "span_at_most_h"]);

export const checkTimes: Check = ({ kind, content, breaches, around }) => {
  const start = kind.day === undefined ? undefined : content[kind.day];
  const end = kind.open_without === undefined ? undefined : content[kind.open_without];
  const own = [
    ...ahead(kind.day, start, around.now),
    ...ahead(kind.open_without, end, around.now),
    ...span(kind.open_without, start, end),
  ];
  const told = new Set(own.map(({ field }) => field));
  const ruled = breaches
    .filter(({ rule }) => BETWEEN_TIMES.has(rule.how))
    .map(({ path, rule }) => ({ place: placeAt(path), message: rule.message }))
    .filter(({ place }) => !told.has(place.field));
  return [...own, ...ruled.map(({ place, message }) => ruleFlag(place, message))];
};

function ruleFlag(
  place: ReturnType<typeof placeAt>,
  message: Extract<TimesFlag["detail"], { why: "rule" }>["message"],
): TimesFlag {
  return { check: "times", ...place, detail: { why: "rule", message } };
}

function ahead(field: string | undefined, value: Json | undefined, now: Date): TimesFlag[] {
  if (field === undefined || typeof value !== "string" || !isMoment(value)) return [];
  if (isDay(value)) {
    if (value <= dayOf(now)) return [];
    const minutes = minutesBetween(`${dayOf(now)}T00:00:00Z`, `${value}T00:00:00Z`);
    return [{ check: "times", field, detail: { why: "future", minutes } }];
  }
  const minutes = minutesBetween(now, value);
  if (minutes <= AHEAD_MINUTES) return [];
  return [{ check: "times", field, detail: { why: "future", minutes } }];
}

function span(
  field: string | undefined,
  start: Json | undefined,
  end: Json | undefined,
): TimesFlag[] {
  if (field === undefined || typeof start !== "string" || typeof end !== "string") return [];
  if (!isMoment(start) || !isMoment(end)) return [];
  const minutes = minutesBetween(start, end);
  if (minutes < 0) {
    return [{ check: "times", field, detail: { why: "backwards", minutes: -minutes } }];
  }
  if (minutes <= LONGEST_MINUTES) return [];
  return [{ check: "times", field, detail: { why: "long", minutes } }];
}
