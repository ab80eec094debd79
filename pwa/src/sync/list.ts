/** Lists of records as the screens show them: the copy's rows with the person's own acts laid over. */

import { allOfKinds, findRow, rowsOfKind } from "../db/copy.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import { isOwn, type OutboxEntry, outboxOf, walkOwn } from "../db/outbox.ts";
import { type Retained, retainedAbove, retainedOf, settledHolds } from "../db/retained.ts";
import type { StoreName } from "../db/schema.ts";
import { readState, type SyncState } from "../db/state.ts";
import { readSeq } from "../lib/cursor.ts";
import type { Mutation, RecordRow, Result } from "../lib/wire.ts";
import { layOver, liesOver, type Reached, type Shown } from "./overlay.ts";
import { farOf, type ItemKeysOf } from "./view.ts";

/** A record as shown, with what of it the server has not judged, or holds. */
export interface Entry {
  readonly shown: Shown;
  /** How many acts wait on this phone. */
  readonly waiting: number;
  /** How many of them were set aside because nothing could take them. */
  readonly aside: number;
  /** Acts that the server holds, oldest first. */
  readonly held: readonly Held[];
}

export interface Held {
  readonly mutation: Mutation;
  readonly result: Result;
}

export interface Asked {
  readonly kinds: readonly string[];
  readonly itemKeysOf: ItemKeysOf;
  /** Up to how many rows of each kind, the newest day first, else all; one's own acts come always. */
  readonly limit?: number;
}

export const LIST_STORES: readonly StoreName[] = ["meta", "outbox", "retained", "copy_a", "copy_b"];

/** Give records of these kinds, in no order. */
export function listEntries(disk: Disk, asked: Asked): Promise<Entry[]> {
  return disk.read(LIST_STORES, async (to) => {
    const state = await readState(to);
    const [own, rows] = await Promise.all([readOwn(to, state, asked), rowsAsked(to, state, asked)]);
    const entries = new Map(rows.map((row) => [row.id, plainEntry(row)]));
    for (const entry of own) entries.set(entry.shown.id, entry);
    return [...entries.values()];
  });
}

/** Give the records of these kinds over which acts of one's own lie, inside a transaction. */
export async function readOwn(to: Transaction, state: SyncState, asked: Asked): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const [id, over] of await lyingOverAll(to, state)) {
    const row = await findRow(to, state.shown, id);
    const entry = entryOf(row, over, farOf(state), asked.itemKeysOf);
    if (entry && asked.kinds.includes(entry.shown.kind)) found.push(entry);
  }
  return found;
}

/** Give a row as it is shown where nothing lies over it. */
export function plainEntry(row: RecordRow): Entry {
  return { shown: row, waiting: 0, aside: 0, held: [] };
}

/** Give one record; null where nothing is known of it. */
export async function findEntry(
  disk: Disk,
  recordId: string,
  itemKeysOf: ItemKeysOf,
): Promise<Entry | null> {
  return (await findRecord(disk, recordId, itemKeysOf)).entry;
}

/** A record, and what this phone still has of its person's acts on it, in the order of saving. */
export interface Found {
  readonly entry: Entry | null;
  readonly own: readonly OwnAct[];
}

/** `result`: null while it waits on this phone. */
export interface OwnAct {
  readonly mutation: Mutation;
  readonly result: Result | null;
  readonly isAside: boolean;
}

/** Give one record with one's own acts on it, also those that the desk did not take. */
export function findRecord(disk: Disk, recordId: string, itemKeysOf: ItemKeysOf): Promise<Found> {
  return disk.read(LIST_STORES, async (to) => {
    const state = await readState(to);
    const row = await findRow(to, state.shown, recordId);
    const all = [
      ...(await retainedOf(to, recordId)).filter(isOwn).map(judged),
      ...(await outboxOf(to, recordId)).map(unsent),
    ].sort((one, next) => one.order - next.order);
    return {
      entry: entryOf(row, all, farOf(state), itemKeysOf),
      own: all.map(ownAct),
    };
  });
}

/** A record of which something has not gone through, with one's own acts that still wait here. */
export interface Unsettled {
  readonly entry: Entry;
  readonly unsent: readonly OwnAct[];
}

/** Give all that waits here or is held there, in the order of saving. */
export function listUnsettled(disk: Disk, itemKeysOf: ItemKeysOf): Promise<Unsettled[]> {
  return disk.read(LIST_STORES, async (to) => {
    const state = await readState(to);
    const found: Unsettled[] = [];
    for (const [id, over] of await lyingOverAll(to, state)) {
      const row = await findRow(to, state.shown, id);
      const entry = entryOf(row, over, farOf(state), itemKeysOf);
      if (!entry || (entry.waiting === 0 && entry.held.length === 0)) continue;
      const unsent = over.filter(({ kept }) => kept === null).map(ownAct);
      found.push({ entry, unsent });
    }
    return found;
  });
}

/** Give one's own acts that the desk closed without taking them, the last first. */
export function listClosed(disk: Disk): Promise<Mutation[]> {
  return disk.read(["retained"], async (to) =>
    (await settledHolds(to))
      .filter((kept) => kept.result.code === "CLOSED" && isOwn(kept))
      .map(({ mutation }) => mutation)
      .reverse(),
  );
}

async function rowsAsked(to: Transaction, state: SyncState, asked: Asked): Promise<RecordRow[]> {
  const { kinds, limit } = asked;
  if (limit === undefined) return allOfKinds(to, state.shown, kinds);
  const found: RecordRow[] = [];
  for (const kind of kinds) found.push(...(await rowsOfKind(to, state.shown, kind, limit)));
  return found;
}

/** One act that is not in the copy yet: `kept` once it has a verdict. */
interface Over {
  readonly order: number;
  readonly mutation: Mutation;
  readonly kept: Retained | null;
  readonly isAside: boolean;
}

function judged(kept: Retained): Over {
  return { order: kept.order, mutation: kept.mutation, kept, isAside: false };
}

function unsent({ order, mutation, asideAt }: OutboxEntry): Over {
  return { order, mutation, kept: null, isAside: asideAt !== null };
}

function ownAct({ mutation, kept, isAside }: Over): OwnAct {
  return { mutation, result: kept?.result ?? null, isAside };
}

async function allUnsent(to: Transaction): Promise<Over[]> {
  const found: Over[] = [];
  for await (const entry of walkOwn(to)) found.push(unsent(entry));
  return found;
}

async function lyingOverAll(to: Transaction, state: SyncState): Promise<Map<string, Over[]>> {
  const [kept, waiting] = await Promise.all([
    retainedAbove(to, lowestSettled(farOf(state))),
    allUnsent(to),
  ]);
  const all = [...kept.map(judged), ...waiting];
  const byRecord = new Map<string, Over[]>();
  for (const one of all) {
    const known = byRecord.get(one.mutation.record_id);
    if (known) known.push(one);
    else byRecord.set(one.mutation.record_id, [one]);
  }
  return byRecord;
}

/** Give the seq up to which what is retained lies over nothing, whatever its stream. */
function lowestSettled({ cursors, witness }: Reached): number {
  const seqs = Object.values(cursors).map((cursor) => readSeq(cursor) ?? 0);
  const lowest = seqs.length > 0 ? Math.min(...seqs) : 0;
  // While a pull goes on, rows that moved on are not there yet.
  return lowest < (readSeq(witness) ?? 0) ? 0 : lowest;
}

function entryOf(
  row: RecordRow | null,
  all: readonly Over[],
  far: Reached,
  itemKeysOf: ItemKeysOf,
): Entry | null {
  const over = all
    .filter(({ kept }) => (kept ? liesOver(kept, row, far) : true))
    .sort((one, next) => one.order - next.order);
  const mutations = over.map(({ mutation }) => mutation);
  const kind = row?.kind ?? mutations.find((one) => one.kind !== null)?.kind ?? "";
  const shown = layOver(row, mutations, itemKeysOf(kind));
  if (!shown) return null;
  const waiting = over.filter(({ kept }) => kept === null);
  return {
    shown: { ...shown, kind },
    waiting: waiting.length,
    aside: waiting.filter(({ isAside }) => isAside).length,
    held: over.flatMap(({ kept }) =>
      kept?.result.verdict === "held" ? [{ mutation: kept.mutation, result: kept.result }] : [],
    ),
  };
}
