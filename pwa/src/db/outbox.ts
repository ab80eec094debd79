/** The outbox: what a person wrote and the server has not judged. Nothing ever drops from it. */

import { unwrap } from "idb";
import type { Mutation } from "../lib/wire.ts";
import type { Transaction } from "./disk.ts";
import type { OutboxLine } from "./schema.ts";

const CHUNK = 100;

export interface OutboxEntry {
  readonly order: number;
  readonly mutation: Mutation;
  /** When it was set aside, ms; null: it was not. */
  readonly asideAt: number | null;
  readonly sizeBytes: number;
}

/** Add mutations in the order of saving; one that is there already stays as it is. */
export async function addToOutbox(to: Transaction, mutations: readonly Mutation[]): Promise<void> {
  await Promise.all(mutations.map((mutation) => addOnce(to, line(to, mutation))));
}

/** The index of ids refuses a second one; asking it beforehand would cost each save a turn. */
async function addOnce(to: Transaction, added: OutboxLine): Promise<void> {
  const adding = unwrap(to.raw.objectStore("outbox")).add(added);
  await new Promise<void>((resolve, reject) => {
    adding.onsuccess = () => resolve();
    adding.onerror = (event) => {
      if (adding.error?.name !== "ConstraintError") return reject(adding.error);
      event.preventDefault(); // or it would end the whole transaction,
      event.stopPropagation(); // and idb take it for that
      resolve();
    };
  });
}

/** Put a mutation back at the place that it had. */
export async function putBack(to: Transaction, order: number, mutation: Mutation): Promise<void> {
  await to.raw.objectStore("outbox").put({ ...line(to, mutation), order });
}

/** Take a mutation out by its id; null where it is not there. */
export async function takeOut(to: Transaction, id: string): Promise<OutboxEntry | null> {
  const store = to.raw.objectStore("outbox");
  const found = await store.index("id").get(id);
  if (!found) return null;
  const entry = open(to, found);
  await store.delete(entry.order);
  return entry;
}

/** Set a mutation aside: visible, tried again later, in nobody's way. */
export async function setAside(to: Transaction, id: string, atMs: number): Promise<void> {
  const store = to.raw.objectStore("outbox");
  const found = await store.index("id").get(id);
  if (found) await store.put({ ...found, aside_at: atMs });
}

/** Give what its person did and what waits on one record, in the order of saving. */
export async function outboxOf(to: Transaction, recordId: string): Promise<OutboxEntry[]> {
  const lines = await to.raw.objectStore("outbox").index("record_id").getAll(recordId);
  const entries = lines.map((found) => open(to, found)).filter(isOwn);
  return entries.sort((one, next) => one.order - next.order);
}

/** Find one by its mutation's id. */
export async function findInOutbox(to: Transaction, id: string): Promise<OutboxEntry | null> {
  const found = await to.raw.objectStore("outbox").index("id").get(id);
  return found ? open(to, found) : null;
}

/** Say how many wait. */
export function countOutbox(to: Transaction): Promise<number> {
  return to.raw.objectStore("outbox").count();
}

/** Say whether its person did it: what is given back of others' work goes along unseen. */
export function isOwn({ mutation }: { readonly mutation: Mutation }): boolean {
  return mutation.act !== "recover";
}

/** Walk through what its person did and what waits, in the order of saving. */
export async function* walkOwn(to: Transaction): AsyncGenerator<OutboxEntry> {
  for await (const entry of walkOutbox(to)) if (isOwn(entry)) yield entry;
}

/** Walk through the outbox in the order of saving, some at a time. */
export async function* walkOutbox(to: Transaction): AsyncGenerator<OutboxEntry> {
  const store = to.raw.objectStore("outbox");
  let after = Number.NEGATIVE_INFINITY;
  for (;;) {
    const lines = await store.getAll(IDBKeyRange.lowerBound(after, true), CHUNK);
    for (const found of lines) {
      const entry = open(to, found);
      after = entry.order;
      yield entry;
    }
    if (lines.length < CHUNK) return;
  }
}

function line(to: Transaction, mutation: Mutation): OutboxLine {
  const { id, record_id } = mutation;
  const size_bytes = new TextEncoder().encode(JSON.stringify(mutation)).length;
  return { id, record_id, aside_at: null, size_bytes, body: to.codec.seal(mutation) };
}

function open(to: Transaction, found: OutboxLine): OutboxEntry {
  return {
    order: found.order as number, // the store's key: only a line on its way in has none
    mutation: to.codec.open(found.body) as Mutation,
    asideAt: found.aside_at,
    sizeBytes: found.size_bytes,
  };
}
