import assert from "node:assert/strict";
import { test } from "node:test";
import { roomOf } from "../../src/session/storage.ts";

const MIB = 1024 * 1024;

test("room is called full before a save can fail, and nearly full a season before", () => {
  assert.equal(roomOf(200 * MIB), "enough");
  assert.equal(roomOf(20 * MIB), "nearly_full");
  assert.equal(roomOf(MIB), "full");
  assert.equal(roomOf(-MIB), "full");
});

test("a browser that does not say how much there is worries nobody", () => {
  assert.equal(roomOf(null), "enough");
});
