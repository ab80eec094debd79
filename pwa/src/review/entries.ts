/**
 * All records that the desk looks at, read once and kept in memory as long as the copy stands where
 * it stood: the officer's own acts alone are read anew, so that twenty thousand records cost one
 * reading an exchange and not one a key. A closed book takes its records with it.
 */

import type { Disk } from "../db/disk.ts";
import { readState } from "../db/state.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Session } from "../session/session.ts";
import { type Asked, type Entry, listEntries } from "../sync/list.ts";

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
/** Readings under way: those who come meanwhile wait for the same one. */
const underWay = new WeakMap<Disk, { readonly mark: string; readonly read: Promise<Kept> }>();

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
  const kinds = [...reviewedKinds(session).map(({ id }) => id), HELD_KIND];
  const asked = { kinds, itemKeysOf: catalog.itemKeysOf };
  let tries = 0;
  for (;;) {
    // Read before the rows: rows that are newer than their mark are read again, never the reverse.
    const { mark, clockOffsetMs } = await readMark(disk, kinds);
    const kept = await readKept(disk, asked, mark);
    if (!kept) continue;
    const own = await listEntries(disk, { ...asked, limit: 0 });
    tries += 1;
    // What came in between ended one's own acts, and the kept rows do not hold them yet.
    const isSame = (await readMark(disk, kinds)).mark === mark;
    if (!isSame && tries < TRIES) continue;
    const all = own.length > 0 ? withOwn(kept.entries, own) : kept.entries;
    return { entries: [...all.values()], clockOffsetMs };
  }
}

/** While one exchange chases the other, what was read is shown; the last one is read again. */
const TRIES = 2;

/** Null: others were reading by an older mark, and that is over now. */
async function readKept(disk: Disk, asked: Asked, mark: string): Promise<Kept | null> {
  const kept = keptOf.get(disk);
  if (kept?.mark === mark) return kept;
  const other = underWay.get(disk);
  if (other && other.mark !== mark) {
    await other.read.catch(() => undefined);
    return null;
  }
  const read = other?.read ?? readAll(disk, asked, mark);
  underWay.set(disk, { mark, read });
  return read;
}

async function readAll(disk: Disk, asked: Asked, mark: string): Promise<Kept> {
  try {
    const entries = await listEntries(disk, asked);
    const kept = { mark, entries: new Map(entries.map((one) => [one.shown.id, one])) };
    // An outline may be fetched whole without the copy moving on: then nothing is kept.
    if (entries.some(({ shown }) => shown.stub)) keptOf.delete(disk);
    else keptOf.set(disk, kept);
    return kept;
  } finally {
    if (underWay.get(disk)?.mark === mark) underWay.delete(disk);
  }
}

function withOwn(
  entries: ReadonlyMap<string, Entry>,
  own: readonly Entry[],
): ReadonlyMap<string, Entry> {
  const all = new Map(entries);
  for (const entry of own) all.set(entry.shown.id, entry);
  return all;
}

/** Tell where the copy stands: as long as that is the same, its rows are. */
async function readMark(
  disk: Disk,
  kinds: readonly string[],
): Promise<{ mark: string; clockOffsetMs: number }> {
  const state = await disk.read(["meta"], readState);
  const { shown, isBuilding, cursors, fullFrom, streams, clockOffsetMs } = state;
  const told = [shown, isBuilding, cursors, fullFrom, Object.keys(streams), kinds];
  return { mark: JSON.stringify(told), clockOffsetMs };
}
