import assert from "node:assert/strict";
import { test } from "node:test";
import { blockOf, blocksUnder } from "../../src/desk/photos/mosaic.ts";

const SIZE = { width: 320, height: 240 }; // blocks of 10

test("a tap hides whole blocks as far as it reaches, and none beyond the photo", () => {
  assert.equal(blockOf(SIZE), 10);
  assert.deepEqual(blocksUnder([{ radius: 4, spots: [{ x: 15, y: 25 }] }], SIZE), [[1, 2]]);
  assert.deepEqual(blocksUnder([{ radius: 6, spots: [{ x: 5, y: 5 }] }], SIZE), [
    [0, 0],
    [1, 0],
    [0, 1],
  ]);
  assert.deepEqual(blocksUnder([{ radius: 6, spots: [{ x: 319, y: 239 }] }], SIZE), [[31, 23]]);
  assert.deepEqual(blocksUnder([], SIZE), []);
});

test("a fast hand leaves no gap between two spots", () => {
  const spots = [
    { x: 5, y: 5 },
    { x: 315, y: 5 },
  ];

  const hidden = blocksUnder([{ radius: 1, spots }], SIZE).filter(([, row]) => row === 0);

  assert.equal(hidden.length, 32);
});
