import assert from "node:assert/strict";
import { test } from "node:test";
import { isDue } from "../../src/session/install.ts";

const NOW_MS = Date.parse("2026-11-21T20:05:00+07:00");
const DAY_MS = 24 * 60 * 60 * 1000;

test("installing is offered at once, then a week apart, three times in all", () => {
  assert.equal(isDue([], NOW_MS), true);
  assert.equal(isDue([NOW_MS - 6 * DAY_MS], NOW_MS), false);
  assert.equal(isDue([NOW_MS - 7 * DAY_MS], NOW_MS), true);
  assert.equal(isDue([NOW_MS - 14 * DAY_MS, NOW_MS - DAY_MS], NOW_MS), false);
  assert.equal(isDue([NOW_MS - 14 * DAY_MS, NOW_MS - 7 * DAY_MS], NOW_MS), true);
  assert.equal(
    isDue(
      [21, 14, 7].map((days) => NOW_MS - days * DAY_MS),
      NOW_MS,
    ),
    false,
  );
});

test("a clock that ran ahead and was set right does not keep the offer away", () => {
  const fiveYearsAhead = NOW_MS + 5 * 365 * DAY_MS;

  assert.equal(isDue([fiveYearsAhead], NOW_MS), true);
});
