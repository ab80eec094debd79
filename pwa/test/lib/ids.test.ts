import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "../../src/lib/ids.ts";

const CHANCE = Uint8Array.from([0xff, 0xee, 0xdd, 0xcc, 0xbb, 0xaa, 0x99, 0x88, 0x77, 0x66]);

test("an id is the example of RFC 9562 for its moment and chance", () => {
  const chance = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);

  assert.equal(makeId(0x017f22e279b0, chance), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("a later id sorts later", () => {
  assert.ok(makeId(1_000, CHANCE) < makeId(1_001, CHANCE));
});

test("a dead clock still makes an id", () => {
  assert.equal(makeId(-5, CHANCE).slice(0, 14), "00000000-0000-");
});
