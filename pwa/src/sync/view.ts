/** Reading what the screens show, out of the database alone. */

import { findRow } from "../db/copy.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import { countOutbox, findInOutbox, outboxOf, walkOutbox } from "../db/outbox.ts";
import { findRetained, retainedOf } from "../db/retained.ts";
import { readState, type SyncState } from "../db/state.ts";
import type { Mutation, RecordRow, Verdict } from "../lib/wire.ts";
import { type ItemKeys, layOver, liesOver, type Reached, type Shown } from "./overlay.ts";

export type ItemKeysOf = (kind: string) => ItemKeys;

/** Where a mutation stands: on this phone, set aside, or judged. */
export type Standing = "saved" | "aside" | Verdict | "unknown";

/** How much waits. `oldestAt`: when the oldest was written, by the phone's clock then. */
export interface Waiting {
  readonly count: number;
  readonly aside: number;
  readonly oldestAt: string | null;
}

/** Give a record as the screen shows it; null where nothing is known of it. */
export function viewRecord(
  disk: Disk,
  recordId: string,
  itemKeysOf: ItemKeysOf,
): Promise<Shown | null> {
  return disk.read(["meta", "outbox", "retained", "copy_a", "copy_b"], async (to) => {
    const state = await readState(to);
    const copy = await findRow(to, state.shown, recordId);
    const mutations = await lyingOver(to, state, recordId, copy);
    return layOver(copy, mutations, itemKeysOf(copy?.kind ?? mutations[0]?.kind ?? ""));
  });
}

/** Say where a mutation stands. */
export function standingOf(disk: Disk, mutationId: string): Promise<Standing> {
  return disk.read(["outbox", "retained"], async (to) => {
    const entry = await findInOutbox(to, mutationId);
    if (entry) return entry.asideAt === null ? "saved" : "aside";
    const kept = await findRetained(to, mutationId);
    return kept ? kept.result.verdict : "unknown";
  });
}

/** Say how much waits for the server. */
export function readWaiting(disk: Disk): Promise<Waiting> {
  return disk.read(["outbox"], async (to) => {
    let aside = 0;
    let oldestAt: string | null = null;
    for await (const entry of walkOutbox(to)) {
      oldestAt ??= entry.mutation.at;
      aside += entry.asideAt === null ? 0 : 1;
    }
    return { count: await countOutbox(to), aside, oldestAt };
  });
}

async function lyingOver(
  to: Transaction,
  state: SyncState,
  recordId: string,
  copy: RecordRow | null,
): Promise<Mutation[]> {
  const far = farOf(state);
  const judged = (await retainedOf(to, recordId)).filter((kept) => liesOver(kept, copy, far));
  return [...judged, ...(await outboxOf(to, recordId))]
    .sort((one, next) => one.order - next.order)
    .map((entry) => entry.mutation);
}

/** The shown copy is of another history while a second one is pulled: its cursors say nothing. */
export function farOf({ isBuilding, cursors, witness }: SyncState): Reached {
  return { cursors: isBuilding ? {} : cursors, witness };
}
