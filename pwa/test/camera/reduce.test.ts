import assert from "node:assert/strict";
import { test } from "node:test";
import { type Draw, type Picture, reduce } from "../../src/camera/reduce.ts";

interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly quality: number;
}

/** A canvas whose JPEG weighs as much as its points times this and the quality. */
function aCanvas(bytesPerPoint: number, drawn: Drawn[] = [], type = "image/jpeg"): Draw {
  return (_picture, width, height) => async (quality) => {
    drawn.push({ width, height, quality });
    const size = Math.round(width * height * bytesPerPoint * quality);
    return new Blob([new Uint8Array(size)], { type });
  };
}

function aPicture(width: number, height: number): Picture {
  return { source: {} as CanvasImageSource, width, height };
}

test("a large photo comes down to 1280 on its long side and to 150 KB, by its quality", async () => {
  const drawn: Drawn[] = [];

  const { bytes, thumbnail } = await reduce(aPicture(3000, 4000), aCanvas(0.25, drawn));

  assert.deepEqual([drawn[0]?.width, drawn[0]?.height], [960, 1280]);
  assert.ok(bytes.length > 100 * 1024 && bytes.length <= 150 * 1024, String(bytes.length));
  assert.ok(thumbnail.length > 0 && thumbnail.length <= 4096, String(thumbnail.length));
});

test("a small one keeps its size, and one that will not be light is kept as light as it gets", async () => {
  const drawn: Drawn[] = [];

  const { bytes, thumbnail } = await reduce(aPicture(640, 480), aCanvas(2, drawn));

  assert.deepEqual([drawn[0]?.width, drawn[0]?.height], [640, 480]);
  assert.equal(bytes.length, Math.round(640 * 480 * 2 * 0.3));
  assert.ok(thumbnail.length <= 4096, String(thumbnail.length));
});

test("what a browser encodes as something else is no photo", async () => {
  await assert.rejects(reduce(aPicture(64, 64), aCanvas(1, [], "image/png")), TypeError);
});
