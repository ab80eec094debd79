/** Figures in words: cells, and the days that they are of. */

import type { Period } from "../../figures/period.ts";
import { sayDuration, sayNumber, sayShortDay } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Measure } from "../../kinds/kind.ts";
import { addDays, type Day, partsOf } from "../../lib/dates.ts";
import { isMonth } from "./range.ts";

const HOUR_MIN = 60;

/** "1.234", "94,4", hours as "264:30" so that a column adds up; "–" where nothing can be said. */
export function sayCell({ how }: Measure, value: number | null): string {
  if (value === null) return "–";
  if (isTime(how)) return sayClock(value);
  return how === "share" ? sayNumber(value / 10, 1) : sayNumber(value);
}

/** What stands under the label of a column. */
export function sayUnit({ how, unit }: Measure): string {
  return isTime(how) ? t("figures.hours_minutes") : tl(unit);
}

/** The same with its unit, where it stands alone: "12 buổi", "264 giờ 30 phút". */
export function sayAmount(measure: Measure, value: number | null): string {
  if (value === null) return "–";
  if (isTime(measure.how)) return sayDuration(value);
  return `${sayCell(measure, value)} ${tl(measure.unit)}`;
}

/** "Kỳ tháng 11: 15/10 – 14/11"; days of one's own choice without the month. */
export function sayPeriod(period: Period, today: Day): string {
  const last = addDays(period.to, -1);
  const days = `${sayShortDay(period.from, today)} – ${sayShortDay(last, today)}`;
  if (!isMonth(period)) return t("figures.days", { days });
  return t("figures.month", { month: partsOf(last).month, days });
}

function sayClock(minutes: number): string {
  const rest = String(minutes % HOUR_MIN).padStart(2, "0");
  return `${sayNumber(Math.floor(minutes / HOUR_MIN))}:${rest}`;
}

function isTime(how: string): boolean {
  return how === "hours" || how === "night_hours";
}
