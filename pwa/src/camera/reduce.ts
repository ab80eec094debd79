/**
 * A picture made small: what was drawn on a canvas is encoded anew, so nothing of the file's own
 * (place, phone, hour) goes with it. Runs in a worker, or in the page where there is none.
 */

const LONG_SIDE_PX = 1280;
const PHOTO_BYTES = 150 * 1024;
const PHOTO_QUALITIES = [0.82, 0.72, 0.62, 0.5, 0.4, 0.3];
const THUMBNAIL_SIDES_PX = [176, 144, 112, 80, 48];
const THUMBNAIL_BYTES = 4096;
const THUMBNAIL_QUALITIES = [0.6, 0.45];

export const MEDIA_TYPE = "image/jpeg";

/** A photo as it is kept, with the small picture of it that its record carries. */
export interface Reduced {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly thumbnail: Uint8Array<ArrayBuffer>;
}

/** What can be drawn, standing upright, and how large it is. */
export interface Picture {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
}

/** Draws a picture at a size; gives what encodes it at a quality between 0 and 1. */
export type Draw = (
  picture: Picture,
  width: number,
  height: number,
) => (quality: number) => Promise<Blob>;

/** Make the photo and its thumbnail, each within its bytes where that can be. */
export async function reduce(picture: Picture, draw: Draw): Promise<Reduced> {
  const bytes = await encode(picture, draw, [LONG_SIDE_PX], PHOTO_QUALITIES, PHOTO_BYTES);
  const thumbnail = await encode(
    picture,
    draw,
    THUMBNAIL_SIDES_PX,
    THUMBNAIL_QUALITIES,
    THUMBNAIL_BYTES,
  );
  return { bytes, thumbnail };
}

/** From the finest to the coarsest; the last one stands, whatever it weighs. */
async function encode(
  picture: Picture,
  draw: Draw,
  sides: readonly number[],
  qualities: readonly number[],
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  let blob = new Blob();
  for (const side of sides) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const [width, height] = [picture.width, picture.height].map((one) =>
      Math.max(1, Math.round(one * scale)),
    ) as [number, number];
    const at = draw(picture, width, height);
    for (const quality of qualities) {
      blob = await at(quality);
      if (blob.size <= most) return bytesOf(blob);
    }
  }
  return bytesOf(blob);
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (blob.type !== MEDIA_TYPE) throw new TypeError(`encoded as ${blob.type}`);
  return new Uint8Array(await blob.arrayBuffer());
}
