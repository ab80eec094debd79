import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays,
  dayOf,
  isDay,
  isTime,
  makeDay,
  minutesBetween,
  momentOf,
  timeOf,
  weekdayOf,
} from "../../src/lib/dates.ts";

test("a moment is shown by Vietnam's clocks, whatever zone it was written in", () => {
  assert.equal(dayOf("2026-11-21T20:05:00+07:00"), "2026-11-21");
  assert.equal(timeOf("2026-11-21T20:05:00+07:00"), "20:05");
  assert.equal(dayOf("2026-11-21T18:30:00Z"), "2026-11-22");
  assert.equal(timeOf(new Date("2026-11-21T18:30:00Z")), "01:30");
});

test("a day and a time make the moment that gives them back", () => {
  const moment = momentOf("2026-11-21", "23:59");

  assert.equal(moment, "2026-11-21T23:59:00+07:00");
  assert.equal(dayOf(moment), "2026-11-21");
  assert.equal(timeOf(moment), "23:59");
});

test("only days that a calendar has, within the years that are taken", () => {
  assert.equal(makeDay({ year: 2028, month: 2, day: 29 }), "2028-02-29");
  assert.equal(makeDay({ year: 2026, month: 2, day: 29 }), null);
  assert.equal(makeDay({ year: 2026, month: 13, day: 1 }), null);
  assert.equal(makeDay({ year: 26, month: 1, day: 1 }), null);
  assert.ok(isDay("2100-12-31"));
  assert.ok(!isDay("2101-01-01"));
  assert.ok(!isDay("1999-12-31"));
  assert.ok(!isDay("21/11/2026"));
});

test("hours run from 00:00 to 23:59", () => {
  assert.ok(isTime("00:00"));
  assert.ok(isTime("23:59"));
  assert.ok(!isTime("24:00"));
  assert.ok(!isTime("8:05"));
});

test("days are counted across months and years", () => {
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2028-03-01", -1), "2028-02-29");
  assert.equal(weekdayOf("2026-11-21"), 6);
  assert.equal(weekdayOf("2026-11-22"), 0);
});

test("minutes are whole, and negative backwards", () => {
  assert.equal(minutesBetween("2026-11-21T20:05:00+07:00", "2026-11-21T22:10:59+07:00"), 125);
  assert.equal(minutesBetween("2026-11-21T20:05:00+07:00", "2026-11-21T20:00:00+07:00"), -5);
});
