import assert from "node:assert/strict";
import { test } from "node:test";
import { lastEventMs, momentAt } from "../../src/phone/patrol/moments.ts";
import { isDark } from "../../src/phone/patrol/night.ts";
import {
  closingOf,
  forgottenOf,
  openPatrolOf,
  toContinueOf,
  toCorrectOf,
} from "../../src/phone/patrol/open-patrol.ts";
import { lastCrewOf, openingOf } from "../../src/phone/patrol/started.ts";
import { anEntry, at, now, STARTED, tapped } from "../support/patrols.ts";

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

test("moments are written by Vietnam's clocks, to the second", () => {
  assert.equal(momentAt(new Date("2026-11-21T13:05:10.900Z")), "2026-11-21T20:05:10+07:00");
});

test("it is dark from 18:00 until 5:00", () => {
  assert.deepEqual(
    ["17:59", "18:00", "00:30", "05:00"].map((time) => isDark(now(time))),
    [false, true, true, false],
  );
});
