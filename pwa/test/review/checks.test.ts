import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content } from "../../src/kinds/kind.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import {
  type Around,
  checksFor,
  type Flag,
  flagsByClock,
  flagsOf,
} from "../../src/review/checks.ts";
import { aPatrolRow, entryOf, kindOf, PATROL } from "../support/desk.ts";

const NOW = new Date("2026-11-21T08:00:00+07:00");
const AROUND: Around = { now: NOW };
const MEMBER = "018f5c3e-7d1a-7000-8000-0000000000aa";
const FINDING = "018f5c3e-7d1a-7000-8000-0000000000f1";
const CAMERA = {
  area: MEMBER,
  place_type: "cong_lang",
  place_text: "Cổng làng Chùa",
  owner_type: "thon",
  installed_on: "2026-11-20",
  lens_count: 2,
  status: "hoat_dong",
  point: { lat: 21.3, lng: 106.0, accuracy_m: 8 },
};

/** Look at a record; `others` are rows that stand beside it. */
function look(row: RecordRow, others: readonly RecordRow[] = [], around = AROUND) {
  const beside = others.map((one) => entryOf(one));
  return flagsOf(entryOf(row), kindOf(row.kind), beside, around);
}

function patrol(content: Content, parts: Partial<RecordRow> = {}): RecordRow {
  return aPatrolRow(1, { content: { ...PATROL, ...content }, ...parts });
}

function camera(content: Content = {}, parts: Partial<RecordRow> = {}): RecordRow {
  return patrol({}, { kind: "camera", content: { ...CAMERA, ...content }, ...parts });
}

function said(flags: readonly Flag[]): unknown[] {
  return flags.map(({ check, field, detail }) => [check, field, detail]);
}

test("a record in order is not flagged, of whatever kind", () => {
  const what = { received_on: "2026-11-20", area: MEMBER, category: "mau_thuan" };
  const mediation = { ...what, mediators: [MEMBER], outcome: "thanh" };
  const row = patrol({}, { kind: "mediation", content: mediation });

  assert.deepEqual(look(patrol({})), []);
  assert.deepEqual(look(camera()), []);
  assert.deepEqual(look(row), []);
});

test("a session of more than seven hours is told, one of seven is not", () => {
  const seven = patrol({ ended_at: "2026-11-21T03:05:00+07:00" });
  const more = patrol({ ended_at: "2026-11-21T03:06:00+07:00" });

  assert.deepEqual(look(seven), []);
  assert.deepEqual(said(look(more)), [["times", "ended_at", { why: "long", minutes: 421 }]]);
});

test("an end before the start is told once, though the kind has a rule for it, too", () => {
  const flags = look(patrol({ ended_at: "2026-11-20T19:05:00+07:00" }));

  assert.deepEqual(said(flags), [["times", "ended_at", { why: "backwards", minutes: 60 }]]);
});

test("what lies ahead is told, by more than clocks differ; a day only when it has not come", () => {
  const soon = patrol({
    started_at: "2026-11-21T07:00:00+07:00",
    ended_at: "2026-11-21T08:10:00+07:00",
  });
  const ahead = patrol({
    started_at: "2026-11-21T07:00:00+07:00",
    ended_at: "2026-11-21T08:30:00+07:00",
  });

  assert.deepEqual(look(soon), []);
  assert.deepEqual(said(look(ahead)), [["times", "ended_at", { why: "future", minutes: 30 }]]);
  assert.deepEqual(look(camera({ installed_on: "2026-11-21" })), []);
  assert.deepEqual(said(look(camera({ installed_on: "2026-11-22" }))), [
    ["times", "installed_on", { why: "future", minutes: 1440 }],
  ]);
});

test("a broken rule between times of the kind is told at its item", () => {
  const pause = {
    id: FINDING,
    from: "2026-11-20T21:00:00+07:00",
    to: "2026-11-20T20:50:00+07:00",
  };

  const [flag, ...more] = look(patrol({ pauses: [pause] }));

  assert.deepEqual(more, []);
  assert.equal(flag?.check, "times");
  assert.equal(flag?.field, `pauses/${FINDING}`);
  assert.equal(flag?.check === "times" && flag.detail.why, "rule");
});

test("a phone whose clock was wrong by more than ten minutes is told, where that is known", () => {
  const minutes = (value: number) => ({ now: NOW, clockOffsetMs: value * 60_000 });

  assert.deepEqual(look(patrol({}), [], minutes(10)), []);
  assert.deepEqual(look(patrol({}), [], { now: NOW, clockOffsetMs: null }), []);
  assert.deepEqual(said(look(patrol({}), [], minutes(-11))), [
    ["clock", undefined, { minutes: 11 }],
  ]);
  assert.deepEqual(said(look(patrol({}), [], minutes(90))), [
    ["clock", undefined, { minutes: -90 }],
  ]);
});

test("once the history is read, the clock is judged by it, and nothing else anew", () => {
  const row = patrol({ ended_at: "2026-11-21T03:06:00+07:00" });
  const [entry, kind] = [entryOf(row), kindOf("patrol")];
  const known = look(row);
  const by = (clockOffsetMs: number | null) =>
    flagsByClock(known, entry, kind, { now: NOW, clockOffsetMs }).map(({ check }) => check);

  assert.deepEqual(by(null), ["times"]);
  assert.deepEqual(by(-20 * 60_000), ["times", "clock"]);
  assert.deepEqual(by(0), ["times"]);
});

test("a revision made later than now was made by a clock that was ahead", () => {
  const madeAt = (text: string): string => {
    const hex = Date.parse(text).toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
  };
  const soon = patrol({}, { revision: madeAt("2026-11-21T08:09:00+07:00") });
  const ahead = patrol({}, { revision: madeAt("2026-11-21T09:00:00+07:00") });
  const servers = patrol({}, { revision: "ffffffff-ffff-5000-8000-000000000001" });

  assert.deepEqual([...look(soon), ...look(servers)], []);
  assert.deepEqual(said(look(ahead)), [["clock", undefined, { minutes: 60 }]]);
});

test("what the kind asks for and nobody filled in is told, in items too", () => {
  const { situation: _, ...rest } = PATROL;
  const finding = { id: FINDING, finding_type: "rac_thai" };
  const row = aPatrolRow(1, { content: { ...rest, findings: [finding] } });

  assert.deepEqual(
    look(row).map(({ check, field, ...more }) => [check, field, "inner" in more && more.inner]),
    [
      ["missing", `findings/${FINDING}`, "occurred_at"],
      ["missing", "situation", false],
    ],
  );
});

test("what a rule asks for is told with its reason, what retention emptied is not missing", () => {
  const [flag] = look(patrol({ situation: "co_viec" }));
  const { participants: _, ...rest } = PATROL;
  const emptied = aPatrolRow(1, { content: rest, purged: { participants: 9 } });

  assert.equal(flag?.field, "findings");
  assert.match(flag?.check === "missing" ? (flag.detail.message?.vi ?? "") : "", /phát hiện/);
  assert.deepEqual(look(emptied), []);
});

test("the kind's other rules are told: a camera that looks into another home", () => {
  const [flag, ...more] = look(camera({ overlooks_private: true }));

  assert.deepEqual([flag?.check, flag?.field, more], ["rules", "overlooks_private", []]);
  assert.deepEqual(look(camera({ overlooks_private: true, status: "hong" })), []);
});

test("two patrols of one group at one time are told to be perhaps the same", () => {
  const beside = { started_at: "2026-11-20T22:00:00+07:00", ended_at: "2026-11-20T23:00:00+07:00" };
  const other = patrol(beside);

  assert.deepEqual(said(look(patrol({}), [other])), [
    ["duplicate", undefined, { recordId: other.id, why: "overlap", minutes: 10 }],
  ]);
});

test("patrols that follow each other, of another group, out, or handed on are no doubles", () => {
  const one = patrol({});
  const { ended_at: _, ...out } = PATROL;
  const others = [
    patrol({ started_at: PATROL.ended_at, ended_at: "2026-11-20T23:00:00+07:00" }),
    patrol({}, { stream: "log:other" }),
    aPatrolRow(1, { content: out }),
    patrol({ continues: one.id }),
  ];

  assert.deepEqual(look(one, others), []);
});

test("two cameras within thirty metres on one day are told, farther ones are not", () => {
  const near = camera({ point: { lat: 21.30018, lng: 106.0 }, place_text: "Cột 2" });
  const far = camera({ point: { lat: 21.30036, lng: 106.0 }, place_text: "Cột 3" });
  const later = camera({}, { occurred_on: "2026-12-24" });

  assert.deepEqual(said(look(camera(), [near, far, later])), [
    ["duplicate", undefined, { recordId: near.id, why: "near", metres: 20 }],
  ]);
});

test("a household's coarse place says nothing, the same name does, two codes tell two apart", () => {
  const household = { owner_type: "ho_gia_dinh" };
  const next = camera({ ...household, place_text: "Ngõ 3" });
  const same = camera({ ...household, place_text: "cong  lang chua" });
  const coded = camera({ ...household, camera_code: "C2" });

  assert.deepEqual(said(look(camera(household), [next, same])), [
    ["duplicate", undefined, { recordId: same.id, why: "place", place: "Cổng làng Chùa" }],
  ]);
  assert.deepEqual(look(camera({ ...household, camera_code: "C1" }), [coded]), []);
});

test("a number of somebody's in free text is told where it stands, and not repeated", () => {
  const finding = {
    id: FINDING,
    finding_type: "rac_thai",
    occurred_at: "2026-11-20T21:00:00+07:00",
    description: "Gọi 0912 345 678 để hỏi",
  };
  const [flag, ...more] = look(patrol({ findings: [finding], handover_text: "Đã đi 12 điểm." }));

  assert.deepEqual(more, []);
  assert.deepEqual(flag, {
    check: "numbers",
    field: `findings/${FINDING}`,
    inner: "description",
    detail: { what: "phone", start: 4, end: 16 },
  });
});

test("an outline is not checked, because nothing of it is here", () => {
  const { content: _, ...outline } = patrol({});

  assert.deepEqual(look({ ...outline, stub: true }), []);
});

test("a kind has the checks that can say something of it", () => {
  assert.deepEqual(checksFor(kindOf("patrol")), [
    "times",
    "clock",
    "missing",
    "rules",
    "numbers",
    "duplicate",
  ]);
  assert.equal(checksFor(kindOf("camera")).includes("duplicate"), true);
  assert.equal(checksFor(kindOf("mediation")).includes("duplicate"), false);
});
