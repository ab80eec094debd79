/**
 * What waits on this phone, worked out of the database alone, never from how the last try ended.
 *
 * Counted are records, and beside them notes and answers: twenty taps of one patrol are one thing
 * that waits.
 */

import { useRef } from "preact/hooks";
import type { Transaction } from "../db/disk.ts";
import { walkOwn } from "../db/outbox.ts";
import { retainedAbove } from "../db/retained.ts";
import type { StoreName } from "../db/schema.ts";
import { readState } from "../db/state.ts";
import { sayWhen } from "../i18n/say.ts";
import type { Mutation } from "../lib/wire.ts";
import type { SyncStanding } from "../ui/sync-line.tsx";
import { useLive } from "./live.ts";
import { type Session, standing, underWay } from "./session.ts";
import { room } from "./storage.ts";

/** Everything that the database says about the sync; counts are of things, not of acts. */
export interface SyncBook {
  readonly waiting: number;
  readonly aside: number;
  readonly held: number;
  /** When the oldest that waits was written, by the phone's clock then. */
  readonly oldestAt: string | null;
  /** When the server last answered, by its own clock. */
  readonly lastExchangeAt: string | null;
  readonly clockOffsetMs: number;
  readonly isRestored: boolean;
}

/** What the database can't know: whether this tab is sending, and how much room there is. */
export interface Around {
  readonly isSending: boolean;
  /** How many waited when the sending began. */
  readonly began: number;
  readonly isNearlyFull: boolean;
  /** Why nothing is sent before somebody acts; null: it is. */
  readonly stopped: string | null;
  readonly now: Date;
}

const STORES: readonly StoreName[] = ["meta", "outbox", "retained"];
const HELD_ONLY = Number.MAX_SAFE_INTEGER - 1; // what is held lies over the copy for ever

/** Read it in one transaction. */
export function readSyncBook(disk: Session["disk"]): Promise<SyncBook> {
  return disk.read(STORES, async (to) => {
    const { lastExchangeAt, clockOffsetMs, isRestored } = await readState(to);
    const held = await retainedAbove(to, HELD_ONLY);
    return {
      ...(await readOutbox(to)),
      held: new Set(held.map(({ mutation }) => mutation.record_id)).size,
      lastExchangeAt,
      clockOffsetMs,
      isRestored,
    };
  });
}

async function readOutbox(
  to: Transaction,
): Promise<Pick<SyncBook, "waiting" | "aside" | "oldestAt">> {
  const waiting = new Set<string>();
  const aside = new Set<string>();
  let oldestAt: string | null = null;
  for await (const { mutation, asideAt } of walkOwn(to)) {
    oldestAt ??= mutation.at;
    (asideAt === null ? waiting : aside).add(thingOf(mutation));
  }
  return { waiting: waiting.size, aside: aside.size, oldestAt };
}

function thingOf({ act, id, record_id }: Mutation): string {
  return act === "note" ? id : record_id;
}

/** Give the line that the home screen shows, the worst first. */
export function standingOf(book: SyncBook, around: Around): SyncStanding {
  const { waiting, aside, held, lastExchangeAt } = book;
  if (aside > 0) return { now: "aside", count: aside };
  if (around.isNearlyFull) return { now: "full" };
  if (waiting > 0 && around.isSending) {
    const count = Math.max(around.began, waiting);
    return { now: "sending", sent: count - waiting, count };
  }
  if (waiting > 0) {
    const isStopped = around.stopped !== null;
    return { now: "waiting", count: waiting, ...(isStopped && { isStopped }) };
  }
  if (held > 0) return { now: "held", count: held };
  if (lastExchangeAt === null) return { now: "nothing" };
  return { now: "sent", when: sayWhen(lastExchangeAt, trueNow(book, around.now)) };
}

/** The server's clock now, as far as this phone has learnt it: the phone's own may be years off. */
export function trueNow({ clockOffsetMs }: Pick<SyncBook, "clockOffsetMs">, now: Date): Date {
  return new Date(now.getTime() + clockOffsetMs);
}

/** Follow it on a screen; undefined until it was read for the first time. */
export function useSyncBook({ disk }: Session): SyncBook | undefined {
  return useLive(() => readSyncBook(disk), [disk]).value;
}

/** The sync line's standing; undefined until it was read for the first time. */
export function useSyncStanding(session: Session): SyncStanding | undefined {
  const book = useSyncBook(session);
  const began = useRef(0);
  const isSending = underWay.value > 0;
  if (!book) return undefined;
  began.current = isSending ? Math.max(began.current, book.waiting) : book.waiting;
  return standingOf(book, {
    isSending,
    began: began.current,
    isNearlyFull: room.value !== "enough",
    stopped: standing.value,
    now: new Date(),
  });
}
