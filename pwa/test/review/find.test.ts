import assert from "node:assert/strict";
import { test } from "node:test";
import { findable } from "../../src/lib/search.ts";
import { Finder, type Wanted } from "../../src/review/find.ts";
import type { Entry } from "../../src/sync/list.ts";
import { aPatrolRow, entryOf } from "../support/desk.ts";

const A = entryOf(aPatrolRow(1, { content: { text: "Đèn hỏng ở Sơn Quả 2" } }));
const B = entryOf(
  aPatrolRow(2, {
    kind: "camera",
    stream: "log:b",
    occurred_on: "2026-11-02",
    content: { text: "Cổng chợ" },
  }),
);
const C = entryOf(aPatrolRow(3, { occurred_on: null, content: { text: "Đèn sáng" } }));

function aFinder() {
  const asked: string[] = [];
  const finder = new Finder(({ shown }) => {
    asked.push(shown.id);
    return findable(String(shown.content?.["text"]));
  });
  const find = (wanted: Wanted, all: readonly Entry[] = [A, B, C]) =>
    finder.find(all, (entry) => entry, wanted);
  return { finder, asked, find };
}

test("words are found without marks, in the order in which the records came", () => {
  const { find } = aFinder();

  assert.deepEqual(find({ query: "den" }), [A, C]);
  assert.deepEqual(find({ query: "son qua 2 den" }), [A]);
  assert.deepEqual(find({ query: " " }), [A, B, C]);
  assert.deepEqual(find({ query: "khong co" }), []);
});

test("kind, group and days narrow it, each by itself and together", () => {
  const { find } = aFinder();

  assert.deepEqual(find({ kind: "camera" }), [B]);
  assert.deepEqual(find({ streams: new Set(["log:g"]) }), [A, C]);
  assert.deepEqual(find({ from: "2026-11-02", to: "2026-11-02" }), [B]);
  assert.deepEqual(find({ to: "2026-11-30" }), [A, B]);
  assert.deepEqual(find({ kind: "patrol", from: "2026-11-03", query: "hong" }), [A]);
});

test("a record is put into words once, and again when it has changed", () => {
  const { find, asked } = aFinder();
  find({ query: "den" });
  find({ query: "cho" });

  assert.equal(asked.length, 3);
  const changed = entryOf({ ...A.shown, revision: "r9", content: { text: "Ngõ 3" } });
  assert.deepEqual(find({ query: "ngo" }, [changed, B, C]), [changed]);
  assert.equal(asked.length, 4);
});

test("some are made ready at a time, until all are", () => {
  const { finder, asked } = aFinder();

  assert.equal(finder.prepare([A, B, C], 2), false);
  assert.equal(asked.length, 2);
  assert.equal(finder.prepare([A, B, C], 2), true);
  assert.equal(asked.length, 3);
});
