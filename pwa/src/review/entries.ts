/**
 * All records that the desk looks at. They are read whole once and kept in memory; after that only
 * what was written since is read, by the turn that every row of the copy bears, so that an exchange
 * costs what it brought and not what the commune has. docs/adr/0030-the-desk.md says why that gives
 * the same. A closed book takes its records with it.
 */

import { allOfKinds, rowsSince } from "../db/copy.ts";
import type { Disk, Transaction } from "../db/disk.ts";
import type { CopyName } from "../db/schema.ts";
import { readState, readWent } from "../db/state.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Session } from "../session/session.ts";
import { type Asked, type Entry, LIST_STORES, plainEntry, readOwn } from "../sync/list.ts";

/** The kind of the desk's own rows: what the server holds. */
export const HELD_KIND = "held";

/** `clockOffsetMs`: what is to be added to this computer's clock. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly clockOffsetMs: number;
}

/**
 * The rows of one copy as they stood at one turn, with nothing laid over them. `went`: how often rows
 * had been dropped by then.
 */
interface Kept {
  readonly copy: CopyName;
  readonly turn: number;
  readonly went: number;
  readonly kinds: readonly string[];
  readonly entries: ReadonlyMap<string, Entry>;
}

/** The last reading of each book, under way or over: the next one goes on from it. */
const lastOf = new WeakMap<Disk, Promise<Kept | null>>();

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
  const last = lastOf.get(disk) ?? Promise.resolve(null);
  const reading = last.then((kept) => disk.read(LIST_STORES, (to) => readOn(to, kept, asked)));
  const keeping = reading.then(
    ({ kept }) => kept,
    () => last, // whoever asked is told; the next one goes on from what stood before
  );
  lastOf.set(disk, keeping);
  const { kept, own, clockOffsetMs } = await reading;
  const entries = own.length > 0 ? withRows(kept.entries, own) : kept.entries;
  return { entries: [...entries.values()], clockOffsetMs };
}

/** Read in one snapshot: rows, and the officer's own acts over them. */
async function readOn(to: Transaction, last: Kept | null, { kinds, itemKeysOf }: Asked) {
  const [state, went] = await Promise.all([readState(to), readWent(to)]);
  const { shown: copy, turn, clockOffsetMs } = state;
  const now = { copy, turn, went, kinds };
  const [entries, own] = await Promise.all([
    readRows(to, last, now),
    readOwn(to, state, { kinds, itemKeysOf }),
  ]);
  return { kept: { ...now, entries }, own, clockOffsetMs };
}

type Now = Omit<Kept, "entries">;

/**
 * Every row bears the turn at which it was written, so those that differ from the ones kept are
 * those of that turn and later. What went away bears none: after that all is read.
 */
async function readRows(
  to: Transaction,
  last: Kept | null,
  now: Now,
): Promise<ReadonlyMap<string, Entry>> {
  const { copy, kinds } = now;
  if (!last || !goesOn(last, now)) {
    return withRows(new Map(), (await allOfKinds(to, copy, kinds)).map(plainEntry));
  }
  const since = await rowsSince(to, copy, last.turn);
  const changed = since.filter(({ kind }) => kinds.includes(kind)).map(plainEntry);
  return changed.length > 0 ? withRows(last.entries, changed) : last.entries;
}

/** A copy that was begun anew may have reached any turn; one of other kinds lacks rows. */
function goesOn(last: Kept, now: Now): boolean {
  const isSameKinds = String(last.kinds) === String(now.kinds);
  const isSameCopy = last.copy === now.copy && last.went === now.went;
  return isSameKinds && isSameCopy && last.turn <= now.turn;
}

function withRows(
  known: ReadonlyMap<string, Entry>,
  rows: readonly Entry[],
): ReadonlyMap<string, Entry> {
  const all = new Map(known);
  for (const entry of rows) all.set(entry.shown.id, entry);
  return all;
}
