/**
 * Photos and voice notes: kept before anything names them, sent after the text that does. One goes
 * when nothing kept here names it any more, and never before the server has it whole.
 */

import type { Mutation } from "../lib/wire.ts";
import type { Transaction } from "./disk.ts";
import type { BlobLine } from "./schema.ts";

/** Note which acts name what lies here; what another phone took does not. */
export async function nameBlobs(to: Transaction, mutations: readonly Mutation[]): Promise<void> {
  for (const { id, blobs } of mutations) {
    for (const sha256 of blobs) {
      const line = await to.raw.objectStore("blobs").get(sha256);
      if (!line || line.mutation_ids.includes(id)) continue;
      await put(to, { ...line, mutation_ids: [...line.mutation_ids, id] });
    }
  }
}

/** Give what the server may lack of all that was saved, the first kept first; without bytes. */
export async function unsentBlobs(to: Transaction): Promise<BlobLine[]> {
  const lines = await to.raw.objectStore("blobs").getAll();
  return lines
    .filter(({ sent_at, mutation_ids }) => sent_at === null && mutation_ids.length > 0)
    .sort((one, next) => one.kept_at - next.kept_at);
}

/** Give those of them that can be sent: what was set aside never can, so nothing waits for it. */
export async function waitingBlobs(to: Transaction): Promise<BlobLine[]> {
  return (await unsentBlobs(to)).filter(({ aside_at }) => aside_at === null);
}

/** The server may have lost any of them: all are offered again. */
export async function offerAgain(to: Transaction): Promise<void> {
  for (const line of await to.raw.objectStore("blobs").getAll())
    await put(to, { ...line, sent_at: null, aside_at: null, refusals: 0 });
}

/** A record lacks them at the server after all: what was sent of them is offered again. */
export async function offerMissing(to: Transaction, missing: readonly string[]): Promise<void> {
  for (const sha256 of missing) {
    const line = await to.raw.objectStore("blobs").get(sha256);
    if (line && line.sent_at !== null) await put(to, { ...line, sent_at: null });
  }
}

/**
 * This act is no longer kept here (`named`: none), or names only these any more. What the server
 * lacks stays until it is sent, unless nobody is to have it any longer (`isPurged`).
 */
export async function letGo(
  to: Transaction,
  mutationId: string,
  named: readonly string[] = [],
  isPurged = false,
): Promise<void> {
  const lines = await to.raw.objectStore("blobs").index("mutation_ids").getAll(mutationId);
  for (const line of lines) {
    if (named.includes(line.sha256)) continue;
    const others = line.mutation_ids.filter((id) => id !== mutationId);
    if (others.length > 0) await put(to, { ...line, mutation_ids: others });
    else if (isPurged || line.sent_at !== null) await dropBlob(to, line.sha256);
  }
}

/** Drop what the server has whole; give how many bytes that freed. */
export async function freeSent(to: Transaction): Promise<number> {
  let freed = 0;
  for (const line of await to.raw.objectStore("blobs").getAll()) {
    if (line.sent_at === null) continue;
    await dropBlob(to, line.sha256);
    freed += line.size_bytes;
  }
  return freed;
}

/** Drop one with its bytes. */
export async function dropBlob(to: Transaction, sha256: string): Promise<void> {
  await to.raw.objectStore("blobs").delete(sha256);
  await to.raw.objectStore("blob_bytes").delete(sha256);
}

async function put(to: Transaction, line: BlobLine): Promise<void> {
  await to.raw.objectStore("blobs").put(line);
}
