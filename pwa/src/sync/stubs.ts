/**
 * Old records become outlines on the phone as days pass, as the server sends them to a phone that
 * comes new: less of other people's matters lies about, and the next page is asked for in the same
 * form. Nothing that a person wrote here and that the copy does not hold yet is touched.
 */

import { putRow, rowsBefore } from "../db/copy.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import { walkOutbox } from "../db/outbox.ts";
import { retainedAbove } from "../db/retained.ts";
import { readState, writeState } from "../db/state.ts";
import { isObject } from "../lib/json.ts";
import type { RecordRow } from "../lib/wire.ts";

/**
 * Keep whole only what occurred from this day on, and ask for no more from now on; say how many
 * became outlines. A day that is not later than the last one changes nothing: it goes one way.
 */
export function stubBefore(disk: Disk, day: string): Promise<number> {
  return disk.write(["meta", "outbox", "retained", "copy_a", "copy_b"], async (to) => {
    const state = await readState(to);
    if (state.fullFrom !== null && state.fullFrom >= day) return 0;
    await writeState(to, { ...state, fullFrom: day });
    const busy = await recordsInWork(to);
    let count = 0;
    for (const row of await rowsBefore(to, state.shown, day)) {
      if (row.stub || busy.has(row.id) || keepsWhole(row)) continue;
      await putRow(to, state.shown, outlineOf(row), state.turn);
      count += 1;
    }
    return count;
  });
}

/** The server's twin is Head.keeps_whole: what is open, asked or disputed is needed whole. */
function keepsWhole({ open, siblings, review }: RecordRow): boolean {
  const isAsked = isObject(review) && review["decision"] === "returned";
  return open === true || (siblings ?? []).length > 0 || isAsked;
}

/** What the digest counts stays, so that the digests agree as before. */
function outlineOf(row: RecordRow): RecordRow {
  const { id, stream, kind, seq, revision, review_revision } = row;
  const { occurred_on = null, state = "" } = row;
  return { id, stream, kind, seq, revision, review_revision, occurred_on, state, stub: true };
}

/** What this phone did on them may have to be shown over the whole of them. */
async function recordsInWork(to: Transaction): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { mutation } of walkOutbox(to)) ids.add(mutation.record_id);
  for (const { mutation } of await retainedAbove(to, 0)) ids.add(mutation.record_id);
  return ids;
}
