import assert from "node:assert/strict";
import { test } from "node:test";
import { differencesOf } from "../../src/desk/record/differences.ts";
import type { Speaker } from "../../src/forms/say-value.ts";
import { desk } from "../../src/i18n/vi/desk.ts";
import { learn } from "../../src/i18n/words.ts";
import type { Change, Step } from "../../src/review/history.ts";
import { kindNamed } from "../support/kind-files.ts";

learn(desk);

const speaker: Speaker = { options: () => [], today: "2026-11-21" };

test("what another value took the place of is told, the last first", () => {
  const steps = [
    step("create", { field: "lens_count", before: null, after: 1, isTaken: true }),
    step("edit", { field: "lens_count", before: 1, after: 2, isTaken: true }),
    step("edit", { field: "place_text", before: "Cổng chợ", after: null, isTaken: true }),
  ];

  assert.deepEqual(said("camera", steps), [
    "Gọi chỗ này là gì: bỏ Cổng chợ",
    "Số mắt: trước là 1 mắt, nay là 2 mắt",
  ]);
});

test("what was added while it was being written is no difference", () => {
  const steps = [step("edit", { field: "lens_count", before: null, after: 2, isTaken: true })];

  assert.deepEqual(said("camera", steps), []);
});

test("what stands beside until somebody chooses is told as that", () => {
  const steps = [step("edit", { field: "lens_count", before: 1, after: 4, isTaken: false })];

  assert.deepEqual(said("camera", steps), ["Số mắt: muốn ghi 4 mắt, còn để bên cạnh"]);
});

test("of an item its inner field is named; what no field is called is left to the way", () => {
  const steps = [
    step("edit", {
      field: "findings/1",
      inner: "place_text",
      before: "Cột 14",
      after: "Cột 15",
      isTaken: true,
    }),
    step("move", { field: "stream", before: "log:a", after: "log:b", isTaken: true }),
  ];

  assert.deepEqual(said("patrol", steps), [
    "Việc phát hiện, ở chỗ nào: trước là Cột 14, nay là Cột 15",
  ]);
});

function said(kind: string, steps: readonly Step[]): string[] {
  const found = differencesOf(steps, kindNamed(kind), speaker);
  return found.map(({ words }) => words.replaceAll("\u00a0", " "));
}

function step(act: string, change: Change): Step {
  return {
    id: act,
    act,
    person: "p",
    at: null,
    receivedAt: null,
    clockOffsetMs: 0,
    verdict: "applied",
    changes: [change],
    said: {},
    purged: [],
  };
}
