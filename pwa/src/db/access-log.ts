/** What an officer opened, exported or printed: sent with the exchange, kept like retained ones. */

import type { AccessEntry } from "../lib/wire.ts";
import type { Transaction } from "./disk.ts";
import type { AccessLine } from "./schema.ts";

export const NOT_SENT = -1;

/** Note a view. */
export async function noteAccess(to: Transaction, entry: AccessEntry): Promise<void> {
  await to.raw.objectStore("access_log").put({
    id: entry.id,
    acknowledged_seq: NOT_SENT,
    body: to.codec.seal(entry),
  });
}

/** Give up to `limit` entries that the server has not, in the order of their ids. */
export async function unsentAccess(to: Transaction, limit: number): Promise<AccessEntry[]> {
  const lines = await to.raw.objectStore("access_log").getAll();
  return lines
    .filter((line) => line.acknowledged_seq === NOT_SENT)
    .slice(0, limit)
    .map((line) => to.codec.open(line.body) as AccessEntry);
}

/** Note that the server has these, in its history at or below `seq`. */
export async function acknowledgeAccess(
  to: Transaction,
  ids: readonly string[],
  seq: number,
): Promise<void> {
  for (const id of ids) await change(to, id, (line) => ({ ...line, acknowledged_seq: seq }));
}

/** Note that the server has none of them: all go again. */
export async function unacknowledgeAccess(to: Transaction): Promise<void> {
  for (const id of await to.raw.objectStore("access_log").getAllKeys()) {
    await change(to, id, (line) => ({ ...line, acknowledged_seq: NOT_SENT }));
  }
}

/** Drop what a verified backup covers. */
export async function dropAccess(to: Transaction, backupSeq: number): Promise<void> {
  const store = to.raw.objectStore("access_log");
  for (const line of await store.getAll()) {
    const isSent = line.acknowledged_seq !== NOT_SENT;
    if (isSent && line.acknowledged_seq <= backupSeq) await store.delete(line.id);
  }
}

async function change(
  to: Transaction,
  id: string,
  how: (line: AccessLine) => AccessLine,
): Promise<void> {
  const store = to.raw.objectStore("access_log");
  const found = await store.get(id);
  if (found) await store.put(how(found));
}
