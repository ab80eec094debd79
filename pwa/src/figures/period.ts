/** The days that figures are taken of: by default the commune police's month, 15th to 14th. */

import { type Day, partsOf } from "../lib/dates.ts";

const FIRST_DAY_OF_MONTH = 15;
const MONTHS = 12;

/** From `from` on and before `to`: half open, the 15th to the 15th. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** Whether a day lies in it; no day lies in none. */
export function isIn({ from, to }: Period, day: Day | null): boolean {
  return day !== null && from <= day && day < to;
}

/** The police month of a day: the 15th of one month up to the 14th of the next. */
export function periodOf(day: Day): Period {
  const { year, month, day: date } = partsOf(day);
  const first = year * MONTHS + month - 1 - (date >= FIRST_DAY_OF_MONTH ? 0 : 1);
  return { from: fifteenth(first), to: fifteenth(first + 1) };
}

/** `months` counts from the year 0. */
function fifteenth(months: number): Day {
  const year = String(Math.floor(months / MONTHS)).padStart(4, "0");
  const month = String((months % MONTHS) + 1).padStart(2, "0");
  return `${year}-${month}-${FIRST_DAY_OF_MONTH}`;
}
