import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalise, keepTogether, readWholeNumber, writeNumber } from "../../src/lib/words.ts";

test("Vietnamese sets thousands apart by dots and decimals by a comma", () => {
  assert.equal(writeNumber(18858, "vi"), "18.858");
  assert.equal(writeNumber(94.42, "vi"), "94,42");
  assert.equal(writeNumber(1500000, "vi"), "1.500.000");
  assert.equal(writeNumber(4300, "en"), "4,300");
  assert.equal(writeNumber(94.456, "vi", 1), "94,5");
});

test("a typed number is read with or without its dots, and nothing else is a number", () => {
  assert.equal(readWholeNumber("1.500.000"), 1500000);
  assert.equal(readWholeNumber("1500000"), 1500000);
  assert.equal(readWholeNumber(" 12 "), 12);
  assert.equal(readWholeNumber("12a"), null);
  assert.equal(readWholeNumber(""), null);
  assert.equal(readWholeNumber("-3"), null);
});

test("a name kept together has no place to break", () => {
  assert.equal(keepTogether(" Sơn Quả 2 "), "Sơn\u00a0Quả\u00a02");
});

test("a capital begins the sentence, also where the letter carries marks", () => {
  assert.equal(capitalise("đồng chí"), "Đồng chí");
  assert.equal(capitalise("ông"), "Ông");
  assert.equal(capitalise(""), "");
});
