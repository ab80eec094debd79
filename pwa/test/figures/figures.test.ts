/** What the figures are: the cases that the server's tests share, and what a screen leans on. */

import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { kindsCounted, makeFigures } from "../../src/figures/figures.ts";
import { periodOf } from "../../src/figures/period.ts";
import { addDays } from "../../src/lib/dates.ts";
import { CASES, PERIODS, SHIPPED_KINDS, withoutZeros } from "../support/figure-cases.ts";

for (const [name, one] of CASES) {
  test(`${name}: ${one.about}`, () => {
    const figures = makeFigures(SHIPPED_KINDS, one.records, one);

    deepEqual(withoutZeros(figures, Object.keys(one.expected)), one.expected);
  });
}

test("figures are made of what has a day, and of groups for their villages", () => {
  deepEqual(kindsCounted(SHIPPED_KINDS).sort(), ["camera", "group", "mediation", "patrol"]);
});

test("there are cases", () => {
  ok(CASES.length > 15);
});

test("every figure is told, also where it is zero", () => {
  const { totals } = makeFigures(SHIPPED_KINDS, [], periodOf("2026-11-01"));

  equal(totals["patrol"]?.["sessions"], 0);
  equal(totals["mediation"]?.["settled_share"], null);
  deepEqual(Object.keys(totals).sort(), ["camera", "mediation", "patrol"]);
});

test("a measure of a way that this app does not know is zero, and the others stand", () => {
  const kinds = SHIPPED_KINDS.map((kind) => ({
    ...kind,
    measures: kind.measures?.map((one) => (one.id === "hours" ? { ...one, how: "newer" } : one)),
  }));
  const records = CASES.find(([name]) => name === "midnight.json")?.[1].records ?? [];

  const { totals } = makeFigures(kinds as typeof SHIPPED_KINDS, records, periodOf("2026-11-08"));

  equal(totals["patrol"]?.["hours"], 0);
  equal(totals["patrol"]?.["night_hours"], 420);
});

for (const [day, [from, to]] of PERIODS) {
  test(`${day} lies in the police month from ${from}`, () => {
    deepEqual(periodOf(day), { from, to });
  });
}

test("every day lies in the period that is its own", () => {
  const days = Array.from({ length: 800 }, (_, count) => addDays("2027-01-01", count));

  for (const day of days) ok(periodOf(day).from <= day && day < periodOf(day).to, day);
});
