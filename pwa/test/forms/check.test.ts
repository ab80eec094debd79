import assert from "node:assert/strict";
import { test } from "node:test";
import { findFaults } from "../../src/forms/check.ts";
import type { Content } from "../../src/kinds/kind.ts";
import { kindNamed } from "../support/kind-files.ts";

const PATROL: Content = {
  started_at: "2026-11-21T20:05:00+07:00",
  ended_at: "2026-11-21T22:10:00+07:00",
  duty_type: "tuan_tra",
  participants: [{ member_id: "m1" }],
  situation: "binh_thuong",
};
const MEDIATION: Content = {
  received_on: "2026-11-21",
  area: "a1",
  category: "mau_thuan",
  mediators: ["m1"],
  outcome: "thanh",
};

function faults(kind: string, content: Content): Record<string, string> {
  return Object.fromEntries(findFaults(kindNamed(kind), content, {}));
}

test("a filled patrol has nothing to mend", () => {
  assert.deepEqual(faults("patrol", PATROL), {});
  assert.deepEqual(faults("mediation", MEDIATION), {});
});

test("what the kind requires is asked for, in the order of the form", () => {
  const found = [...findFaults(kindNamed("patrol"), {}, {}).keys()];

  assert.deepEqual(found, ["started_at", "ended_at", "duty_type", "participants", "situation"]);
});

test("an end before the start is said in the words of the kind", () => {
  const found = faults("patrol", { ...PATROL, ended_at: "2026-11-21T19:00:00+07:00" });

  assert.deepEqual(found, { ended_at: "Giờ kết thúc sớm hơn giờ bắt đầu." });
});

test("moments of different offsets are compared as moments", () => {
  const sameHour = { ...PATROL, ended_at: "2026-11-21T15:10:00Z" };

  assert.deepEqual(faults("patrol", sameHour), {});
});

test("a patrol of more than a day is questioned", () => {
  const found = faults("patrol", { ...PATROL, ended_at: "2026-11-22T20:06:00+07:00" });

  assert.match(found["ended_at"] ?? "", /24 giờ/);
});

test("a fault within an item names the item and shows at its list", () => {
  const found = faults("patrol", {
    ...PATROL,
    situation: "co_viec",
    findings: [{ id: "f1", finding_type: "khac" }],
  });

  assert.deepEqual(Object.keys(found), ["findings", "findings.f1.occurred_at"]);
});

test("a removed item has no faults", () => {
  const found = faults("patrol", { ...PATROL, findings: [{ id: "f1", removed: true }] });

  assert.deepEqual(found, {});
});

test("a pause that ends before it begins is questioned at its item", () => {
  const pause = {
    id: "p1",
    from: "2026-11-21T21:00:00+07:00",
    to: "2026-11-21T20:50:00+07:00",
  };
  const found = faults("patrol", { ...PATROL, pauses: [pause] });

  assert.deepEqual(Object.keys(found), ["pauses", "pauses.p1.to"]);
});

test("a meeting before the day of receipt is questioned, across item and record", () => {
  const found = faults("mediation", {
    ...MEDIATION,
    sessions: [{ id: "s1", held_on: "2026-11-20" }],
  });

  assert.deepEqual(Object.keys(found), ["sessions", "sessions.s1.held_on"]);
});

test("something to report needs a finding, and “none” goes with no other force", () => {
  const found = faults("patrol", {
    ...PATROL,
    situation: "co_viec",
    joint_forces: ["khong", "dan_quan"],
  });

  assert.deepEqual(Object.keys(found).sort(), ["findings", "joint_forces"]);
});

test("a camera that looks into another home is refused until it is out of order", () => {
  const camera: Content = {
    area: "a1",
    place_type: "cho",
    place_text: "Cổng chợ Gió",
    owner_type: "thon",
    installed_on: "2026-11-21",
    lens_count: 2,
    overlooks_private: true,
    status: "hoat_dong",
  };

  assert.deepEqual(Object.keys(faults("camera", camera)), ["overlooks_private"]);
  assert.deepEqual(faults("camera", { ...camera, status: "hong" }), {});
});

test("numbers and texts keep to their limits, text counted in its composed form", () => {
  const long = "ế".repeat(500);
  const over = faults("mediation", { ...MEDIATION, party_count: 51, story: `${long}a` });

  assert.deepEqual(Object.keys(over), ["party_count", "story"]);
  assert.deepEqual(faults("mediation", { ...MEDIATION, story: long.normalize("NFD") }), {});
});

test("a choice that another answer has taken away must be made again", () => {
  const found = faults("mediation", {
    ...MEDIATION,
    category: "dan_su_hngd",
    sub_category: "tieng_on",
  });

  assert.deepEqual(Object.keys(found), ["sub_category"]);
});

test("what was typed amiss is told before all else", () => {
  const odd = { started_at: "form.fault.not_a_time" } as const;
  const found = findFaults(kindNamed("patrol"), PATROL, odd);

  assert.deepEqual([...found.keys()], ["started_at"]);
});
