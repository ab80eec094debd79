/**
 * Comparing digests once a pull is complete: a stream that differs is pulled anew; differing twice
 * in a row, everything is.
 */

import { clearCopy, dropStream, rowsOf } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { type Cursors, other, pulledInto, type SyncState } from "../db/state.ts";
import { START } from "../lib/cursor.ts";
import { type Digest, digestOf } from "../lib/digest.ts";
import { byUnit } from "../lib/json.ts";
import type { Reply } from "../lib/wire.ts";

type Digests = Readonly<Record<string, Digest>>;

/**
 * What was found equal in the page's own last exchange, so that a large stream in which nothing
 * happens is not summed up at every poll. Void as soon as another tab applied something: `turn`.
 */
export interface Verified {
  readonly turn: number;
  readonly digests: Digests;
}

export const NONE_VERIFIED: Verified = { turn: -1, digests: {} };

/** Put into the outbox what the old copy says and the new one does not; give reports. */
export type GiveBack = (to: Transaction, state: SyncState) => Promise<readonly string[]>;

export interface Compared {
  readonly state: SyncState;
  readonly reports: readonly string[];
  readonly verified: Verified;
}

/** Give what is still known to be equal at this turn, after changes in some streams. */
export function stillVerified(
  verified: Verified,
  turn: number,
  touched: ReadonlySet<string>,
): Digests {
  if (verified.turn !== turn) return {};
  return pick(verified.digests, (stream) => !touched.has(stream));
}

/** Compare what stands here with what stands there. */
export async function compareDigests(
  to: Transaction,
  state: SyncState,
  { reply, giveBack }: { readonly reply: Reply; readonly giveBack: GiveBack },
  known: Digests,
): Promise<Compared> {
  const { digests } = reply;
  if (reply.more || !digests) {
    return { state, reports: [], verified: { turn: state.turn, digests: known } };
  }
  const wrong = await differing(to, state, digests, known);
  if (wrong.length > 0) return pullAnew(to, state, wrong);
  const reports = state.isBuilding && state.isReset ? await giveBack(to, state) : [];
  const agreed = await finishSecondCopy(to, { ...state, mismatches: 0 });
  return { state: agreed, reports, verified: { turn: state.turn, digests } };
}

/** Begin a second copy; the first one stays on the screen until it is whole. */
export async function startSecondCopy(to: Transaction, state: SyncState): Promise<SyncState> {
  await clearCopy(to, other(state.shown));
  return { ...state, isBuilding: true, buildingCursors: fromStart(Object.keys(state.streams)) };
}

async function differing(
  to: Transaction,
  state: SyncState,
  digests: Digests,
  known: Digests,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const stream of Object.keys(digests).sort(byUnit)) {
    if (equal(digests[stream], known[stream])) continue;
    const here = digestOf(await rowsOf(to, pulledInto(state), stream));
    if (!equal(digests[stream], here)) wrong.push(stream);
  }
  return wrong;
}

async function pullAnew(to: Transaction, before: SyncState, wrong: string[]): Promise<Compared> {
  const state = { ...before, mismatches: before.mismatches + 1 };
  const names = wrong.join(", ");
  if (state.mismatches > 1) {
    const anew = await startSecondCopy(to, state);
    return { state: anew, reports: [`mismatch again: ${names}`], verified: NONE_VERIFIED };
  }
  for (const stream of wrong) await dropStream(to, pulledInto(state), stream);
  const name = state.isBuilding ? "buildingCursors" : "cursors";
  const cursors = { ...state[name], ...fromStart(wrong) };
  const again = { ...state, [name]: cursors };
  return { state: again, reports: [`mismatch: ${names}`], verified: NONE_VERIFIED };
}

async function finishSecondCopy(to: Transaction, state: SyncState): Promise<SyncState> {
  if (!state.isBuilding) return state;
  await clearCopy(to, state.shown);
  const { buildingCursors: cursors } = state;
  return { ...state, shown: other(state.shown), cursors, isBuilding: false, isReset: false };
}

function fromStart(streams: readonly string[]): Cursors {
  return Object.fromEntries(streams.map((stream) => [stream, START]));
}

function pick(digests: Digests, keeps: (stream: string) => boolean): Digests {
  return Object.fromEntries(Object.entries(digests).filter(([stream]) => keeps(stream)));
}

function equal(one: Digest | undefined, next: Digest | undefined): boolean {
  return one !== undefined && one[0] === next?.[0] && one[1] === next[1];
}
