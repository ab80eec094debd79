/**
 * Comparing digests once a pull is complete: a stream that differs is pulled anew; differing twice
 * in a row, everything is.
 */

import { clearCopy, dropStream, rowsOf } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { other, pulledInto, type SyncState } from "../db/state.ts";
import { START } from "../lib/cursor.ts";
import { type Digest, digestOf } from "../lib/digest.ts";
import { byUnit } from "../lib/json.ts";
import type { Reply } from "../lib/wire.ts";

/**
 * Digests that were found equal while a copy's rows have not changed since: a large stream in which
 * nothing happens is not summed up at every poll. It lives no longer than the page.
 */
export type Verified = ReadonlyMap<string, Digest>;
export const NOTHING_VERIFIED: Verified = new Map();

export interface Compared {
  readonly state: SyncState;
  readonly reports: readonly string[];
  readonly verified: Verified;
}

/** Compare what stands here with what stands there. */
export async function compareDigests(
  to: Transaction,
  state: SyncState,
  reply: Reply,
  verified: Verified,
): Promise<Compared> {
  if (reply.more || !reply.digests) return { state, reports: [], verified };
  const wrong = await differing(to, state, reply.digests);
  if (wrong.length > 0) return pullAnew(to, state, wrong);
  const agreed = await finishSecondCopy(to, { ...state, mismatches: 0 });
  return { state: agreed, reports: [], verified };
}

/** Begin a second copy; the first one stays on the screen until it is whole. */
export async function startSecondCopy(to: Transaction, state: SyncState): Promise<SyncState> {
  await clearCopy(to, other(state.shown));
  return { ...state, isBuilding: true, buildingCursors: fromStart(Object.keys(state.streams)) };
}
