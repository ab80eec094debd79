import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../src/lib/digest.ts";

const ROWS = [
  { id: "a", seq: 1, revision: "r1", review_revision: null },
  { id: "b", seq: 20, revision: "r2", review_revision: "v2" },
];

test("nothing has the digest of nothing", () => {
  assert.deepEqual(digestOf([]), [0, "0000000000000000"]);
});

test("the digest is the server's, whatever the order", () => {
  // server/sync/digest.py: row_hash("a", 1, "r1", None) ^ row_hash("b", 20, "r2", "v2")
  assert.deepEqual(digestOf(ROWS), [2, "bd98b94c2191625a"]);
  assert.deepEqual(digestOf([...ROWS].reverse()), digestOf(ROWS));
});

for (const changed of [{ seq: 2 }, { revision: "r3" }, { review_revision: "v3" }, { id: "c" }]) {
  test(`the digest sees a changed ${Object.keys(changed)[0]}`, () => {
    const [first, ...rest] = ROWS;

    assert.notDeepEqual(digestOf([{ ...first, ...changed } as never, ...rest]), digestOf(ROWS));
  });
}
