/** What the phone knows of its sync: one line of the store meta, read and written as a whole. */

import type { Transaction } from "./disk.ts";
import type { CopyName } from "./schema.ts";

export type Cursors = Readonly<Record<string, string>>;

export interface SyncState {
  /** How many replies were applied; one to another turn's request is thrown away (R10). */
  readonly turn: number;
  /** Proof that phone and server share one history; null before the first exchange. */
  readonly witness: string | null;
  /** Stream -> the roles there, joined by "+". */
  readonly streams: Readonly<Record<string, string>>;
  readonly streamsTag: string | null;
  /** The store of the copy that is shown. */
  readonly shown: CopyName;
  readonly cursors: Cursors;
  /** A second copy is being pulled after a reset; it is shown once it is whole. */
  readonly isBuilding: boolean;
  readonly buildingCursors: Cursors;
  /** It is, because a server was restored: what the old copy has more than it is given back. */
  readonly isReset: boolean;
  /** The commune was restored and the desk has not confirmed the rights yet (R13). */
  readonly isRestored: boolean;
  /** Digests that differed, one after the other. */
  readonly mismatches: number;
  /** How many retained mutations went before their 30 days, for want of room (R12). */
  readonly droppedEarly: number;
  /** The server's clock less the phone's. */
  readonly clockOffsetMs: number;
  /** When the last reply that was applied was made, by the server's clock; null: none yet. */
  readonly lastExchangeAt: string | null;
  /** ISO date: what occurred before it is kept as a stub; null: everything whole. */
  readonly fullFrom: string | null;
}

export const NEW: SyncState = {
  turn: 0,
  witness: null,
  streams: {},
  streamsTag: null,
  shown: "copy_a",
  cursors: {},
  isBuilding: false,
  buildingCursors: {},
  isReset: false,
  isRestored: false,
  mismatches: 0,
  droppedEarly: 0,
  clockOffsetMs: 0,
  lastExchangeAt: null,
  fullFrom: null,
};

const KEY = "sync";

/** Read the state; what an older version did not know has its first value. */
export async function readState(to: Transaction): Promise<SyncState> {
  const line = await to.raw.objectStore("meta").get(KEY);
  return line ? { ...NEW, ...(to.codec.open(line.body) as Partial<SyncState>) } : NEW;
}

/** Write the state. */
export async function writeState(to: Transaction, state: SyncState): Promise<void> {
  await to.raw.objectStore("meta").put({ key: KEY, body: to.codec.seal(state) });
}

/** Give the store of the copy that is pulled into. */
export function pulledInto(state: SyncState): CopyName {
  return state.isBuilding ? other(state.shown) : state.shown;
}

/** Give the other one of the two copies. */
export function other(copy: CopyName): CopyName {
  return copy === "copy_a" ? "copy_b" : "copy_a";
}

const WENT_KEY = "went";

/** Give how often rows were dropped from a copy: what went away can be read nowhere else. */
export async function readWent(to: Transaction): Promise<number> {
  const line = await to.raw.objectStore("meta").get(WENT_KEY);
  return line ? (to.codec.open(line.body) as number) : 0;
}

/** Note that rows are dropped now. */
export async function noteWent(to: Transaction): Promise<void> {
  const body = to.codec.seal((await readWent(to)) + 1);
  await to.raw.objectStore("meta").put({ key: WENT_KEY, body });
}
