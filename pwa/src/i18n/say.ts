/** Days, hours, durations and numbers, said in the language shown. */

import { addDays, type Day, dayOf, type Moment, partsOf, timeOf, weekdayOf } from "../lib/dates.ts";
import { lunarDateOf } from "../lib/lunar.ts";
import { keepTogether, writeNumber } from "../lib/words.ts";
import { language } from "./language.ts";
import { type PlainKey, t } from "./t.ts";

const WEEKDAYS: readonly PlainKey[] = [
  "day.sunday",
  "day.monday",
  "day.tuesday",
  "day.wednesday",
  "day.thursday",
  "day.friday",
  "day.saturday",
];

/** "18.858", "94,42". */
export function sayNumber(value: number, decimals?: number): string {
  return writeNumber(value, language.value, decimals);
}

/** "21/11", and "21/11/2025" where the year is not today's. */
export function sayShortDay(day: Day, today: Day): string {
  const { year, month, day: date } = partsOf(day);
  const short = `${date}/${month}`;
  return year === partsOf(today).year ? short : `${short}/${year}`;
}

/** "Thứ Bảy, 21/11". */
export function sayDay(day: Day, today: Day): string {
  const weekday = t(WEEKDAYS[weekdayOf(day)] ?? "day.sunday");
  return t("day.with_weekday", { weekday: keepTogether(weekday), day: sayShortDay(day, today) });
}

/** "13/10 âm lịch"; the second of two equal months is said to be so. */
export function sayLunarDay(day: Day): string {
  const lunar = lunarDateOf(day);
  const short = `${lunar.day}/${lunar.month}`;
  return lunar.isLeap ? t("day.lunar_leap", { day: short }) : t("day.lunar", { day: short });
}

/** "2 giờ 5 phút", "45 phút", "3 giờ"; less than a minute is "0 phút". */
export function sayDuration(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  const parts: string[] = [];
  if (hours > 0) parts.push(t("day.hours", { count: hours }));
  if (rest > 0 || hours === 0) parts.push(t("day.minutes", { count: rest }));
  return parts.map(keepTogether).join(" ");
}

/** "17:40 hôm nay", "17:40 hôm qua", "17:40 ngày 19/11". */
export function sayWhen(moment: Moment, now: Date): string {
  const today = dayOf(now);
  const day = dayOf(moment);
  const time = timeOf(moment);
  if (day === today) return t("day.time_today", { time });
  if (day === addDays(today, -1)) return t("day.time_yesterday", { time });
  return t("day.time_on_day", { time, day: sayShortDay(day, today) });
}

/** "bác Bảy, bác Lan và anh Thịnh". */
export function sayList(names: readonly string[]): string {
  const kept = names.map(keepTogether);
  const last = kept.at(-1) ?? "";
  if (kept.length < 2) return last;
  return t("day.list", { first: kept.slice(0, -1).join(", "), last });
}
