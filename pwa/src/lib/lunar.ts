/**
 * The Vietnamese lunar date of a day: months begin on the day of the new moon at Vietnam's meridian
 * (UTC+7), month 11 holds the winter solstice, and a year of thirteen months repeats the first
 * month without a major solar term.
 *
 * Rules: Ho Ngoc Duc, "Calculation of the Vietnamese lunar calendar" (2004). Astronomy: J. Meeus,
 * Astronomical Algorithms (2nd ed., 1998), chapter 25 for the sun, chapter 49 for the new moon, and
 * Espenak and Meeus (2006) for Delta T, cut to what days from 2000 to 2100 need (about a minute).
 */

import { type Day, partsOf } from "./dates.ts";

export interface LunarDate {
  year: number;
  month: number;
  day: number;
  /** The second of two months with one number. */
  isLeap: boolean;
}

const ZONE_DAYS = 7 / 24;
const SYNODIC_MONTH_DAYS = 29.530588861;
const FIRST_NEW_MOON_JDE = 2451550.09766; // of 2000, k = 0 in Meeus
const EPOCH_2000_JD = 2451545;
const CENTURY_DAYS = 36525;
const JD_OF_UNIX_EPOCH = 2440588; // the noon of 1970-01-01
const DAY_MS = 24 * 60 * 60 * 1000;
const WINTER_SOLSTICE_TERM = 9; // the ninth arc of 30 degrees from the spring equinox
const MONTH_OF_SOLSTICE = 11;

/** The lunar date of a day of 2000 to 2100. */
export function lunarDateOf(day: Day): LunarDate {
  const today = dayNumber(day);
  const moon = moonOf(today);
  const { year } = partsOf(day);
  const ends = solsticeMoon(year);
  const isBefore = moon < ends;
  const from = isBefore ? solsticeMoon(year - 1) : ends;
  const to = isBefore ? ends : solsticeMoon(year + 1);
  const named = nameMonth(moon - from, leapAfter(from, to));
  const isOldYear = named.month >= MONTH_OF_SOLSTICE && isBefore;
  return { ...named, day: today - newMoonDay(moon) + 1, year: isOldYear ? year - 1 : year };
}

/** How many months after the solstice month the leap month stands; null in a year of twelve. */
function leapAfter(from: number, to: number): number | null {
  if (to - from < 13) return null;
  for (let after = 1; after < 13; after += 1) {
    const begins = solarTerm(newMoonDay(from + after));
    if (begins === solarTerm(newMoonDay(from + after + 1))) return after;
  }
  throw new RangeError(`thirteen months from new moon ${from}, and none of them leap`);
}

function nameMonth(after: number, leap: number | null): { month: number; isLeap: boolean } {
  const counted = leap !== null && after >= leap ? after - 1 : after;
  return { month: ((counted + MONTH_OF_SOLSTICE - 1) % 12) + 1, isLeap: after === leap };
}

/** The number of the new moon that began the month holding December's solstice of this year. */
function solsticeMoon(year: number): number {
  const moon = moonOf(dayNumber(`${year}-12-31`));
  return solarTerm(newMoonDay(moon)) >= WINTER_SOLSTICE_TERM ? moon - 1 : moon;
}

/** The number of the last new moon on or before this day. */
function moonOf(day: number): number {
  const guess = Math.round((day - FIRST_NEW_MOON_JDE) / SYNODIC_MONTH_DAYS) + 1;
  let moon = guess;
  while (newMoonDay(moon) > day) moon -= 1;
  return moon;
}

/** Julian day number, at noon, of a Gregorian day. */
function dayNumber(day: Day): number {
  return JD_OF_UNIX_EPOCH + Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** Julian day number of the Vietnamese day on which new moon `k` falls. */
function newMoonDay(k: number): number {
  return Math.floor(newMoon(k) + 0.5 + ZONE_DAYS);
}

/** Julian date (UT) of new moon `k`, counted from January 2000; Meeus, chapter 49. */
function newMoon(k: number): number {
  const t = (k * SYNODIC_MONTH_DAYS) / CENTURY_DAYS;
  const mean = FIRST_NEW_MOON_JDE + SYNODIC_MONTH_DAYS * k + 0.00015437 * t * t;
  const sun = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t * t;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const correction =
    -0.4072 * sine(moon) +
    0.17241 * e * sine(sun) +
    0.01608 * sine(2 * moon) +
    0.01039 * sine(2 * latitude) +
    0.00739 * e * sine(moon - sun) -
    0.00514 * e * sine(moon + sun) +
    0.00208 * e * e * sine(2 * sun) -
    0.00111 * sine(moon - 2 * latitude) -
    0.00057 * sine(moon + 2 * latitude) +
    0.00056 * e * sine(2 * moon + sun) -
    0.00042 * sine(3 * moon) +
    0.00042 * e * sine(sun + 2 * latitude) +
    0.00038 * e * sine(sun - 2 * latitude) -
    0.00024 * e * sine(2 * moon - sun) -
    0.00017 * sine(node);
  return mean + correction - deltaTDays(t);
}

/** The arc of 30 degrees (0 to 11) in which the sun stands as this Vietnamese day begins. */
function solarTerm(day: number): number {
  return Math.floor(sunLongitude(day - 0.5 - ZONE_DAYS) / 30);
}

/** Apparent longitude of the sun in degrees, 0 to 360; Meeus, chapter 25, good to 0.01 degree. */
function sunLongitude(jd: number): number {
  const t = (jd - EPOCH_2000_JD) / CENTURY_DAYS;
  const mean = 280.46646 + 36000.76983 * t + 0.0003032 * t * t;
  const anomaly = 357.52911 + 35999.05029 * t - 0.0001537 * t * t;
  const centre =
    (1.914602 - 0.004817 * t) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly);
  const apparent = mean + centre - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}

/** Terrestrial less universal time, for centuries after 2000; the formula for 2005 to 2050. */
function deltaTDays(t: number): number {
  const years = t * 100;
  return (62.92 + 0.32217 * years + 0.005589 * years * years) / 86400;
}

function sine(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}
