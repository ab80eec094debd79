/** What one exchange sends: one snapshot of the disk. */

import { unsentAccess } from "../db/access-log.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import { walkOutbox } from "../db/outbox.ts";
import { type Cursors, readState, type SyncState } from "../db/state.ts";
import { byUnit } from "../lib/json.ts";
import type { ExchangeRequest, Health, Mutation, Since } from "../lib/wire.ts";

export const BATCH_MUTATIONS = 100;
export const PAGE_ROWS = 500;
const BATCH_BYTES = 256 * 1024;
const ACCESS_ENTRIES = 100;
const TRY_ASIDE_AGAIN_MS = 24 * 60 * 60 * 1000;

/** What of a request does not come from the disk. */
export interface Asking {
  readonly nowMs: number;
  readonly appVersion: string;
  readonly installId: string;
  readonly batchLimit: number;
  readonly pageSize: number;
  readonly health: Health | null;
}

/** Build the request; it names the turn at which it was made. */
export function buildRequest(disk: Disk, asking: Asking): Promise<ExchangeRequest> {
  return disk.read(["meta", "outbox", "access_log"], async (to) => {
    const state = await readState(to);
    return {
      protocol: 1,
      app_version: asking.appVersion,
      install_id: asking.installId,
      turn: state.turn,
      now: new Date(asking.nowMs).toISOString(),
      witness: state.witness,
      streams_tag: state.streamsTag,
      mutations: await nextBatch(to, asking.batchLimit, asking.nowMs),
      since: since(state),
      full_from: state.fullFrom,
      page_size: asking.pageSize,
      access_log: await unsentAccess(to, ACCESS_ENTRIES),
      ...(asking.health && { health: asking.health }),
    };
  });
}

/** Say whether anything waits that may be sent now. */
export function hasUnsent(disk: Disk, nowMs: number): Promise<boolean> {
  return disk.read(["outbox"], async (to) => (await nextBatch(to, 1, nowMs)).length > 0);
}

async function nextBatch(to: Transaction, limit: number, nowMs: number): Promise<Mutation[]> {
  const batch: Mutation[] = [];
  let sizeBytes = 0;
  for await (const entry of walkOutbox(to)) {
    if (entry.asideAt !== null && nowMs < entry.asideAt + TRY_ASIDE_AGAIN_MS) continue;
    sizeBytes += entry.sizeBytes;
    if (batch.length > 0 && (sizeBytes > BATCH_BYTES || batch.length >= limit)) break;
    batch.push(entry.mutation);
  }
  return batch;
}

/** Group the streams by their cursors: one entry in the steady state. */
function since(state: SyncState): Since[] {
  const cursors: Cursors = state.isBuilding ? state.buildingCursors : state.cursors;
  const byCursor = new Map<string, string[]>();
  for (const stream of Object.keys(cursors).sort(byUnit)) {
    const cursor = cursors[stream] as string;
    byCursor.set(cursor, [...(byCursor.get(cursor) ?? []), stream]);
  }
  return [...byCursor].map(([cursor, streams]) => ({ cursor, streams }));
}
