/** Mutations with a verdict, kept until a verified backup covers them (R12). */

import { readSeq } from "../lib/cursor.ts";
import type { Mutation, Result } from "../lib/wire.ts";
import type { Transaction } from "./disk.ts";
import type { RetainedLine } from "./schema.ts";

export interface Retained {
  readonly mutation: Mutation;
  readonly result: Result;
  /** The witness of the reply that carried the verdict. */
  readonly until: string;
  readonly order: number;
  /** When the verdict came, ms. */
  readonly since: number;
  readonly sizeBytes: number;
}

const SETTLED_HOLDS = new Set(["CLOSED", "REPLACED", "ID_REUSED"]);
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/**
 * Give the seq that the copy must have reached before this no longer lies over it (R11): the
 * witness of the reply that carried the verdict; for one that is held, none until the desk ends it.
 */
export function liesUntil(kept: Pick<Retained, "mutation" | "result" | "until">): number {
  const { mutation, result, until } = kept;
  if (mutation.act === "recover") return 0; // others wrote it, and the desk decides
  if (result.verdict !== "held") return Math.max(readSeq(until) ?? 0, result.seq);
  return SETTLED_HOLDS.has(result.code ?? "") ? 0 : FOR_EVER;
}

/** Keep a mutation with its verdict, in the place of what was kept under its id. */
export async function retain(to: Transaction, kept: Retained): Promise<void> {
  const { mutation, result, until, order, since, sizeBytes } = kept;
  await to.raw.objectStore("retained").put({
    id: mutation.id,
    record_id: mutation.record_id,
    order,
    seq: result.seq,
    since,
    lies_until: liesUntil(kept),
    size_bytes: sizeBytes,
    body: to.codec.seal({ mutation, result, until }),
  });
}

/** Find one by its mutation's id. */
export async function findRetained(to: Transaction, id: string): Promise<Retained | null> {
  const found = await to.raw.objectStore("retained").get(id);
  return found ? open(to, found) : null;
}

/** Give what is retained of one record, in the order of saving. */
export async function retainedOf(to: Transaction, recordId: string): Promise<Retained[]> {
  const lines = await to.raw.objectStore("retained").index("record_id").getAll(recordId);
  return lines.map((found) => open(to, found)).sort(byOrder);
}

/** Give all that is retained, in the order of saving. */
export async function allRetained(to: Transaction): Promise<Retained[]> {
  const lines = await to.raw.objectStore("retained").getAll();
  return lines.map((found) => open(to, found)).sort(byOrder);
}

/** Give what may lie over a copy that reached this seq, in the order of saving. */
export async function retainedAbove(to: Transaction, seq: number): Promise<Retained[]> {
  const above = IDBKeyRange.lowerBound(seq, true);
  const lines = await to.raw.objectStore("retained").index("lies_until").getAll(above);
  return lines.map((found) => open(to, found)).sort(byOrder);
}

/** Give what was held and is ended: by the desk, or by its author's own next one. */
export async function settledHolds(to: Transaction): Promise<Retained[]> {
  const lines = await to.raw.objectStore("retained").index("lies_until").getAll(0);
  return lines.map((found) => open(to, found)).sort(byOrder);
}

/** Let go of one. */
export async function dropRetained(to: Transaction, id: string): Promise<void> {
  await to.raw.objectStore("retained").delete(id);
}

function byOrder(one: Retained, next: Retained): number {
  return one.order - next.order;
}

function open(to: Transaction, found: RetainedLine): Retained {
  const body = to.codec.open(found.body) as Pick<Retained, "mutation" | "result" | "until">;
  return { ...body, order: found.order, since: found.since, sizeBytes: found.size_bytes };
}
