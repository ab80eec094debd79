/** The worker that makes pictures small: no tap waits for it. One picture, one answer. */

import { type Draw, MEDIA_TYPE, type Picture, type Reduced, reduce } from "./reduce.ts";

/** `failed`: what went wrong, in English. */
export type Answer = Reduced | { readonly failed: string };

interface Port {
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  postMessage(answer: Answer, transfer?: Transferable[]): void;
}

const port = globalThis as unknown as Port;

port.addEventListener("message", ({ data }: MessageEvent<Blob | ImageBitmap>) => {
  answer(data).then(
    (made) => port.postMessage(made, [made.bytes.buffer, made.thumbnail.buffer]),
    (error: unknown) => port.postMessage({ failed: String(error) }),
  );
});

async function answer(source: Blob | ImageBitmap): Promise<Reduced> {
  const bitmap = source instanceof ImageBitmap ? source : await createImageBitmap(source);
  const { width, height } = bitmap;
  try {
    return await reduce({ source: bitmap, width, height }, draw);
  } finally {
    bitmap.close();
  }
}

const draw: Draw = (picture: Picture, width, height) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new TypeError("no canvas in a worker");
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.source, 0, 0, width, height);
  return (quality) => canvas.convertToBlob({ type: MEDIA_TYPE, quality });
};
