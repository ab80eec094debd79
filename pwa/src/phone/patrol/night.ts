/** When the night theme is offered: the hours in which it is dark all year round. */

import { timeOf } from "../../lib/dates.ts";

const FROM = "18:00";
const UNTIL = "05:00";

export function isDark(now: Date): boolean {
  const time = timeOf(now);
  return time >= FROM || time < UNTIL;
}
