import assert from "node:assert/strict";
import { test } from "node:test";
import { wasHash } from "../../src/lib/canonical.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import type { Verdict } from "../../src/lib/wire.ts";
import { clockOffsetAt, stepsOf } from "../../src/review/history.ts";
import type { PastAct } from "../../src/sync/record-fetch.ts";

const AT = "2026-11-20T20:00:00.000Z";
const KEYS = { findings: "id" };
let made = 0;

function past(act: string, parts: JsonObject = {}, verdict: Verdict = "applied"): PastAct {
  made += 1;
  const mutation = { id: `m${made}`, person: "p", act, at: AT, clock_offset_ms: 0, ...parts };
  return { mutation, verdict, seq: made, received_at: AT };
}

function changesIn(...acts: readonly PastAct[]): unknown[] {
  return (stepsOf(acts, KEYS).at(-1)?.changes ?? []).map(({ field, inner, before, after }) =>
    inner === undefined ? [field, before, after] : [field, inner, before, after],
  );
}

test("each act tells what stood before and what stands after it", () => {
  const create = past("create", { content: { situation: "binh_thuong", area: "a" } });
  const edit = past("edit", { content: { situation: "co_viec", area: "a", route: "r" } });
  const clear = past("edit", { content: { area: null } });

  assert.deepEqual(changesIn(create), [
    ["situation", null, "binh_thuong"],
    ["area", null, "a"],
  ]);
  assert.deepEqual(changesIn(create, edit), [
    ["situation", "binh_thuong", "co_viec"],
    ["route", null, "r"],
  ]);
  assert.deepEqual(changesIn(create, edit, clear), [["area", "a", null]]);
});

test("of a list the items that changed are told, and within them the fields", () => {
  const one = { id: "f1", finding_type: "rac_thai", description: "Đổ rác" };
  const create = past("create", { content: { findings: [one] } });
  const edit = past("edit", {
    content: {
      findings: [{ ...one, description: "Đổ rác ở cống", outcome: "da_xong" }, { id: "f2" }],
    },
  });
  const drop = past("edit", { content: { findings: [{ id: "f1", removed: true }] } });
  const again = past("edit", { content: { findings: [one] } });

  assert.deepEqual(changesIn(create, edit), [
    ["findings/f1", "description", "Đổ rác", "Đổ rác ở cống"],
    ["findings/f1", "outcome", null, "da_xong"],
    ["findings/f2", null, { id: "f2" }],
  ]);
  assert.deepEqual(changesIn(create, drop), [["findings/f1", one, null]]);
  assert.deepEqual(changesIn(create, drop, again), [["findings/f1", null, one]]);
});

test("what could not apply stands beside, and changes nothing of what came after", () => {
  const create = past("create", { content: { situation: "binh_thuong", area: "a" } });
  const first = past("edit", { content: { situation: "co_viec" } });
  const seen = { situation: wasHash("binh_thuong"), area: wasHash("a") };
  const late = past("edit", { content: { situation: "khac", area: "b" }, was: seen }, "conflict");
  const next = past("edit", { content: { situation: "xong" } });

  const steps = stepsOf([create, first, late, next], KEYS);

  assert.deepEqual(
    steps[2]?.changes.map(({ field, before, after, isTaken }) => [field, before, after, isTaken]),
    [
      ["situation", "co_viec", "khac", false],
      ["area", "a", "b", true],
    ],
  );
  assert.deepEqual(changesIn(create, first, late, next), [["situation", "co_viec", "xong"]]);
});

test("a removal, its undoing and a move are changes of the record", () => {
  const create = past("create", { stream: "log:a", content: { area: "a" } });
  const move = past("move", { content: { stream: "log:b" } });
  const remove = past("remove", { content: { reason: "Ghi nhầm" } });
  const back = past("resolve", { content: { removed: null } });

  assert.deepEqual(changesIn(create, move), [["stream", "log:a", "log:b"]]);
  assert.deepEqual(changesIn(create, remove), [["removed", null, "Ghi nhầm"]]);
  assert.deepEqual(changesIn(create, remove, back), [["removed", "Ghi nhầm", null]]);
});

test("reviews and notes change nothing and say what they say", () => {
  const asked = { decision: "returned", question: "Mấy giờ?" };
  const steps = stepsOf([past("create"), past("review", { content: asked })], KEYS);

  assert.deepEqual(steps[1]?.changes, []);
  assert.deepEqual(steps[1]?.said, asked);
});

test("when it was is told by the right clock, and how wrong the phone's was", () => {
  const wrong = past("create", { id: "r1", clock_offset_ms: -3_600_000 });
  const steps = stepsOf([wrong], KEYS);

  assert.equal(steps[0]?.at?.toISOString(), "2026-11-20T19:00:00.000Z");
  assert.equal(steps[0]?.receivedAt?.toISOString(), AT);
  assert.equal(clockOffsetAt(steps, "r1"), -3_600_000);
  assert.equal(clockOffsetAt(steps, "r2"), null);
});

test("what a newer server tells in other words does no harm", () => {
  const steps = stepsOf([past("stamp", { content: "x", at: null, clock_offset_ms: null })], KEYS);

  assert.deepEqual([steps[0]?.changes, steps[0]?.at, steps[0]?.said], [[], null, {}]);
});

test("what retention emptied is named", () => {
  const purge = past("purge", { person: "server", fields: ["handover_text"] });
  const emptied = past("create", { content: { area: "a" }, purged: ["handover_text"] });

  const steps = stepsOf([emptied, purge], KEYS);

  assert.deepEqual(
    steps.map(({ purged }) => purged),
    [["handover_text"], ["handover_text"]],
  );
});
