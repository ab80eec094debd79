/** Reading what the screens show, out of the database alone. */

import { findRow } from "../db/copy.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import { findInOutbox, outboxOf, walkOwn } from "../db/outbox.ts";
import { findRetained, retainedOf } from "../db/retained.ts";
import { readState, type SyncState } from "../db/state.ts";
import type { Verdict } from "../lib/wire.ts";
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

export const VIEW_STORES = ["meta", "outbox", "retained", "copy_a", "copy_b"] as const;

/** Give a record as the screen shows it; null where nothing is known of it. */
export async function viewRecord(
  disk: Disk,
  recordId: string,
  itemKeysOf: ItemKeysOf,
): Promise<Shown | null> {
  return (await disk.read(VIEW_STORES, (to) => readView(to, recordId, itemKeysOf))).shown;
}

/** The same inside a transaction, with the state that it was read by. */
export async function readView(
  to: Transaction,
  recordId: string,
  itemKeysOf: ItemKeysOf,
): Promise<{ shown: Shown | null; state: SyncState }> {
  // All asked for at once: each answer that is waited for costs a slow phone a turn.
  const [state, copyA, copyB, retained, unsent] = await Promise.all([
    readState(to),
    findRow(to, "copy_a", recordId),
    findRow(to, "copy_b", recordId),
    retainedOf(to, recordId),
    outboxOf(to, recordId),
  ]);
  const copy = state.shown === "copy_a" ? copyA : copyB;
  const far = farOf(state);
  const mutations = [...retained.filter((kept) => liesOver(kept, copy, far)), ...unsent]
    .sort((one, next) => one.order - next.order)
    .map((entry) => entry.mutation);
  const kind = copy?.kind ?? mutations[0]?.kind ?? "";
  return { shown: layOver(copy, mutations, itemKeysOf(kind)), state };
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
    let count = 0;
    let aside = 0;
    let oldestAt: string | null = null;
    for await (const entry of walkOwn(to)) {
      count += 1;
      oldestAt ??= entry.mutation.at;
      aside += entry.asideAt === null ? 0 : 1;
    }
    return { count, aside, oldestAt };
  });
}

/** The shown copy is of another history while a second one is pulled: its cursors say nothing. */
export function farOf({ isBuilding, cursors, witness }: SyncState): Reached {
  return { cursors: isBuilding ? {} : cursors, witness };
}
