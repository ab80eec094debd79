/**
 * Days and times as Vietnam's clocks show them.
 *
 * A day is ISO text ("2026-11-21"), a moment RFC 3339 text with offset. Vietnam has one time zone
 * and no summer time, so the offset is fixed: a phone set to another zone still writes and shows
 * the village's hour. Nothing here asks what time it is.
 */

export type Day = string;
export type Moment = string;

export const VIETNAM_OFFSET = "+07:00";
export const FIRST_YEAR = 2000; // the years that the server takes
export const LAST_YEAR = 2100;

const OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export interface DayParts {
  year: number;
  month: number;
  day: number;
}

/** The day of these parts, or null when no calendar of the years taken has it. */
export function makeDay({ year, month, day }: DayParts): Day | null {
  const made = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return isDay(made) ? made : null;
}

export function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (!parts) return false;
  const year = Number(parts[1]);
  const utc = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(utc.getTime()) && utc.toISOString().startsWith(text);
  return exists && year >= FIRST_YEAR && year <= LAST_YEAR;
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** Whether this is a moment at all; the functions below take nothing else. */
export function isMoment(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/** Year, month (1 to 12) and day of a day. */
export function partsOf(day: Day): DayParts {
  const [year, month, date] = day.split("-").map(Number);
  return { year: year ?? 0, month: month ?? 0, day: date ?? 0 };
}

/** The day it is in Vietnam at this moment. */
export function dayOf(moment: Moment | Date): Day {
  return inVietnam(moment).toISOString().slice(0, 10);
}

/** The time of day in Vietnam at this moment, as "20:05". */
export function timeOf(moment: Moment | Date): string {
  return inVietnam(moment).toISOString().slice(11, 16);
}

/** The moment when Vietnam's clocks show this day and time ("20:05"). */
export function momentOf(day: Day, time: string): Moment {
  return `${day}T${time}:00${VIETNAM_OFFSET}`;
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** Whole minutes from one moment to the other; negative when the other is earlier. */
export function minutesBetween(from: Moment | Date, to: Moment | Date): number {
  return Math.floor((msOf(to) - msOf(from)) / MINUTE_MS);
}

function inVietnam(moment: Moment | Date): Date {
  return new Date(msOf(moment) + OFFSET_MS);
}

function msOf(moment: Moment | Date): number {
  return typeof moment === "string" ? Date.parse(moment) : moment.getTime();
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
