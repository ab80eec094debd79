/**
 * All records that the desk looks at, read once and kept in memory as long as the copy stands where
 * it stood: the officer's own acts alone are read anew, so that twenty thousand records cost one
 * reading an exchange and not one a key. A closed book takes its records with it.
 */

import type { Disk } from "../db/disk.ts";
import { readState, type SyncState } from "../db/state.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Session } from "../session/session.ts";
import { type Entry, listEntries } from "../sync/list.ts";

/** The kind of the desk's own rows: what the server holds. */
export const HELD_KIND = "held";

/** `clockOffsetMs`: what is to be added to this computer's clock. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly clockOffsetMs: number;
}

interface Kept {
  readonly mark: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

const keptOf = new WeakMap<Disk, Kept>();

/** Give the kinds that are logged and reviewed, not those of the directory. */
export function reviewedKinds({ catalog }: Pick<Session, "catalog">): Kind[] {
  const all = Object.values(catalog.kinds) as unknown as Kind[];
  return all.filter(isReviewed);
}

export function isReviewed({ stream }: Pick<Kind, "stream">): boolean {
  return stream === "log" || stream === "mediation";
}

/** Give every record that is logged, and the desk's rows of what is held, in no order. */
export async function readEntries(session: Pick<Session, "disk" | "catalog">): Promise<Entries> {
  const { disk, catalog } = session;
  // Read before the rows: rows that are newer than their mark are read again, never the reverse.
  const state = await disk.read(["meta"], readState);
  const kinds = [...reviewedKinds(session).map(({ id }) => id), HELD_KIND];
  const asked = { kinds, itemKeysOf: catalog.itemKeysOf };
  const mark = markOf(state, kinds);
  const kept = keptOf.get(disk);
  if (kept?.mark === mark) {
    const own = await listEntries(disk, { ...asked, limit: 0 });
    const entries = own.length > 0 ? withOwn(kept.entries, own) : kept.entries;
    return { entries: [...entries.values()], clockOffsetMs: state.clockOffsetMs };
  }
  const entries = await listEntries(disk, asked);
  keep(disk, mark, entries);
  return { entries, clockOffsetMs: state.clockOffsetMs };
}

/** An outline may be fetched whole without the copy moving on: then nothing is kept. */
function keep(disk: Disk, mark: string, entries: readonly Entry[]): void {
  if (entries.some(({ shown }) => shown.stub)) keptOf.delete(disk);
  else keptOf.set(disk, { mark, entries: new Map(entries.map((one) => [one.shown.id, one])) });
}

function withOwn(
  entries: ReadonlyMap<string, Entry>,
  own: readonly Entry[],
): ReadonlyMap<string, Entry> {
  const all = new Map(entries);
  for (const entry of own) all.set(entry.shown.id, entry);
  return all;
}

function markOf(state: SyncState, kinds: readonly string[]): string {
  const { shown, isBuilding, cursors, fullFrom, streams } = state;
  return JSON.stringify([shown, isBuilding, cursors, fullFrom, Object.keys(streams), kinds]);
}
