/** The rows of a pull: records, departures, and what retention emptied. */

import { letGo, offerMissing } from "../db/blobs.ts";
import { dropRow, findRow, putRow } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { type Retained, retain, retainedOf } from "../db/retained.ts";
import type { CopyName } from "../db/schema.ts";
import type { SyncState } from "../db/state.ts";
import { byUnit, isObject, type Json, type JsonObject } from "../lib/json.ts";
import { blobsIn } from "../lib/media.ts";
import type { Departure, RecordRow, Reply } from "../lib/wire.ts";

/**
 * Put rows of granted streams into the copy, never an older one over a newer one; then take what
 * departed. Give the streams in which something changed.
 */
export async function takeRows(
  to: Transaction,
  copy: CopyName,
  { streams, turn }: Pick<SyncState, "streams" | "turn">,
  reply: Reply,
): Promise<Set<string>> {
  const touched = new Set<string>();
  for (const row of reply.records ?? []) {
    if (!Object.hasOwn(streams, row.stream)) continue;
    const held = await findRow(to, copy, row.id);
    if (held && held.seq > row.seq) continue;
    await putRow(to, copy, row, turn);
    await purgeRetained(to, row);
    await offerMissing(to, row.missing ?? []);
    touched.add(row.stream).add(held?.stream ?? row.stream);
  }
  for (const gone of reply.departures ?? []) {
    if (await takeDeparture(to, copy, gone)) touched.add(gone.stream);
  }
  return touched;
}

/** Drop a copy only where it stands in the stream that it left, and is older (R9). */
async function takeDeparture(to: Transaction, copy: CopyName, gone: Departure): Promise<boolean> {
  const held = await findRow(to, copy, gone.id);
  if (!held || held.stream !== gone.stream || held.seq >= gone.seq) return false;
  await dropRow(to, copy, gone.id);
  return true;
}

/** Empty in retained bodies what retention emptied on the server. */
async function purgeRetained(to: Transaction, row: RecordRow): Promise<void> {
  if (!row.purged || Object.keys(row.purged).length === 0) return;
  for (const kept of await retainedOf(to, row.id)) {
    const emptied = withoutPurged(kept, row.purged);
    if (!emptied) continue;
    await retain(to, emptied);
    await letGo(to, kept.mutation.id, blobsIn(emptied.mutation.content), true);
  }
}

function withoutPurged(kept: Retained, purged: Readonly<Record<string, number>>): Retained | null {
  const fields = Object.keys(purged).filter((name) => (purged[name] ?? 0) >= kept.result.seq);
  const { mutation } = kept;
  const content = without(mutation.content, new Set(fields));
  if (JSON.stringify(content) === JSON.stringify(mutation.content)) return null;
  const names = [...new Set([...(mutation.purged ?? []), ...fields])].sort(byUnit);
  return { ...kept, mutation: { ...mutation, content, purged: names } };
}

function without(content: JsonObject, fields: ReadonlySet<string>): JsonObject {
  const isText = (name: string): boolean => name === "text" || name === "question";
  const isPurged = (name: string): boolean =>
    fields.has(name) || (isText(name) && fields.has("conversation"));
  const kept = Object.fromEntries(Object.entries(content).filter(([name]) => !isPurged(name)));
  for (const path of fields) emptyItem(kept, path);
  return kept;
}

/** `list/item id/field` names a field inside one item; other names are none of this. */
function emptyItem(kept: Record<string, Json>, path: string): void {
  const [list = "", id, field = ""] = path.split("/");
  const items = kept[list];
  if (id === undefined || !Array.isArray(items)) return;
  kept[list] = items.map((item: Json) =>
    isObject(item) && item["id"] === id
      ? Object.fromEntries(Object.entries(item).filter(([name]) => name !== field))
      : item,
  );
}
