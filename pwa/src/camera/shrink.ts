/** Making a picture small off the page's own thread; on it only where a browser has no other way. */

import { type Draw, MEDIA_TYPE, type Picture, type Reduced, reduce } from "./reduce.ts";
import type { Answer } from "./shrink-worker.ts";

/** A file that this phone can't read as a picture. */
export class OddPicture extends Error {}

/** Make a photo file, or a frame of the camera, small. Throws OddPicture. */
export async function shrink(source: Blob | HTMLVideoElement): Promise<Reduced> {
  try {
    return await inWorker(source);
  } catch {
    return inPage(source); // an older browser, or a format that only an <img> reads
  }
}

async function inWorker(source: Blob | HTMLVideoElement): Promise<Reduced> {
  const sent = source instanceof Blob ? source : await createImageBitmap(source);
  const worker = new Worker(new URL("./shrink-worker.ts", import.meta.url), { type: "module" });
  try {
    const made = await new Promise<Answer>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => resolve(data));
      worker.addEventListener("error", () => reject(new TypeError("no such worker")));
      worker.postMessage(sent, sent instanceof Blob ? [] : [sent]);
    });
    if ("failed" in made) throw new OddPicture(made.failed);
    return made;
  } finally {
    worker.terminate(); // with all the memory that a large picture took
  }
}

async function inPage(source: Blob | HTMLVideoElement): Promise<Reduced> {
  if (!(source instanceof Blob)) {
    const { videoWidth: width, videoHeight: height } = source;
    return reduce({ source, width, height }, draw);
  }
  const url = URL.createObjectURL(source);
  const image = new Image();
  try {
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    return await reduce({ source: image, width, height }, draw);
  } catch (error) {
    throw new OddPicture("no picture", { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
}

const draw: Draw = (picture: Picture, width, height) => {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new TypeError("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.source, 0, 0, width, height);
  return (quality) =>
    new Promise((resolve, reject) => {
      const take = (blob: Blob | null) =>
        blob ? resolve(blob) : reject(new TypeError("nothing was encoded"));
      canvas.toBlob(take, MEDIA_TYPE, quality);
    });
};
