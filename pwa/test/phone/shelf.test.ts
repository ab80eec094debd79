import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../../src/kinds/kind.ts";
import { findable } from "../../src/lib/search.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import {
  countAsked,
  countUnsent,
  type Item,
  itemOf,
  sort,
  underHeadings,
  type Wanted,
} from "../../src/phone/book/shelf.ts";
import type { Entry } from "../../src/sync/list.ts";
import { SHIPPED } from "../support/kinds.ts";
import { aRow } from "../support/stores.ts";

const PATROL = SHIPPED["patrol"] as unknown as Kind;
const ALL: Wanted = { show: "all", kind: null, query: "" };
const asked = { decision: "returned", question: "?", id: "q1", target: "r1" };

function entry(id: string, row: Partial<RecordRow> = {}, parts: Partial<Entry> = {}): Entry {
  return { shown: aRow(id, 1, row), waiting: 0, aside: 0, held: [], ...parts };
}

function on(day: string, time = "20:00"): Partial<RecordRow> {
  return { occurred_on: day, content: { started_at: `${day}T${time}:00+07:00` } };
}

function items(...entries: Entry[]): Item[] {
  return entries.map((one) => itemOf(one, PATROL));
}

const noWords = (): string => "";
const ids = (found: readonly Item[]): string[] => found.map(({ id }) => id);

test("what asks the reader stands on top, then what has not gone through, then days", () => {
  const all = items(
    entry("today", on("2026-11-21")),
    entry("waits", on("2026-11-19"), { waiting: 1 }),
    entry("asked", { ...on("2026-03-01"), review: asked }),
    entry("twice", {
      ...on("2026-11-20"),
      siblings: [{ revision: "x", field: "area", value: "b", person: "p", at: "" }],
    }),
  );

  const sections = underHeadings(sort(all, ALL, noWords));

  assert.deepEqual(
    sections.map(({ part, items: held }) => [part, ids(held)]),
    [
      ["asked", ["asked"]],
      ["siblings", ["twice"]],
      ["unsent", ["waits"]],
      [{ day: "2026-11-21" }, ["today"]],
    ],
  );
});

test("days come newest first, and within a day the latest hour", () => {
  const all = items(
    entry("a", on("2026-11-20", "20:00")),
    entry("b", on("2026-11-21", "19:00")),
    entry("c", on("2026-11-20", "22:00")),
    entry("none", { occurred_on: null, content: {} }),
  );

  assert.deepEqual(ids(sort(all, ALL, noWords)), ["b", "c", "a", "none"]);
});

test("what waits, what was set aside and what is held count as not gone through", () => {
  const held = {
    mutation: {} as never,
    result: { id: "m", seq: 1, verdict: "held" as const, code: "LOCKED", siblings: [] },
  };
  const all = items(
    entry("waits", {}, { waiting: 1 }),
    entry("aside", {}, { waiting: 1, aside: 1 }),
    entry("held", {}, { held: [held] }),
    entry("sent"),
  );

  assert.equal(countUnsent(all), 3);
  assert.deepEqual(ids(sort(all, { ...ALL, show: "unsent" }, noWords)).sort(), [
    "aside",
    "held",
    "waits",
  ]);
});

test("the questions can be shown alone, and a kind alone", () => {
  const all = [
    ...items(entry("asked", { review: asked }), entry("sent")),
    itemOf(entry("other", { kind: "camera", stream: "log:g" }), undefined),
  ];

  assert.equal(countAsked(all), 1);
  assert.deepEqual(ids(sort(all, { ...ALL, show: "asked" }, noWords)), ["asked"]);
  assert.deepEqual(ids(sort(all, { ...ALL, kind: "camera" }, noWords)), ["other"]);
});

test("a search looks at the words, and an empty one at nothing", () => {
  const all = items(entry("a"), entry("b"));
  const words = ({ id }: Item): string =>
    findable(id === "a" ? "Tuần tra Sơn Quả 2" : "Tuần tra Đình");

  assert.deepEqual(ids(sort(all, { ...ALL, query: " Sơn Quả " }, words)), ["a"]);
  assert.equal(sort(all, { ...ALL, query: "  " }, words).length, 2);
});

test("a stub claims no state that the phone can't know", () => {
  const stub = (parts: Partial<RecordRow>): Item =>
    items(entry("s", { stub: true, ...parts }))[0] as Item;
  const bare = { ...aRow("s", 1), stub: true };
  const { content: _, review: __, ...outline } = bare;
  const reviewed = itemOf(
    { shown: { ...outline, review_revision: "v" }, waiting: 0, aside: 0, held: [] },
    PATROL,
  );

  assert.equal(reviewed.state, null);
  assert.ok(reviewed.isStub);
  assert.equal(stub({ review_revision: null }).state, "received");
  assert.equal(stub({ review_revision: "v", state: "removed" }).state, "removed");
});
