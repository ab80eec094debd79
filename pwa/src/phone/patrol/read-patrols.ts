/** The patrols that concern this phone now, out of the database alone. */

import type { Disk } from "../../db/disk.ts";
import { outboxOf } from "../../db/outbox.ts";
import { retainedOf } from "../../db/retained.ts";
import { type Live, useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { type Entry, listEntries } from "../../sync/list.ts";
import { textOf } from "./moments.ts";
import {
  type Begun,
  continuationOf,
  forgottenOf,
  openPatrolOf,
  toContinueOf,
  toCorrectOf,
} from "./open-patrol.ts";
import { mySeats, type Seat } from "./seats.ts";
import { lastCrewOf } from "./started.ts";

const NEWEST = 60; // open ones are among the newest days
const CHAIN_MAX = 8;

export interface Patrols {
  /** The one that goes on, led from this phone. */
  readonly open: Entry | null;
  /** What it continues, the part before it first. */
  readonly earlier: readonly Entry[];
  /** What continues it on another phone. */
  readonly later: Entry | null;
  readonly forgotten: readonly Entry[];
  /** Closed by the phone; their author is asked for the right end. */
  readonly toCorrect: readonly Entry[];
  /** On other phones of the reader's groups, to go on with. */
  readonly toContinue: readonly Entry[];
  /** By stream: who of the group went along last time. */
  readonly lastCrews: Readonly<Record<string, readonly string[]>>;
}

/** Read again after each change of the book. */
export function usePatrols(): Live<Patrols> {
  const session = useSession();
  const seats = mySeats();
  const read = () => readPatrols(session, new Date(), seats);
  return useLive(read, [session.disk, session.catalog, seats.map(({ stream }) => stream).join()]);
}

export async function readPatrols(
  { disk, catalog }: Session,
  now: Date,
  seats: readonly Seat[],
): Promise<Patrols> {
  const { itemKeysOf } = catalog;
  const entries = await listEntries(disk, { kinds: ["patrol"], itemKeysOf, limit: NEWEST });
  const begun = await readBegun(disk, entries.filter(isUnsettled));
  const open = openPatrolOf(entries, begun, now);
  return {
    open,
    earlier: open ? earlierOf(entries, open) : [],
    later: open ? continuationOf(entries, open.shown.id) : null,
    forgotten: forgottenOf(entries, begun, now),
    toCorrect: toCorrectOf(entries, begun),
    toContinue: seats.flatMap(({ stream }) => toContinueOf(entries, begun, stream, now) ?? []),
    lastCrews: Object.fromEntries(
      seats.map(({ stream, member }) => [stream, lastCrewOf(entries, stream, member?.id ?? "")]),
    ),
  };
}

/** The parts before this one, the nearest first, as far as this phone knows them. */
export function earlierOf(entries: readonly Entry[], entry: Entry): Entry[] {
  const found: Entry[] = [];
  let at: Entry | undefined = entry;
  while (at && found.length < CHAIN_MAX) {
    const before = textOf(at.shown.content?.["continues"]);
    at = entries.find(({ shown }) => shown.id === before);
    if (at) found.push(at);
  }
  return found;
}

/** Only of these it matters who began them. */
function isUnsettled({ shown }: Entry): boolean {
  const { ended_at, situation, started_at } = shown.content ?? {};
  return started_at !== undefined && (ended_at === undefined || situation === undefined);
}

async function readBegun(disk: Disk, entries: readonly Entry[]): Promise<Begun> {
  return disk.read(["outbox", "retained"], async (to) => {
    const begun = new Set<string>();
    for (const { shown } of entries) {
      const ours = [...(await outboxOf(to, shown.id)), ...(await retainedOf(to, shown.id))];
      if (ours.some(({ mutation }) => mutation.act === "create")) begun.add(shown.id);
    }
    return begun;
  });
}
