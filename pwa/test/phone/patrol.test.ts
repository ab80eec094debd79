import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content, Kind } from "../../src/kinds/kind.ts";
import { makeId } from "../../src/lib/ids.ts";
import * as changes from "../../src/phone/patrol/changes.ts";
import { elapsedMin, pausedMin } from "../../src/phone/patrol/elapsed.ts";
import { endingOf, presetSituation } from "../../src/phone/patrol/finished.ts";
import { lastEventMs, momentAt } from "../../src/phone/patrol/moments.ts";
import { isDark } from "../../src/phone/patrol/night.ts";
import {
  closingOf,
  forgottenOf,
  openPatrolOf,
  toContinueOf,
  toCorrectOf,
} from "../../src/phone/patrol/open-patrol.ts";
import { offeredCheckpoints, progressOf } from "../../src/phone/patrol/progress.ts";
import { lastCrewOf, openingOf } from "../../src/phone/patrol/started.ts";
import type { Place } from "../../src/session/directory.ts";
import type { Entry } from "../../src/sync/list.ts";
import { kindNamed } from "../support/kind-files.ts";

const PATROL: Kind = kindNamed("patrol");
const STARTED = at("20:05");

function at(time: string, day = "2026-11-21"): string {
  return `${day}T${time}:00+07:00`;
}

function now(time: string, day?: string): Date {
  return new Date(at(time, day));
}

let made = 0;

/** An id of an item that was tapped then. */
function tapped(time: string): string {
  made += 1;
  return makeId(Date.parse(at(time)), new Uint8Array(10).fill(made));
}

function anEntry(id: string, content: Content, parts: Partial<Entry["shown"]> = {}): Entry {
  const shown = {
    id,
    stream: "log:g",
    kind: "patrol",
    seq: 1,
    revision: "r",
    review_revision: null,
    content: { started_at: STARTED, ...content },
    ...parts,
  };
  return { shown, waiting: 0, aside: 0, held: [] };
}

function aPlace(id: string, content: Content = {}): Place {
  return {
    id,
    kind: "checkpoint",
    content: { name: id, area: "a", status: "dang_dung", ...content },
  };
}

test("the patrol that goes on is the newest open one that this phone began", () => {
  const entries = [
    anEntry("mine", {}),
    anEntry("mine, newer", { started_at: at("20:30") }),
    anEntry("another phone's", { started_at: at("20:40") }),
    anEntry("over", { started_at: at("20:50"), ended_at: at("20:55") }),
    anEntry("removed", { started_at: at("20:50") }, { deleted: true }),
  ];
  const begun = new Set(["mine", "mine, newer", "over", "removed"]);

  assert.equal(openPatrolOf(entries, begun, now("21:00"))?.shown.id, "mine, newer");
  assert.equal(openPatrolOf(entries, new Set(), now("21:00")), null);
});

test("a patrol is forgotten twelve hours after its last event, not after its start", () => {
  const early = anEntry("p", {});
  const late = anEntry("p", {
    findings: [{ id: tapped("23:00"), finding_type: "khac", occurred_at: at("23:00") }],
  });
  const begun = new Set(["p"]);
  const morning = now("08:30", "2026-11-22");

  assert.equal(forgottenOf([early], begun, morning).length, 1);
  assert.equal(openPatrolOf([early], begun, morning), null);
  assert.equal(forgottenOf([late], begun, morning).length, 0);
  assert.equal(openPatrolOf([late], begun, morning)?.shown.id, "p");
});

test("a clock that was set back makes no patrol old", () => {
  const entry = anEntry("p", {});

  assert.equal(openPatrolOf([entry], new Set(["p"]), now("20:05", "2021-11-21"))?.shown.id, "p");
});

test("a forgotten patrol ends at its last event, also at a skipped point and a pause", () => {
  const pause = { id: tapped("21:00"), from: at("21:00") };
  const skipped = { id: tapped("21:40"), checkpoint: "c", skipped_reason: "khac" };
  const content = { started_at: STARTED, pauses: [pause], checkpoints: [skipped] };

  assert.equal(lastEventMs(content), Date.parse(at("21:40")));
  assert.deepEqual(closingOf(content), {
    ended_at: at("21:40"),
    pauses: [{ ...pause, to: at("21:40") }],
  });
});

test("what was taken back is no event", () => {
  const removed = { id: tapped("21:40"), removed: true };

  assert.equal(lastEventMs({ started_at: STARTED, checkpoints: [removed] }), Date.parse(STARTED));
});

test("an auto-closed patrol is offered until its author has said how it was", () => {
  const closed = anEntry("p", { ended_at: at("21:40") });
  const settled = anEntry("p", { ended_at: at("21:40"), situation: "binh_thuong" });
  const begun = new Set(["p"]);

  assert.deepEqual(
    toCorrectOf([closed], begun).map(({ shown }) => shown.id),
    ["p"],
  );
  assert.deepEqual(toCorrectOf([settled], begun), []);
  assert.deepEqual(toCorrectOf([closed], new Set()), []);
});

test("one goes on with the group's patrol on another phone, once", () => {
  const theirs = anEntry("theirs", {});
  const others = anEntry("others", {}, { stream: "log:h" });
  const next = anEntry("next", { continues: "theirs" });

  const offered = toContinueOf([theirs, others], new Set(), "log:g", now("21:00"));

  assert.equal(offered?.shown.id, "theirs");
  assert.equal(toContinueOf([theirs, next], new Set(["next"]), "log:g", now("21:00")), null);
  assert.equal(toContinueOf([theirs], new Set(["theirs"]), "log:g", now("21:00")), null);
  assert.equal(toContinueOf([theirs], new Set(), "log:g", now("09:00", "2026-11-22")), null);
});

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

test("the start says who was called, in the order of their ids, and what it continues", () => {
  const opening = openingOf({
    at: STARTED,
    called: { z: true, a: false },
    continues: "p",
    answers: { duty_type: "tuan_tra", area: null },
  });

  assert.deepEqual(opening, {
    duty_type: "tuan_tra",
    started_at: STARTED,
    clock_source: "may",
    participants: [
      { member_id: "a", present: false },
      { member_id: "z", present: true },
    ],
    continues: "p",
  });
});

test("the crew of last time is that of the last patrol that the reader was on", () => {
  const crew = (...ids: string[]) => ids.map((member_id) => ({ member_id, present: true }));
  const entries = [
    anEntry("older", { ended_at: at("22:00"), participants: crew("me", "b") }),
    anEntry("newer", { started_at: at("20:30"), ended_at: at("22:00"), participants: crew("c") }),
    anEntry(
      "other group",
      { started_at: at("21:00"), ended_at: at("22:00"), participants: crew("me") },
      { stream: "log:h" },
    ),
  ];

  assert.deepEqual(lastCrewOf(entries, "log:g", "me"), ["me", "b"]);
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

test("moments are written by Vietnam's clocks, to the second", () => {
  assert.equal(momentAt(new Date("2026-11-21T13:05:10.900Z")), "2026-11-21T20:05:10+07:00");
});

test("it is dark from 18:00 until 5:00", () => {
  assert.deepEqual(
    ["17:59", "18:00", "00:30", "05:00"].map((time) => isDark(now(time))),
    [false, true, true, false],
  );
});
