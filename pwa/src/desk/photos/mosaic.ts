/**
 * Hiding parts of a photo for good: it is looked at in blocks, and each block that a stroke touches
 * becomes one colour, the mean of what it held. Nothing finer is left of it.
 */

/** A place in the photo, px of its own. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What was rubbed over in one go. `radius`: px of the photo. */
export interface Stroke {
  readonly radius: number;
  readonly spots: readonly Spot[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const BLOCKS = 32;

/** Give the side of a block, px: a face that fills a tenth of the photo is three blocks wide. */
export function blockOf({ width, height }: Size): number {
  return Math.max(8, Math.round(Math.max(width, height) / BLOCKS));
}

/** Give the blocks that the strokes touch, as column and row, each once. */
export function blocksUnder(strokes: readonly Stroke[], size: Size): (readonly [number, number])[] {
  const block = blockOf(size);
  const columns = Math.ceil(size.width / block);
  const rows = Math.ceil(size.height / block);
  const found = new Set<number>();
  for (const { radius, spots } of strokes) {
    for (const { x, y } of closeSpots(spots, block / 2)) {
      const [left, right] = [x - radius, x + radius].map((at) => Math.floor(at / block));
      const [top, foot] = [y - radius, y + radius].map((at) => Math.floor(at / block));
      for (let row = Math.max(0, top ?? 0); row <= Math.min(rows - 1, foot ?? 0); row += 1)
        for (let at = Math.max(0, left ?? 0); at <= Math.min(columns - 1, right ?? 0); at += 1)
          if (reaches({ x, y }, radius, at * block, row * block, block))
            found.add(row * columns + at);
    }
  }
  return [...found].map((place) => [place % columns, Math.floor(place / columns)] as const);
}

/** A fast hand leaves gaps between two spots: they are filled. */
function closeSpots(spots: readonly Spot[], step: number): Spot[] {
  return spots.flatMap((spot, at) => {
    const before = spots[at - 1] ?? spot;
    const count = Math.ceil(Math.hypot(spot.x - before.x, spot.y - before.y) / step) || 1;
    return Array.from({ length: count }, (_, n) => ({
      x: spot.x + ((before.x - spot.x) * n) / count,
      y: spot.y + ((before.y - spot.y) * n) / count,
    }));
  });
}

function reaches(
  { x, y }: Spot,
  radius: number,
  left: number,
  top: number,
  block: number,
): boolean {
  const aside = x - Math.min(Math.max(x, left), left + block);
  const above = y - Math.min(Math.max(y, top), top + block);
  return Math.hypot(aside, above) <= radius;
}

/** Draw the photo as it may be given away. The canvas has the photo's size. */
export function drawHidden(
  canvas: HTMLCanvasElement,
  photo: CanvasImageSource,
  strokes: readonly Stroke[],
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  const block = blockOf(canvas);
  context.drawImage(photo, 0, 0, width, height);
  const blocks = blocksUnder(strokes, canvas);
  if (blocks.length === 0) return;
  const pixels = context.getImageData(0, 0, width, height);
  for (const [column, row] of blocks) {
    context.fillStyle = meanOf(pixels, column * block, row * block, block);
    context.fillRect(column * block, row * block, block, block);
  }
}

function meanOf(
  { data, width, height }: ImageData,
  left: number,
  top: number,
  block: number,
): string {
  const sums = [0, 0, 0];
  let count = 0;
  for (let y = top; y < Math.min(height, top + block); y += 1) {
    for (let x = left; x < Math.min(width, left + block); x += 1) {
      const at = 4 * (y * width + x);
      for (const part of [0, 1, 2]) sums[part] = (sums[part] ?? 0) + (data[at + part] ?? 0);
      count += 1;
    }
  }
  return `rgb(${sums.map((sum) => Math.round(sum / count)).join(" ")})`;
}
