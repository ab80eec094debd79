import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeq } from "../../src/lib/cursor.ts";

test("the start is 0 and a place is its seq", () => {
  assert.equal(readSeq("0"), 0);
  assert.equal(readSeq("17.0f3a9b21"), 17);
});

for (const odd of [
  "",
  "17",
  "17.",
  "0.0f3a9b21",
  "-1.0f3a9b21",
  "17.0F3A9B21",
  "17.0f3a9b2",
  null,
]) {
  test(`what can't be read is no place and no error: ${JSON.stringify(odd)}`, () => {
    assert.equal(readSeq(odd), null);
  });
}
