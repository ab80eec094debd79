import assert from "node:assert/strict";
import { test } from "node:test";
import { compareVietnamese, findable, finds, findsIn, fold, nfc } from "../../src/lib/search.ts";

test("a query without marks finds the name with them", () => {
  assert.ok(finds("son qua", "Thôn Sơn Quả 2"));
  assert.ok(finds("dong", "Đông"));
  assert.ok(finds("van an", "Vân An"));
});

test("a query with marks, or in the decomposed form of another keyboard, finds it too", () => {
  assert.ok(finds("Sơn Quả", "thôn sơn quả 2"));
  assert.ok(finds("Sơn Quả".normalize("NFD"), "Sơn Quả 2"));
  assert.ok(finds("Sơn Quả", "Sơn Quả 2".normalize("NFD")));
});

test("words may come in any order and be cut short, but each must begin a word", () => {
  assert.ok(finds("2 son", "Sơn Quả 2"));
  assert.ok(finds("nha van", "Ngã ba vào nhà văn hóa"));
  assert.ok(!finds("ua", "Sơn Quả 2"));
  assert.ok(!finds("son qua 3", "Sơn Quả 2"));
});

test("an empty query finds everything", () => {
  assert.ok(finds("", "Sơn Quả 2"));
  assert.ok(finds("  ", ""));
});

test("barred d is a d, also as a capital", () => {
  assert.equal(fold("Đầu ĐƯỜNG đê"), "dau duong de");
});

test("names stand in Vietnamese order, numbers by value", () => {
  const names = ["Sơn Quả 10", "Đông", "Chùa", "Ấm", "Sơn Quả 2", "Dương", "Cấm", "Ất", "An"];

  const sorted = [...names].sort(compareVietnamese);

  assert.deepEqual(sorted, [
    "An",
    "Ấm",
    "Ất",
    "Cấm",
    "Chùa",
    "Dương",
    "Đông",
    "Sơn Quả 2",
    "Sơn Quả 10",
  ]);
});

test("two forms of one text are one text once composed", () => {
  assert.equal(nfc("Quả".normalize("NFD")), "Quả");
  assert.equal(compareVietnamese("Quả".normalize("NFD"), "Quả"), 0);
});

test("a text made ready is found by the same words as the text itself", () => {
  const text = "Hòa giải, xóm Đình – Thôn Sơn Quả 2";

  for (const query of ["son qua", "qua 2", "dinh", "DINH", "inh", "giai hoa", "", "thon 3"]) {
    assert.equal(findsIn(query)(findable(text)), finds(query, text), query);
  }
});
