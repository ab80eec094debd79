/** The rows of a pull: records, departures, and what retention emptied. */

import { letGo, offerMissing } from "../db/blobs.ts";
import { dropRow, findLines, findRow, putRows } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { type Retained, retain, retainedOf } from "../db/retained.ts";
import type { CopyName } from "../db/schema.ts";
import type { SyncState } from "../db/state.ts";
import { same } from "../lib/canonical.ts";
import { byUnit } from "../lib/json.ts";
import { blobsIn } from "../lib/media.ts";
import type { Departure, RecordRow, Reply } from "../lib/wire.ts";
import { saidWithout, without } from "./emptying.ts";

/**
 * Put rows of granted streams into the copy, never an older one over a newer one; then take what
 * departed. Give the streams in which something changed.
 */
export async function takeRows(
  to: Transaction,
  copy: CopyName,
  { streams, turn }: Pick<SyncState, "streams" | "turn">,
  reply: Reply,
): Promise<Set<string>> {
  const granted = (reply.records ?? []).filter(({ stream }) => Object.hasOwn(streams, stream));
  const ids = granted.map(({ id }) => id);
  const held = await findLines(to, copy, ids);
  const newer = granted.filter(({ id, seq }) => (held.get(id)?.seq ?? 0) <= seq);
  putRows(to, copy, newer, turn);
  for (const row of newer) {
    await purgeRetained(to, row);
    await offerMissing(to, row.missing ?? []);
  }
  const touched = new Set(
    newer.flatMap(({ id, stream }) => [stream, held.get(id)?.stream ?? stream]),
  );
  for (const gone of reply.departures ?? []) {
    if (await takeDeparture(to, copy, gone)) touched.add(gone.stream);
  }
  return touched;
}

/** Drop a copy only where it stands in the stream that it left, and is older (R9). */
async function takeDeparture(to: Transaction, copy: CopyName, gone: Departure): Promise<boolean> {
  const held = await findRow(to, copy, gone.id);
  if (!held || held.stream !== gone.stream || held.seq >= gone.seq) return false;
  await dropRow(to, copy, gone.id);
  return true;
}

/** Empty in retained bodies what retention emptied on the server. */
async function purgeRetained(to: Transaction, row: RecordRow): Promise<void> {
  if (!row.purged || Object.keys(row.purged).length === 0) return;
  for (const kept of await retainedOf(to, row.id)) {
    const emptied = withoutPurged(kept, row.purged);
    if (!emptied) continue;
    await retain(to, emptied);
    await letGo(to, kept.mutation.id, blobsIn(emptied.mutation.content), true);
  }
}

function withoutPurged(kept: Retained, purged: Readonly<Record<string, number>>): Retained | null {
  const fields = Object.keys(purged).filter((name) => (purged[name] ?? 0) >= kept.result.seq);
  const { mutation } = kept;
  const take = mutation.act === "recover" ? saidWithout : without;
  const content = take(mutation.content, new Set(fields));
  if (same(content, mutation.content)) return null;
  const names = [...new Set([...(mutation.purged ?? []), ...fields])].sort(byUnit);
  return { ...kept, mutation: { ...mutation, content, purged: names } };
}
