/** The list of groups: order, who has a phone, how long nothing came, finding without marks. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { daysSince, foundIn, linesOf, phonesOf } from "../../src/desk/groups/lines.ts";
import type { Phone } from "../../src/desk/groups/phones.ts";
import type { Place } from "../../src/session/directory.ts";

const place = (kind: string, id: string, content: Place["content"]): Place => ({
  id,
  kind,
  content,
});
const AREAS = [place("area", "a1", { name: "Cấm" }), place("area", "a2", { name: "Sơn Quả 2" })];
const GROUPS = [
  place("group", "all", { name: "Cụm giáp ranh", areas: ["a2", "a1"] }),
  place("group", "none", { name: "Trường học" }),
  place("group", "talks", { name: "Hòa giải", areas: ["a2"], group_type: "to_hoa_giai" }),
  place("group", "son", { name: "Tổ Sơn Quả 2", areas: ["a2"] }),
  place("group", "cam", { name: "Tổ Cấm", areas: ["a1"] }),
];
const PEOPLE = [
  place("member", "m1", { name: "Nguyễn Văn Hùng", group: "son", account: "p1" }),
  place("member", "m2", { name: "Lê Xuân Bảy", group: "son", account: "p2" }),
];
const peopleOf = ({ id }: Place) => PEOPLE.filter(({ content }) => content["group"] === id);

function phone(id: string, person: string, more: Partial<Phone> = {}): Phone {
  return {
    id,
    person,
    label: "",
    state: "active",
    seenAt: null,
    pending: null,
    oldestUnsent: null,
    version: "",
    clockOffsetMs: 0,
    ...more,
  };
}

test("groups stand in the order of their villages, those of several or none at the end", () => {
  const lines = linesOf(GROUPS, AREAS, peopleOf, null);

  assert.deepEqual(
    lines.map(({ group }) => group.id),
    ["cam", "son", "talks", "all", "none"],
  );
  assert.deepEqual(lines[3]?.areas, ["Cấm", "Sơn Quả 2"]);
});

test("a stolen phone is none, a locked one is, and the latest report counts", () => {
  const phones = [
    phone("d1", "p1", { seenAt: "2026-11-19T10:00:00+00:00" }),
    phone("d2", "p1", { state: "locked", seenAt: "2026-11-20T10:00:00+00:00" }),
    phone("d3", "p2", { state: "stolen", seenAt: "2026-11-21T10:00:00+00:00" }),
  ];

  const line = linesOf(GROUPS, AREAS, peopleOf, phones).find(({ group }) => group.id === "son");

  assert.equal(line?.withPhone, 1);
  assert.equal(line?.seenAt, "2026-11-20T10:00:00.000Z");
});

test("without an answer about phones nobody is said to have none", () => {
  const [line] = linesOf(GROUPS, AREAS, peopleOf, null);

  assert.equal(line?.withPhone, null);
});

test("a person's phones in use stand first, the one heard of last before others", () => {
  const phones = [
    phone("gone", "p1", { state: "retired", seenAt: "2026-11-21T10:00:00+00:00" }),
    phone("old", "p1", { seenAt: "2026-11-01T10:00:00+00:00" }),
    phone("new", "p1", { seenAt: "2026-11-20T10:00:00+00:00" }),
  ];

  const [hung] = PEOPLE;
  assert.ok(hung);
  assert.deepEqual(
    phonesOf(phones, hung).map(({ id }) => id),
    ["new", "old", "gone"],
  );
});

test("a group is found by village, name or one of its people, without marks", () => {
  const lines = linesOf(GROUPS, AREAS, peopleOf, null);
  const ids = (query: string) => foundIn(lines, query).map(({ group }) => group.id);

  assert.deepEqual(ids("giap ranh"), ["all"]);
  assert.deepEqual(ids("hung"), ["son"]);
  assert.deepEqual(ids("cam"), ["cam", "all"]);
  assert.deepEqual(ids("không có"), []);
});

test("days are counted by Vietnam's midnights", () => {
  const now = new Date("2026-11-21T18:00:00Z"); // 01:00 of the 22nd in Vietnam

  assert.equal(daysSince("2026-11-21T17:30:00Z", now), 0);
  assert.equal(daysSince("2026-11-21T16:30:00Z", now), 1);
});
