/** The desk's queue: what waits for a decision, what is under way, what the server holds. */

import type { Kind } from "../kinds/kind.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Session } from "../session/session.ts";
import type { Entry } from "../sync/list.ts";
import { type Flag, flagsBeside, flagsWithin } from "./checks.ts";
import { countSends, listPending, pending, readPending, sentHere } from "./decisions.ts";
import { isReviewed, readEntries } from "./entries.ts";
import { type HeldCase, heldCases } from "./held.ts";
import { Nearby } from "./nearby.ts";
import { isUnderWay, type Why, whyWaits } from "./waits.ts";

/** A record that waits for an officer. `flags`: what the automatic checks found, at best nothing. */
export interface Case {
  readonly entry: Entry;
  readonly kind: Kind;
  readonly flags: readonly Flag[];
  readonly why: Why;
}

export interface DeskBook {
  /** Every record that is logged, in no order: what is looked through. */
  readonly all: readonly Entry[];
  /** What nobody has decided, here neither, the oldest arrival first. */
  readonly waiting: readonly Case[];
  /** What was decided here in the last seconds and can be undone, in the same order. */
  readonly decided: readonly Case[];
  /** Patrols that are out, the last to start first. */
  readonly open: readonly Entry[];
  /** What the server holds, the oldest first. */
  readonly held: readonly HeldCase[];
  /** How many sendings it knows of, of those on this page. */
  readonly sends: number;
}

/** What a book is made of. `now`: by the right clock. */
export interface Material {
  readonly entries: readonly Entry[];
  readonly kinds: Readonly<Record<string, JsonObject>>;
  readonly decidedIds: ReadonlySet<string>;
  readonly now: Date;
  readonly sends: number;
}

/** Read what the desk has before it, out of the copy on this computer. */
export async function readDesk(
  session: Pick<Session, "disk" | "catalog">,
  nowMs: number = Date.now(),
): Promise<DeskBook> {
  const sends = countSends();
  // Before the records: what is sent in between has then left the queue either way.
  const decided = await listPending(session);
  const { entries, clockOffsetMs } = await readEntries(session);
  await readPending(session); // another page may have decided, sent or undone
  return deskOf({
    entries,
    kinds: session.catalog.kinds,
    decidedIds: new Set(decided.map(({ recordId }) => recordId)),
    now: new Date(nowMs + clockOffsetMs),
    sends,
  });
}

const NONE = { stream: "" };

/** Sort the records into the desk's piles. Pure. */
export function deskOf({ entries, kinds, decidedIds, now, sends }: Material): DeskBook {
  const kindOf = new Map(
    (Object.values(kinds) as unknown as Kind[]).map((kind) => [kind.id, kind]),
  );
  const records = entries.filter(({ shown }) => isReviewed(kindOf.get(shown.kind) ?? NONE));
  const nearby = new Nearby(records);
  const cases = records.flatMap((entry): Case[] => {
    const why = whyWaits(entry);
    const kind = kindOf.get(entry.shown.kind);
    if (why === null || !kind) return [];
    const beside = flagsBeside(entry, kind, nearby.of(entry), { now });
    return [{ entry, kind, flags: [...foundWithin(entry, kind, now), ...beside], why }];
  });
  cases.sort(byArrival);
  return {
    all: records,
    waiting: cases.filter(({ entry }) => !decidedIds.has(entry.shown.id)),
    decided: cases.filter(({ entry }) => decidedIds.has(entry.shown.id)),
    open: records.filter(isUnderWay).sort(byStart),
    held: heldCases(entries, kinds),
    sends,
  };
}

/**
 * The queue at this moment: what is decided leaves at once, also where this book was read before
 * it was sent; what is undone comes back at once.
 */
export function queueNow({ waiting, decided, sends }: DeskBook): readonly Case[] {
  const undoable = new Set(pending.value.map(({ recordId }) => recordId));
  const sent = sentHere.value;
  const isGone = ({ entry: { shown } }: Case): boolean =>
    undoable.has(shown.id) || (sent.get(shown.id) ?? 0) > sends;
  const all = decided.length === 0 ? waiting : [...waiting, ...decided].sort(byArrival);
  return all.filter((one) => !isGone(one));
}

/**
 * Say whether it may be accepted together with others: nothing is odd about it, and it is not one
 * that somebody has to read, as an answer, a change or two versions are. A mediation never is: what
 * is called seen must have been seen.
 */
export function isPlain({ entry, kind, flags, why }: Case): boolean {
  const mustBeRead = kind.stream === "mediation" || entry.shown.stub === true;
  return why === "new" && flags.length === 0 && !mustBeRead;
}

interface Found {
  readonly kind: Kind;
  readonly flags: readonly Flag[];
}

/** What was found in a record stays found as long as that is in memory, and as it is. */
const foundIn = new WeakMap<Entry, Found>();

function foundWithin(entry: Entry, kind: Kind, now: Date): readonly Flag[] {
  const known = foundIn.get(entry);
  if (known?.kind === kind && !known.flags.some(passes)) return known.flags;
  const flags = flagsWithin(entry, kind, { now });
  foundIn.set(entry, { kind, flags });
  return flags;
}

/** What lies ahead of now does so only for a while. */
function passes({ check, detail }: Flag): boolean {
  return check === "clock" || (check === "times" && detail.why === "future");
}

function byArrival({ entry: one }: Case, { entry: next }: Case): number {
  return one.shown.seq - next.shown.seq;
}

function byStart({ shown: one }: Entry, { shown: next }: Entry): number {
  return next.seq - one.seq;
}
