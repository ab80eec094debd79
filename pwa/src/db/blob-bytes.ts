/** The bytes of photos and voice notes, and how far the sending of each has come. */

import { dropBlob } from "./blobs.ts";
import type { Disk, Transaction } from "./disk.ts";
import { allDrafts } from "./drafts.ts";
import type { BlobLine } from "./schema.ts";

/** What was taken: its address and its bytes. */
export interface Taken {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Between the taking and the draft or act that names it there is a moment; a kill may be in it. */
const UNNAMED_MS = 60 * 60 * 1000;

/** Keep what was taken, and drop what nothing has come to name; the same bytes are kept once. */
export async function keepBlob(disk: Disk, taken: Taken, nowMs: number): Promise<void> {
  const { sha256, mediaType, bytes } = taken;
  await disk.write(["blobs", "blob_bytes", "drafts"], async (to) => {
    await dropUnnamed(to, nowMs);
    if (await to.raw.objectStore("blobs").get(sha256)) return;
    await to.raw.objectStore("blobs").put({
      sha256,
      size_bytes: bytes.length,
      media_type: mediaType,
      mutation_ids: [],
      kept_at: nowMs,
      sent_at: null,
      refusals: 0,
      aside_at: null,
    });
    await to.raw.objectStore("blob_bytes").put({ sha256, bytes: to.codec.sealBytes(bytes) });
  });
}

/** Give the bytes of one with what is known of it; null where it does not lie here. */
export function readBytes(
  disk: Disk,
  sha256: string,
): Promise<{ line: BlobLine; bytes: Uint8Array } | null> {
  return disk.read(["blobs", "blob_bytes"], async (to) => {
    const line = await to.raw.objectStore("blobs").get(sha256);
    const found = await to.raw.objectStore("blob_bytes").get(sha256);
    return line && found ? { line, bytes: to.codec.openBytes(found.bytes) } : null;
  });
}

/** Note what has become of the sending of one; where nothing kept here names it, it goes. */
export async function noteBlob(
  to: Transaction,
  sha256: string,
  changed: Partial<Pick<BlobLine, "sent_at" | "refusals" | "aside_at">>,
): Promise<void> {
  const line = await to.raw.objectStore("blobs").get(sha256);
  if (!line) return;
  const next = { ...line, ...changed };
  if (next.sent_at !== null && !(await isNamed(to, next))) await dropBlob(to, sha256);
  else await to.raw.objectStore("blobs").put(next);
}

/** Say whether the text that names one has come to the server, so that the server will take it. */
export async function hasText(to: Transaction, { mutation_ids }: BlobLine): Promise<boolean> {
  for (const id of mutation_ids)
    if ((await to.raw.objectStore("outbox").index("id").count(id)) === 0) return true;
  return false;
}

async function isNamed(to: Transaction, { mutation_ids }: BlobLine): Promise<boolean> {
  for (const id of mutation_ids) {
    if ((await to.raw.objectStore("retained").count(id)) > 0) return true;
    if ((await to.raw.objectStore("outbox").index("id").count(id)) > 0) return true;
  }
  return false;
}

async function dropUnnamed(to: Transaction, nowMs: number): Promise<void> {
  const lines = await to.raw.objectStore("blobs").getAll();
  const unnamed = lines.filter(({ mutation_ids }) => mutation_ids.length === 0);
  if (unnamed.length === 0) return;
  const drafts = JSON.stringify(await allDrafts(to));
  for (const { sha256, kept_at } of unnamed) {
    if (drafts.includes(sha256) || Math.abs(nowMs - kept_at) < UNNAMED_MS) continue;
    await dropBlob(to, sha256);
  }
}
