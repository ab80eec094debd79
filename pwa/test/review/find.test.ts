import assert from "node:assert/strict";
import { test } from "node:test";
import { finds } from "../../src/lib/search.ts";
import { Finder } from "../../src/review/find.ts";
import type { Entry } from "../../src/sync/list.ts";
import { aPatrolRow, entryOf } from "../support/desk.ts";

const A = entryOf(aPatrolRow(1, { content: { text: "Đèn hỏng ở Sơn Quả 2" } }));
const B = entryOf(aPatrolRow(2, { content: { text: "Cổng chợ" } }));
const C = entryOf(aPatrolRow(3, { content: { text: "Đèn sáng" } }));

function aFinder() {
  const asked: string[] = [];
  const finder = new Finder(({ shown }) => {
    asked.push(shown.id);
    return String(shown.content?.["text"]);
  });
  const find = (query: string, all: readonly Entry[] = [A, B, C]) => {
    while (finder.prepare(all.values(), 10));
    return all.filter(finder.finds(query));
  };
  return { finder, asked, find };
}

test("words are found by their beginnings, without marks and in any order", () => {
  const { find } = aFinder();

  assert.deepEqual(find("den"), [A, C]);
  assert.deepEqual(find("son qua 2 den"), [A]);
  assert.deepEqual(find("ĐÈN hong"), [A]);
  assert.deepEqual(find("den den d"), [A, C]);
  assert.deepEqual(find(" "), [A, B, C]);
  assert.deepEqual(find("khong co"), []);
  assert.deepEqual(find("den cho"), []);
});

test("it finds what looking through each text finds, however that was written", () => {
  const spoken = [
    "Hòa giải,",
    "xóm\u00a0Đình",
    "– Thôn",
    "Quả".normalize("NFD"),
    "2/11\nĐã",
    "",
    "xong.",
  ];
  const all = Array.from({ length: 60 }, (_, i) => {
    const text = spoken.filter((_word, place) => (i * 37 + 11) & (1 << place)).join(" ");
    return entryOf(aPatrolRow(i, { content: { text } }));
  });
  const { find } = aFinder();

  for (const query of ["q", "dinh xom", "11 da", "THÔN hoa", "oa", "x x dinh", "2 qua g", "-"]) {
    const wanted = all.filter(({ shown }) => finds(query, String(shown.content?.["text"])));
    assert.deepEqual(find(query, all), wanted, query);
  }
});

test("a record is put into words once, and again when it has changed", () => {
  const { find, asked } = aFinder();
  find("den");
  find("cho");

  assert.equal(asked.length, 3);
  const changed = entryOf({ ...A.shown, content: { text: "Ngõ 3" } });
  assert.deepEqual(find("ngo", [changed, B, C]), [changed]);
  assert.deepEqual(find("den", [changed, B, C]), [C]);
  assert.equal(asked.length, 4);
});

test("some are made ready at a time, until all are, and those that are cost nothing", () => {
  const { finder, asked } = aFinder();
  const left = [A, B, C].values();

  assert.equal(finder.prepare(left, 2), true);
  assert.equal(asked.length, 2);
  assert.deepEqual([A, B, C].filter(finder.finds("den")), [A]);
  assert.equal(finder.prepare(left, 2), false);
  assert.equal(finder.prepare([A, B, C].values(), 1), false);
  assert.equal(asked.length, 3);
  assert.deepEqual([A, B, C].filter(finder.finds("den")), [A, C]);
});
