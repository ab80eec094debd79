import assert from "node:assert/strict";
import { test } from "node:test";
import type { Speaker } from "../../src/forms/say-value.ts";
import type { Kind } from "../../src/kinds/kind.ts";
import { finds } from "../../src/lib/search.ts";
import {
  dayOn,
  detailOf,
  headingOf,
  saidSteps,
  textOf,
  titleOf,
} from "../../src/records/describe.ts";
import { SHIPPED } from "../support/kinds.ts";

const TODAY = "2026-11-21";
const speaker: Speaker = {
  options: (kind) =>
    kind === "member"
      ? [{ id: "m1", label: "Trần Văn Bảy" }]
      : [{ id: "a1", label: "Thôn Sơn Quả 2" }],
  today: TODAY,
};
const kindOf = (id: string): Kind => SHIPPED[id] as unknown as Kind;
/** The detail with plain spaces. */
const detail = (kind: string, content: object, withDay = false): string =>
  detailOf(kindOf(kind), { kind, content: content as never }, speaker, withDay).replaceAll(
    "\u00a0",
    " ",
  );

test("a patrol is told by its hours, its route and how much was found", () => {
  const content = {
    started_at: "2026-11-20T20:05:00+07:00",
    ended_at: "2026-11-20T22:10:00+07:00",
    route: "a1",
    findings: [{ id: "f1" }, { id: "f2", removed: true }],
  };

  assert.equal(detail("patrol", content), "20:05 – 22:10 · Thôn Sơn Quả 2 · Việc phát hiện: 1");
});

test("a patrol on its way says when it began", () => {
  assert.equal(detail("patrol", { started_at: "2026-11-20T20:05:00+07:00" }), "20:05");
});

test("a mediation is told by its place and what it is about", () => {
  const content = { received_on: "2026-11-19", area: "a1", sub_category: "tieng_on" };

  assert.equal(detail("mediation", content), "Thôn Sơn Quả 2 · Tiếng ồn");
  assert.equal(detail("mediation", content, true), "Thứ Năm, 19/11 · Thôn Sơn Quả 2");
});

test("the heading of a record has its day, with the year where it is another", () => {
  const heading = (day: string): string =>
    headingOf(kindOf("mediation"), { kind: "mediation", content: { received_on: day } }, TODAY);

  assert.equal(heading("2026-11-19"), "Hòa giải 19/11");
  assert.equal(heading("2025-11-19"), "Hòa giải 19/11/2025");
});

test("a stub has the day that the server told", () => {
  const stub = { kind: "patrol", occurred_on: "2026-05-02" };

  assert.equal(dayOn(kindOf("patrol"), stub), "2026-05-02");
  assert.equal(detailOf(kindOf("patrol"), stub, speaker, false), "");
});

test("the day is the one of the village, whatever the phone's zone", () => {
  const content = { started_at: "2026-11-20T17:30:00Z" };

  assert.equal(dayOn(kindOf("patrol"), { kind: "patrol", content }), "2026-11-21");
});

test("a kind that this phone has not learnt is still a line", () => {
  assert.equal(titleOf(undefined, { kind: "flood_gate" }), "flood_gate");
  assert.equal(detailOf(undefined, { kind: "flood_gate" }, speaker, true), "");
});

test("a kind that is added as JSON is told without a line of code", () => {
  const added = {
    id: "drill",
    labels: { vi: "Tập huấn", en: "Drill" },
    day: "held_on",
    list_columns: ["held_on", "where", "topic", "crews"],
    steps: [],
    rules: [],
    fields: [
      { name: "held_on", type: "date", labels: { vi: "Ngày", en: "Day" } },
      { name: "where", type: "text", labels: { vi: "Ở đâu", en: "Where" } },
      {
        name: "topic",
        type: "choice",
        labels: { vi: "Nội dung", en: "Topic" },
        choices: [{ code: "chay", labels: { vi: "Chữa cháy", en: "Fire" } }],
      },
      { name: "crews", type: "items", key: "id", labels: { vi: "Đội", en: "Crews" }, fields: [] },
    ],
  } as unknown as Kind;
  const content = { held_on: TODAY, where: "Sân đình", topic: "chay", crews: [{ id: "1" }] };
  const described = { kind: "drill", content };

  assert.equal(titleOf(added, described), "Tập huấn");
  assert.equal(
    detailOf(added, described, speaker, false).replaceAll("\u00a0", " "),
    "Sân đình · Chữa cháy",
  );
  assert.ok(finds("tap huan chua chay", textOf(added, described, speaker)));
});

test("a record is found by its place, its story and its people, without marks", () => {
  const content = { area: "a1", story: "Hai nhà mâu thuẫn vì loa hát", mediators: ["m1"] };
  const words = textOf(kindOf("mediation"), { kind: "mediation", content }, speaker);

  for (const query of ["son qua", "Sơn Quả", "loa hat", "bay", "hoa giai son qua 2"]) {
    assert.ok(finds(query, words), query);
  }
  assert.ok(!finds("dinh", words));
});

test("a person of a list is found too", () => {
  const content = { participants: [{ member_id: "m1", present: true }] };

  assert.ok(finds("tran bay", textOf(kindOf("patrol"), { kind: "patrol", content }, speaker)));
});

test("all that was filled is said, step by step, and what was purged says so", () => {
  const content = { received_on: "2026-11-19", outcome: "thanh" };

  const steps = saidSteps(kindOf("mediation"), content, ["story"], speaker);

  assert.deepEqual(
    steps.map(({ id, lines }) => [id, lines.map(({ name, words }) => `${name}: ${words}`)]),
    [
      ["where", ["received_on: Thứ Năm, 19/11"]],
      ["story", ["story: Đã xóa theo thời hạn lưu giữ"]],
      ["result", ["outcome: Hòa giải thành"]],
    ].map(([id, lines]) => [
      id,
      (lines as string[]).map((one) => one.replace("Thứ Năm", "Thứ\u00a0Năm")),
    ]),
  );
});
