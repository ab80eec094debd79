/**
 * The phone's copies of the server's rows. They can always be pulled again. Whatever drops rows does
 * so here, with the store "meta" in its transaction, which keeps how often that was.
 */

import { unwrap } from "idb";
import { byUnit } from "../lib/json.ts";
import type { RecordRow } from "../lib/wire.ts";
import type { Transaction } from "./disk.ts";
import type { CopyLine, CopyName } from "./schema.ts";
import { noteWent } from "./state.ts";

const CHUNK = 500;
const FEW = 20;

/** Find a row. */
export async function findRow(
  to: Transaction,
  copy: CopyName,
  id: string,
): Promise<RecordRow | null> {
  const found = await to.raw.objectStore(copy).get(id);
  return found ? open(to, found) : null;
}

/**
 * Find which of these rows are there, by what can be read without opening them. Of a page of many
 * most are new as a rule: then their keys, asked for at once, spare a question for each.
 */
export async function findLines(
  to: Transaction,
  copy: CopyName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CopyLine>> {
  const store = to.raw.objectStore(copy);
  let asked = ids;
  if (ids.length > FEW) {
    const [first = "", ...others] = [...ids].sort(byUnit);
    const there = new Set(await store.getAllKeys(IDBKeyRange.bound(first, others.at(-1))));
    asked = ids.filter((id) => there.has(id));
  }
  const lines = await Promise.all(asked.map((id) => store.get(id)));
  return new Map(lines.flatMap((line) => (line ? [[line.id, line]] : [])));
}

/** Write a row in the place of the one with its id. `turn`: the state's, once this is written. */
export async function putRow(
  to: Transaction,
  copy: CopyName,
  row: RecordRow,
  turn: number,
): Promise<void> {
  await to.raw.objectStore(copy).put(lineOf(to, row, turn));
}

/**
 * The same for many: none waits for the one before, and nobody listens for each. What can't be
 * written ends the transaction.
 */
export function putRows(
  to: Transaction,
  copy: CopyName,
  rows: readonly RecordRow[],
  turn: number,
): void {
  const store = unwrap(to.raw.objectStore(copy)) as unknown as IDBObjectStore;
  for (const row of rows) store.put(lineOf(to, row, turn));
}

function lineOf(to: Transaction, row: RecordRow, turn: number): CopyLine {
  return {
    id: row.id,
    stream: row.stream,
    kind: row.kind,
    seq: row.seq,
    day: row.occurred_on ?? "",
    state: row.state ?? "",
    turn,
    body: to.codec.seal(row),
  };
}

/** Drop a row. */
export async function dropRow(to: Transaction, copy: CopyName, id: string): Promise<void> {
  await noteWent(to);
  await to.raw.objectStore(copy).delete(id);
}

/** Drop the rows of a stream. */
export async function dropStream(to: Transaction, copy: CopyName, stream: string): Promise<void> {
  await noteWent(to);
  const store = to.raw.objectStore(copy);
  const ids = await store.index("stream").getAllKeys(stream);
  await Promise.all(ids.map((id) => store.delete(id)));
}

/** Drop all rows. */
export async function clearCopy(to: Transaction, copy: CopyName): Promise<void> {
  await noteWent(to);
  await to.raw.objectStore(copy).clear();
}

/** Give the rows of a stream. */
export async function rowsOf(
  to: Transaction,
  copy: CopyName,
  stream: string,
): Promise<RecordRow[]> {
  const lines = await to.raw.objectStore(copy).index("stream").getAll(stream);
  return lines.map((found) => open(to, found));
}

/** Give all rows. */
export async function allRows(to: Transaction, copy: CopyName): Promise<RecordRow[]> {
  const lines = await to.raw.objectStore(copy).getAll();
  return lines.map((found) => open(to, found));
}

/** Give up to `limit` rows of a kind, the newest day first. `before`: only earlier days. */
export async function rowsOfKind(
  to: Transaction,
  copy: CopyName,
  kind: string,
  limit: number = CHUNK,
  before: string = "\uffff",
): Promise<RecordRow[]> {
  const range = IDBKeyRange.bound([kind, ""], [kind, before], false, true);
  const found: RecordRow[] = [];
  let cursor = await to.raw.objectStore(copy).index("kind_day").openCursor(range, "prev");
  while (cursor && found.length < limit) {
    found.push(open(to, cursor.value));
    cursor = await cursor.continue();
  }
  return found;
}

/** Give all rows of these kinds, in no order; one reading a kind, however many there are. */
export async function allOfKinds(
  to: Transaction,
  copy: CopyName,
  kinds: readonly string[],
): Promise<RecordRow[]> {
  const index = to.raw.objectStore(copy).index("kind_day");
  const found = await Promise.all(kinds.map((kind) => index.getAll(allDays(kind))));
  return found.flat().map((line) => open(to, line));
}

/** Give the rows that were written at this turn or later, whatever their kind. */
export async function rowsSince(
  to: Transaction,
  copy: CopyName,
  turn: number,
): Promise<RecordRow[]> {
  const lines = await to.raw.objectStore(copy).index("turn").getAll(IDBKeyRange.lowerBound(turn));
  return lines.map((line) => open(to, line));
}

/** Give the rows of what occurred before this day; those without a day are none of them. */
export async function rowsBefore(
  to: Transaction,
  copy: CopyName,
  day: string,
): Promise<RecordRow[]> {
  const lines = await to.raw.objectStore(copy).getAll();
  return lines.filter((line) => line.day !== "" && line.day < day).map((line) => open(to, line));
}

function allDays(kind: string): IDBKeyRange {
  return IDBKeyRange.bound([kind, ""], [kind, "\uffff"]);
}

function open(to: Transaction, found: CopyLine): RecordRow {
  return to.codec.open(found.body) as RecordRow;
}
