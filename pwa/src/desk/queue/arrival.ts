/** When a record came in, where that was long after it happened: the queue goes by arrival. */

import type { Kind } from "../../kinds/kind.ts";
import { isDay, isMoment } from "../../lib/dates.ts";
import type { Shown } from "../../sync/overlay.ts";

const LATE_MS = 24 * 60 * 60 * 1000;

/** Give the moment that it arrived, where that was more than a day later; null: soon, or unknown. */
export function lateArrival(kind: Kind | undefined, shown: Shown): Date | null {
  const arrivedMs = Date.parse(shown.received_at ?? "");
  const happenedMs = endOf(kind, shown);
  return arrivedMs - happenedMs > LATE_MS ? new Date(arrivedMs) : null;
}

/** The moment, or the end of the day where only that is known; NaN: neither is. */
function endOf(kind: Kind | undefined, { content, occurred_on: day }: Shown): number {
  const value = kind?.day === undefined ? undefined : content?.[kind.day];
  if (typeof value === "string" && isMoment(value) && !isDay(value)) return Date.parse(value);
  return Date.parse(`${day ?? ""}T24:00:00+07:00`);
}
