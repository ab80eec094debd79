import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../src/desk/record/figures.ts";
import { walkOf } from "../../src/desk/record/walk.ts";
import type { Speaker } from "../../src/forms/say-value.ts";
import { desk } from "../../src/i18n/vi/desk.ts";
import { learn } from "../../src/i18n/words.ts";
import { kindNamed } from "../support/kind-files.ts";

learn(desk);

const speaker: Speaker = {
  options: () => [
    { id: "gate", label: "Cổng làng" },
    { id: "pump", label: "Trạm bơm" },
  ],
  today: "2026-11-21",
};
const AT = (time: string): string => `2026-11-20T${time}:00+07:00`;
const PATROL = {
  started_at: AT("20:05"),
  ended_at: AT("22:10"),
  participants: [{ member_id: "a" }, { member_id: "b", present: false }, { member_id: "c" }],
  checkpoints: [
    { id: "1", checkpoint: "gate", passed_at: AT("20:34") },
    { id: "2", checkpoint: "pump", skipped_reason: "duong_ngap" },
    { id: "3", checkpoint: "pump", passed_at: AT("21:40") },
  ],
  findings: [
    {
      id: "4",
      finding_type: "den_duong_hong",
      occurred_at: AT("21:29"),
      place_text: "Cột số 14",
      description: "Tối lắm.",
      outcome: "da_xong",
    },
    { id: "5", finding_type: "camera_hong", occurred_at: AT("21:30"), removed: true },
  ],
};

test("a patrol is told in the order of its hours, points and findings numbered alike", () => {
  const walk = walkOf(kindNamed("patrol"), PATROL, speaker);

  assert.deepEqual(
    walk.map(({ time, number, title }) => [time, number, title]),
    [
      ["20:05", null, "Bắt đầu"],
      ["20:34", 1, "Cổng làng"],
      ["", 2, "Trạm bơm"],
      ["21:29", 3, "Cột số 14"],
      ["21:40", 4, "Trạm bơm"],
      ["22:10", null, "Kết thúc"],
    ],
  );
});

test("what was found and what was passed by is said where it happened", () => {
  const walk = walkOf(kindNamed("patrol"), PATROL, speaker);

  assert.equal(walk[0]?.detail, "2 người");
  assert.equal(walk[2]?.detail, "Bỏ qua: Đường ngập");
  assert.match(walk[3]?.detail ?? "", /^Tối lắm\. [^.]+$/);
  assert.deepEqual([walk[3]?.strong, walk[3]?.isFinding], ["Đèn đường hỏng", true]);
});

test("a patrol without hours is told all the same", () => {
  const walk = walkOf(kindNamed("patrol"), { checkpoints: PATROL.checkpoints }, speaker);

  assert.deepEqual(
    walk.map(({ number }) => number),
    [1, 2, 3],
  );
});

test("the figures of a patrol count what is there and leave out what is not", () => {
  const said = figuresOf(kindNamed("patrol"), PATROL, speaker);
  const bare = figuresOf(kindNamed("patrol"), { started_at: AT("20:05") }, speaker);

  assert.deepEqual(
    said.map(({ words }) => words.replaceAll("\u00a0", " ")),
    ["2 giờ 5 phút", "2", "2", "1"],
  );
  assert.deepEqual(
    bare.map(({ words }) => words),
    ["0", "0", "0"],
  );
});

test("the figures of any other kind come from its columns", () => {
  const camera = figuresOf(
    kindNamed("camera"),
    { lens_count: 2, place_text: "Ngã ba", status: "hoat_dong" },
    speaker,
  );

  assert.deepEqual(camera.length, 2);
  assert.match(camera[0]?.words ?? "", /^2 /);
});
