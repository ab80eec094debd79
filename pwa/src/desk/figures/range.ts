/** The days looked at, as the address says them: from the first one, before the second. */

import { type Period, periodOf } from "../../figures/period.ts";
import { addDays, type Day, isDay } from "../../lib/dates.ts";

/** The period that an address asks for; the police month of today where it asks for none. */
export function periodAsked(query: URLSearchParams, today: Day): Period {
  const from = query.get("from") ?? "";
  const to = query.get("to") ?? "";
  return isDay(from) && isDay(to) && from < to ? { from, to } : periodOf(today);
}

/** Whether it is a police month, from the 15th to the 14th. */
export function isMonth({ from, to }: Period): boolean {
  const month = periodOf(from);
  return month.from === from && month.to === to;
}

/** The period before (-1) or after (1): of a police month the next one, else as many days; null:
 * the years that are taken end there. */
export function besides(period: Period, way: -1 | 1): Period | null {
  const { from, to } = period;
  const next = isMonth(period) ? periodOf(way < 0 ? addDays(from, -1) : to) : shifted(period, way);
  return isDay(next.from) && isDay(next.to) ? next : null;
}

function shifted({ from, to }: Period, way: -1 | 1): Period {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) * way;
  return { from: addDays(from, days), to: addDays(to, days) };
}

const DAY_MS = 24 * 60 * 60 * 1000;
