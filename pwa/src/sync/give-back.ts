/**
 * Giving back what others wrote: after a reset, what the old copy shows and the new one lacks. The
 * author's phone may be dead. Its specification is reference/recover.py: an act `recover` follows
 * from the row and the person alone, so that made again it is the same mutation.
 */

import { allRows, findRow } from "../db/copy.ts";
import type { Transaction } from "../db/disk.ts";
import { addToOutbox, findInOutbox } from "../db/outbox.ts";
import { findRetained } from "../db/retained.ts";
import { pulledInto, type SyncState } from "../db/state.ts";
import { canonical, same } from "../lib/canonical.ts";
import { hexAsUuid } from "../lib/ids.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import { blobsIn } from "../lib/media.ts";
import { sha256Hex } from "../lib/sha256.ts";
import type { Mutation, RecordRow } from "../lib/wire.ts";
import { saidWithout } from "./emptying.ts";

const DESK = "desk";
const MUTATION_BYTES = 64 * 1024;
const LONG_AGO = "1970-01-01T00:00:00+00:00";
const LEFT_AWAY_FIRST = ["siblings", "review", "conversation"];

/** Put into the outbox what the second copy lacks of the first; give what is to be reported. */
export async function giveBack(
  to: Transaction,
  state: SyncState,
  person: string,
): Promise<readonly string[]> {
  const reports: string[] = [];
  for (const row of await allRows(to, state.shown)) {
    if (row.stub || row.stream === DESK) continue;
    const next = await findRow(to, pulledInto(state), row.id);
    const said = whatItSays(row, next);
    if (next && next.revision === row.revision && !saysMore(said, next)) continue;
    const made = recoverOf(row, said, person);
    if (!made) reports.push(`recover too large: ${row.id}`);
    else if (!(await isSaved(to, made.id))) await addToOutbox(to, [made]);
  }
  return reports;
}

async function isSaved(to: Transaction, id: string): Promise<boolean> {
  return (await findInOutbox(to, id)) !== null || (await findRetained(to, id)) !== null;
}

/**
 * Make the act; null where the fields alone are larger than a mutation may be. What is too large
 * goes without the siblings, the review, at last the conversation.
 */
export function recoverOf(row: RecordRow, said: JsonObject, person: string): Mutation | null {
  let content = said;
  for (const name of ["", ...LEFT_AWAY_FIRST]) {
    const { [name]: _left, ...kept } = content;
    content = kept;
    const made = mutationOf(row, content, person);
    if (new TextEncoder().encode(JSON.stringify(made)).length <= MUTATION_BYTES) return made;
  }
  return null;
}

function mutationOf(row: RecordRow, content: JsonObject, person: string): Mutation {
  const made = {
    person,
    record_id: row.id,
    stream: row.stream,
    kind: row.kind,
    kind_version: row.kind_version ?? 1,
    act: "recover" as const,
    base: null,
    target: row.revision,
    at: row.received_at ?? LONG_AGO,
    clock_offset_ms: 0,
    content,
    was: {},
    blobs: blobsIn(content),
  };
  return { id: hexAsUuid(sha256Hex(`recover\n${sha256Hex(canonical(made))}`)), ...made };
}

/** Give what the row says, without what retention emptied on the server since. */
function whatItSays(row: RecordRow, next: RecordRow | null): JsonObject {
  const before = row.purged ?? {};
  const names = Object.keys(next?.purged ?? {}).filter((name) => !Object.hasOwn(before, name));
  const { siblings, ...said } = saidWithout(
    {
      content: row.content ?? {},
      person: row.person ?? null,
      ...(typeof row.removed === "string" && { removed: row.removed }),
      ...(row.siblings && { siblings: row.siblings as unknown as Json }),
      ...(row.conversation?.length && { conversation: row.conversation }),
      ...(row.review && { review: row.review }),
    },
    new Set(names),
  );
  const isDisputed = Array.isArray(siblings) && siblings.length > 0;
  return isDisputed ? { ...said, siblings } : said;
}

/** Say whether it says something that the new row of the same revision does not. */
function saysMore(said: JsonObject, next: RecordRow): boolean {
  if (next.stub) return false;
  const talk = new Set((next.conversation ?? []).map((entry) => entry["id"]));
  const entries = (said["conversation"] ?? []) as readonly JsonObject[];
  return (
    !same(said["content"], next.content) ||
    (said["removed"] ?? null) !== (next.removed ?? null) ||
    entries.some((entry) => !talk.has(entry["id"] ?? null))
  );
}
