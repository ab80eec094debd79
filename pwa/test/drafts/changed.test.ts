import assert from "node:assert/strict";
import { test } from "node:test";
import { changedOf } from "../../src/drafts/changed.ts";
import { finish } from "../../src/forms/finished.ts";
import type { Content } from "../../src/kinds/kind.ts";
import { kindNamed } from "../support/kind-files.ts";

const MEDIATION = kindNamed("mediation");
const PATROL = kindNamed("patrol");
const CAMERA = kindNamed("camera");

const HELD: Content = {
  received_on: "2026-11-19",
  category: "mau_thuan",
  sub_category: "tieng_on",
  story: "Loa to. ", // another program's space
  mediators: ["m1"],
  outcome: "thanh",
  written_agreement: true,
};

function corrected(kind: typeof MEDIATION, base: Content, changes: Content): Content {
  return changedOf(kind, finish(kind, { ...base, ...changes }, base), base);
}

test("a correction sends what was changed and nothing else", () => {
  assert.deepEqual(corrected(MEDIATION, HELD, { sub_category: "ve_sinh" }), {
    sub_category: "ve_sinh",
  });
});

test("a form that was only looked at sends nothing", () => {
  assert.deepEqual(corrected(MEDIATION, HELD, {}), {});
});

test("what was cleared is sent as null", () => {
  assert.deepEqual(corrected(MEDIATION, HELD, { sub_category: null }), { sub_category: null });
});

test("an answer whose question went away with another answer is cleared with it", () => {
  assert.deepEqual(corrected(MEDIATION, HELD, { outcome: "dang_hoa_giai" }), {
    outcome: "dang_hoa_giai",
    written_agreement: null,
  });
});

test("of a list only the items that were changed, added or removed are sent", () => {
  const base: Content = {
    participants: [{ member_id: "a" }, { member_id: "b" }, { member_id: "c" }],
  };

  const sent = corrected(PATROL, base, {
    participants: [
      { member_id: "a" },
      { member_id: "b", present: false },
      { member_id: "c", removed: true },
      { member_id: "d" },
    ],
  });

  assert.deepEqual(sent, {
    participants: [
      { member_id: "b", present: false },
      { member_id: "c", removed: true },
      { member_id: "d" },
    ],
  });
});

test("the tombstone of an item that never was there is not sent", () => {
  const sent = corrected(PATROL, {}, { participants: [{ member_id: "a", removed: true }] });

  assert.deepEqual(sent, {});
});

test("a camera that turns out to be a household's is placed only roughly from then on", () => {
  const base: Content = {
    owner_type: "thon",
    point: { lat: 21.330021, lng: 106.050012, accuracy_m: 8 },
  };

  const sent = corrected(CAMERA, base, { owner_type: "ho_gia_dinh" });

  assert.deepEqual(Object.keys(sent).sort(), ["owner_type", "point"]);
  assert.equal((sent["point"] as Content)["accuracy_m"], 100);
  assert.deepEqual(corrected(CAMERA, { ...base, ...sent }, {}), {});
});
