import assert from "node:assert/strict";
import { test } from "node:test";
import { lateArrival } from "../../src/desk/queue/arrival.ts";
import { aPatrolRow, kindOf } from "../support/desk.ts";

const PATROL = kindOf("patrol");

test("what came more than a day after it happened says when", () => {
  const at = (received_at: string | null) =>
    lateArrival(PATROL, aPatrolRow(1, { received_at }))?.toISOString() ?? null;

  assert.equal(at("2026-11-21T13:05:00+00:00"), null);
  assert.equal(at("2026-11-21T13:05:01+00:00"), "2026-11-21T13:05:01.000Z");
  assert.equal(at(null), null);
});

test("where only the day is known, its end counts", () => {
  const kind = kindOf("mediation");
  const at = (received_at: string) =>
    lateArrival(kind, aPatrolRow(1, { kind: "mediation", content: {}, received_at })) !== null;

  assert.equal(at("2026-11-21T23:00:00+07:00"), false);
  assert.equal(at("2026-11-22T00:00:01+07:00"), true);
  assert.equal(lateArrival(kind, aPatrolRow(1, { content: {}, occurred_on: null })), null);
});
