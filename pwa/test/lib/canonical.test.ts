import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, compose, same, wasHash } from "../../src/lib/canonical.ts";
import type { Json } from "../../src/lib/json.ts";
import { sha256Hex } from "../../src/lib/sha256.ts";

interface Vector {
  readonly name: string;
  readonly value: Json;
  readonly canonical: string;
  readonly sha256: string;
  readonly was: string | null;
}

const PATH = new URL("../../../tests/protocol/canonical.json", import.meta.url);
const { vectors } = JSON.parse(readFileSync(PATH, "utf8")) as { vectors: Vector[] };

for (const vector of vectors) {
  test(`the server's form and hashes: ${vector.name}`, () => {
    const composed = compose(vector.value);

    assert.equal(canonical(composed), vector.canonical);
    assert.equal(sha256Hex(canonical(composed)), vector.sha256);
    assert.equal(wasHash(composed), vector.was);
  });
}

for (const value of ["\ud800", "a\udc00b", Number.NaN, Number.POSITIVE_INFINITY]) {
  test(`what no server takes has no form: ${JSON.stringify(value)}`, () => {
    assert.throws(() => canonical({ field: [value] }), RangeError);
  });
}

test("two keys that become one in NFC are refused, not joined", () => {
  assert.throws(() => compose({ "\u00f4": 1, "o\u0302": 2 }), RangeError);
});

test("absent and null are the same, and true is not 1", () => {
  assert.ok(same(undefined, null));
  assert.ok(same({ a: null }, {}));
  assert.ok(!same(true, 1));
});
