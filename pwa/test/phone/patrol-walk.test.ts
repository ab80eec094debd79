import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content, Kind } from "../../src/kinds/kind.ts";
import * as changes from "../../src/phone/patrol/changes.ts";
import { elapsedMin, pausedMin } from "../../src/phone/patrol/elapsed.ts";
import { endingOf, presetSituation } from "../../src/phone/patrol/finished.ts";
import { offeredCheckpoints, progressOf } from "../../src/phone/patrol/progress.ts";
import type { Place } from "../../src/session/directory.ts";
import { kindNamed } from "../support/kind-files.ts";
import { aPlace, at, now, STARTED, tapped } from "../support/patrols.ts";

const PATROL: Kind = kindNamed("patrol");

test("the time that counts leaves the pauses out, overlapping ones once", () => {
  const content = {
    started_at: STARTED,
    pauses: [
      { id: "1", from: at("20:30"), to: at("20:40") },
      { id: "2", from: at("20:35"), to: at("20:45") },
      { id: "3", from: at("21:00") },
      { id: "4", removed: true },
    ],
  };

  assert.equal(elapsedMin(content, now("21:05")), 40);
  assert.equal(pausedMin(content, now("21:05")), 20);
  assert.equal(elapsedMin({ ...content, ended_at: at("21:00") }, now("23:00")), 40);
  assert.equal(elapsedMin({ started_at: STARTED }, now("20:00")), 0);
});

test("the next checkpoint is the first that is neither reached nor skipped, in any order", () => {
  const offered = ["a", "b", "c"].map((id) => aPlace(id));
  const content = {
    checkpoints: [
      { id: tapped("20:20"), checkpoint: "c", passed_at: at("20:20") },
      { id: tapped("20:30"), checkpoint: "a", skipped_reason: "khac" },
      { id: tapped("20:31"), removed: true },
    ],
  };

  const { points, passed, next, latest } = progressOf(offered, content, []);

  assert.deepEqual(
    points.map(({ standing }) => standing),
    ["skipped", "ahead", "passed"],
  );
  assert.equal(passed, 1);
  assert.equal(next?.id, "b");
  assert.equal(latest?.id, "a");
});

test("what the part before reached need not be reached again, and is not taken back here", () => {
  const earlier = {
    checkpoints: [{ id: tapped("20:10"), checkpoint: "a", passed_at: at("20:10") }],
  };

  const { points, next, latest } = progressOf([aPlace("a"), aPlace("b")], {}, [earlier]);

  assert.equal(points[0]?.standing, "passed");
  assert.equal(points[0]?.item, null);
  assert.equal(next?.id, "b");
  assert.equal(latest, null);
});

test("a route gives its checkpoints in its order, without one the group's areas do", () => {
  const all = [
    aPlace("a"),
    aPlace("b"),
    aPlace("old", { status: "thoi_dung" }),
    aPlace("far", { area: "z" }),
  ];
  const route: Place = {
    id: "r",
    kind: "route",
    content: { checkpoints: ["b", "old", "a", "gone"] },
  };
  const find = (id: unknown) => [...all, route].find((place) => place.id === id) ?? null;
  const idsOf = (content: Content) =>
    offeredCheckpoints(content, find, all, ["a"]).map(({ id }) => id);

  assert.deepEqual(idsOf({ route: "r" }), ["b", "a"]);
  assert.deepEqual(idsOf({}), ["a", "b"]);
  assert.deepEqual(idsOf({ area: "z" }), ["far"]);
});

test("a detail goes with its whole item; of what was taken back nothing more is said", () => {
  const content = { findings: [{ id: "f", finding_type: "khac", occurred_at: STARTED }] };
  const gone = { findings: [{ id: "f", removed: true }] };

  assert.deepEqual(changes.detail("findings", "f", { place_text: "Cầu" })(content), {
    findings: [{ id: "f", finding_type: "khac", occurred_at: STARTED, place_text: "Cầu" }],
  });
  assert.equal(changes.detail("findings", "f", { place_text: "Cầu" })(gone), null);
  assert.equal(changes.takeBack("findings", "f")(gone), null);
  assert.deepEqual(changes.takeBack("findings", "f")(content), {
    findings: [{ id: "f", removed: true }],
  });
});

test("a place that comes late never takes the one that is there", () => {
  const point = { lat: 21, lng: 105, accuracy_m: 8 };
  const content = { checkpoints: [{ id: "c", checkpoint: "a", point }] };

  assert.equal(changes.withPoint("checkpoints", "c", { ...point, lat: 22 })(content), null);
});

test("one rests once at a time, and who goes on ends that pause alone", () => {
  const resting = {
    pauses: [
      { id: "1", from: at("20:10"), to: at("20:15") },
      { id: "2", from: at("21:00") },
    ],
  };

  assert.equal(changes.pause("3", at("21:05"))(resting), null);
  assert.deepEqual(changes.resume(at("21:10"))(resting), {
    pauses: [{ id: "2", from: at("21:00"), to: at("21:10") }],
  });
  assert.equal(changes.resume(at("21:10"))({}), null);
});

test("who comes later, goes early or was called by mistake is in the record so", () => {
  const content = { participants: [{ member_id: "b", present: true, from: at("20:30") }] };
  const only = (change: changes.Change) => change(content)?.["participants"];

  assert.deepEqual(only(changes.call("a", "came", at("21:00"))), [
    { member_id: "a", present: true, from: at("21:00") },
  ]);
  assert.deepEqual(only(changes.call("b", "left", at("21:30"))), [
    { member_id: "b", present: true, from: at("20:30"), to: at("21:30") },
  ]);
  assert.deepEqual(only(changes.call("b", "absent", at("21:30"))), [
    { member_id: "b", present: false },
  ]);
});

test("the end is one edit that says only what it changes", () => {
  const pause = { id: "1", from: at("22:00") };
  const content = {
    started_at: STARTED,
    clock_source: "may",
    handover_text: "Đèn",
    pauses: [pause],
  };
  const answers = { situation: "binh_thuong", handover_text: "Đèn" };

  const said = endingOf(PATROL, content, { endedAt: at("22:10"), isByHand: false, answers });

  assert.deepEqual(said, {
    situation: "binh_thuong",
    ended_at: at("22:10"),
    pauses: [{ ...pause, to: at("22:10") }],
  });
});

test("an end that a person set says so", () => {
  const content = { started_at: STARTED, ended_at: at("21:00"), clock_source: "may" };
  const answers = { situation: "co_viec" };

  const said = endingOf(PATROL, content, { endedAt: at("22:30"), isByHand: true, answers });

  assert.deepEqual(said, { situation: "co_viec", ended_at: at("22:30"), clock_source: "sua_tay" });
});

test("what the police were told of stands ready as something for them to look at", () => {
  const told = { findings: [{ id: "f", finding_type: "khac", called_unit: "113" }] };

  assert.equal(presetSituation({}), "binh_thuong");
  assert.equal(presetSituation(told), "co_viec");
  assert.equal(presetSituation({ ...told, situation: "binh_thuong" }), "binh_thuong");
});
