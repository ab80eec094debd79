/** From bytes to the value that a record holds of them: kept on the disk first. */

import { keepBlob } from "../db/blob-bytes.ts";
import type { Disk } from "../db/disk.ts";
import { withRoom } from "../db/room.ts";
import type { Content } from "../kinds/kind.ts";
import { isObject, type Json } from "../lib/json.ts";
import type { PhotoValue, VoiceValue } from "../lib/media.ts";
import { sha256OfBytes } from "../lib/sha256.ts";
import { MEDIA_TYPE, type Reduced } from "./reduce.ts";

/** So many photos of a record carry a small picture of themselves: 24 KiB at most. */
const WITH_THUMBNAIL = 6;

/** Keep a photo; `record`: what it will belong to, as it stands. */
export async function keepPhoto(
  disk: Disk,
  { bytes, thumbnail }: Reduced,
  record: Content,
): Promise<PhotoValue> {
  const sha256 = await keep(disk, bytes, MEDIA_TYPE);
  const hasRoom = countThumbnails(record) < WITH_THUMBNAIL;
  return { sha256, size: bytes.length, ...(hasRoom && { thumbnail: base64(thumbnail) }) };
}

/** Keep a voice note of so many seconds. */
export async function keepVoice(disk: Disk, blob: Blob, seconds: number): Promise<VoiceValue> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const [mediaType = ""] = blob.type.split(";");
  return { sha256: await keep(disk, bytes, mediaType), size: bytes.length, seconds };
}

async function keep(disk: Disk, bytes: Uint8Array, mediaType: string): Promise<string> {
  const sha256 = sha256OfBytes(bytes);
  await withRoom(disk, () => keepBlob(disk, { sha256, mediaType, bytes }, Date.now()));
  return sha256;
}

function countThumbnails(value: Json | undefined): number {
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  const own = isObject(value) && typeof value["thumbnail"] === "string" ? 1 : 0;
  return inner.reduce((sum: number, one) => sum + countThumbnails(one), own);
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
