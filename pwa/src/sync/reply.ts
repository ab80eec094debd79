/** Applying a reply: everything of it in one transaction, or nothing (R10). */

import { acknowledgeAccess, dropAccess, unacknowledgeAccess } from "../db/access-log.ts";
import { letGo, offerAgain } from "../db/blobs.ts";
import { dropStream } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { putBack, takeOut } from "../db/outbox.ts";
import { allRetained, dropRetained, findRetained, type Retained, retain } from "../db/retained.ts";
import type { StoreName } from "../db/schema.ts";
import { type Cursors, pulledInto, readState, type SyncState, writeState } from "../db/state.ts";
import { readSeq, START } from "../lib/cursor.ts";
import type { ExchangeRequest, Reply, Result } from "../lib/wire.ts";
import {
  compareDigests,
  NONE_VERIFIED,
  startSecondCopy,
  stillVerified,
  type Verified,
} from "./digests.ts";
import { takeRows } from "./rows.ts";

const KEEP_RETAINED_MS = 30 * 24 * 60 * 60 * 1000;
const RETAINED_BYTES = 20 * 1024 * 1024;

/** The stores that applying a reply may touch. */
export const REPLY_STORES: readonly StoreName[] = [
  "meta",
  "outbox",
  "retained",
  "copy_a",
  "copy_b",
  "access_log",
  "blobs",
  "blob_bytes",
];

/** `reports`: what those who run the server should hear of. */
export interface Applied {
  readonly state: SyncState;
  readonly reports: readonly string[];
  readonly verified: Verified;
}

/** What came and what is known beside the disk. */
export interface Arrival {
  readonly request: ExchangeRequest;
  readonly reply: Reply;
  readonly nowMs: number;
  readonly verified: Verified;
}

/**
 * Apply a reply; null: it was thrown away, because its request was made at another turn, or because
 * it echoes another one: a proxy's cache, a reply that came twice.
 */
export async function applyReply(to: Transaction, arrival: Arrival): Promise<Applied | null> {
  const { request, reply } = arrival;
  const before = await readState(to);
  if (before.turn !== request.turn || (reply.turn ?? request.turn) !== request.turn) return null;
  await takeResults(to, arrival);
  await acknowledge(to, arrival);
  const applied = await takeRest(to, arrival, {
    ...before,
    turn: before.turn + 1,
    witness: reply.witness,
    isRestored: reply.restored === true,
    clockOffsetMs: clockOffset(arrival),
    lastExchangeAt: reply.time,
  });
  await writeState(to, applied.state);
  return applied;
}

async function takeRest(to: Transaction, arrival: Arrival, state: SyncState): Promise<Applied> {
  const { reply } = arrival;
  if (reply.reset) {
    return { state: await reset(to, state, reply), reports: ["reset"], verified: NONE_VERIFIED };
  }
  for (const result of reply.late_results ?? []) await takeLateResult(to, result, reply);
  if (state.isRestored) return { state, reports: [], verified: NONE_VERIFIED }; // R13
  return takePull(to, arrival, state);
}

async function takePull(to: Transaction, arrival: Arrival, state: SyncState): Promise<Applied> {
  const { request, reply, nowMs } = arrival;
  const granted = await takeStreams(to, state, reply);
  const touched = await takeRows(to, pulledInto(granted), granted, reply);
  const known = stillVerified(arrival.verified, request.turn, touched);
  const compared = await compareDigests(to, advance(granted, request, reply), reply, known);
  const droppedEarly = await dropBackedUp(to, reply.backup ?? START, nowMs);
  const after = { ...compared.state, droppedEarly: state.droppedEarly + droppedEarly };
  return { ...compared, state: after };
}

/** Guess the server's clock less the phone's: its time came half-way between asking and now. */
function clockOffset({ request, reply, nowMs }: Arrival): number {
  const halfWayMs = (Date.parse(request.now) + nowMs) / 2;
  const offsetMs = Math.round(Date.parse(reply.time) - halfWayMs);
  return Number.isFinite(offsetMs) ? offsetMs : 0;
}

async function takeResults(to: Transaction, { reply, nowMs }: Arrival): Promise<void> {
  for (const result of reply.results) {
    const entry = await takeOut(to, result.id);
    if (!entry) continue;
    const { mutation, order, sizeBytes } = entry;
    await retain(to, { mutation, result, until: reply.witness, order, since: nowMs, sizeBytes });
  }
}

async function acknowledge(to: Transaction, { request, reply }: Arrival): Promise<void> {
  const ids = request.access_log.map((entry) => entry.id);
  await acknowledgeAccess(to, ids, readSeq(reply.witness) ?? Number.MAX_SAFE_INTEGER);
}

async function takeLateResult(to: Transaction, result: Result, reply: Reply): Promise<void> {
  const kept = await findRetained(to, result.id);
  if (kept) await retain(to, { ...kept, result, until: reply.witness });
}

/** The server lacks what this phone knew: give everything back, and pull a second copy. */
async function reset(to: Transaction, state: SyncState, reply: Reply): Promise<SyncState> {
  for (const kept of await allRetained(to)) {
    await putBack(to, kept.order, kept.mutation);
    await dropRetained(to, kept.mutation.id);
  }
  await unacknowledgeAccess(to);
  await offerAgain(to);
  return startSecondCopy(to, await takeStreams(to, state, reply));
}

/** Note the granted streams; of a revoked one drop both copies and forget the cursor. */
async function takeStreams(to: Transaction, state: SyncState, reply: Reply): Promise<SyncState> {
  const granted = reply.streams;
  if (!granted) return state;
  const revoked = Object.keys(state.streams).filter((stream) => !Object.hasOwn(granted, stream));
  for (const stream of revoked) {
    await dropStream(to, "copy_a", stream);
    await dropStream(to, "copy_b", stream);
  }
  return {
    ...state,
    streams: granted,
    streamsTag: reply.streams_tag ?? null,
    cursors: cursorsFor(granted, state.cursors),
    buildingCursors: cursorsFor(granted, state.buildingCursors),
  };
}

function cursorsFor(granted: Readonly<Record<string, string>>, cursors: Cursors): Cursors {
  const names = Object.keys(granted);
  return Object.fromEntries(names.map((stream) => [stream, cursors[stream] ?? START]));
}

/** Set each asked stream to the greater of the reply's cursor and its own. */
function advance(state: SyncState, request: ExchangeRequest, reply: Reply): SyncState {
  const name = state.isBuilding ? "buildingCursors" : "cursors";
  const cursors = { ...state[name] };
  const reached = readSeq(reply.cursor ?? START);
  for (const stream of request.since.flatMap((one) => one.streams)) {
    const own = readSeq(cursors[stream]);
    if (reached && own !== null && reached > own) cursors[stream] = reply.cursor as string;
  }
  return { ...state, [name]: cursors };
}

/**
 * Drop only what has a verdict at or below a verified backup (R12): after 30 days, or, where all
 * that is retained passes its cap, the oldest first; say how many of these.
 */
async function dropBackedUp(to: Transaction, backup: string, nowMs: number): Promise<number> {
  const backupSeq = readSeq(backup);
  if (!backupSeq) return 0;
  const retained = await allRetained(to);
  let excessBytes = sizeOf(retained) - RETAINED_BYTES;
  let early = 0;
  for (const kept of retained) {
    const isOld = nowMs - kept.since >= KEEP_RETAINED_MS;
    if (kept.result.seq > backupSeq || !(isOld || excessBytes > 0)) continue;
    await dropRetained(to, kept.mutation.id);
    await letGo(to, kept.mutation.id);
    excessBytes -= kept.sizeBytes;
    early += isOld ? 0 : 1;
  }
  await dropAccess(to, backupSeq);
  return early;
}

function sizeOf(retained: readonly Retained[]): number {
  return retained.reduce((sum, kept) => sum + kept.sizeBytes, 0);
}
