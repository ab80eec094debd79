/** What stands on a phone's disk, in the reference phone's words, to be held beside its own. */

import { allRows } from "../../src/db/copy.ts";
import type { Transaction } from "../../src/db/disk.ts";
import { walkOutbox } from "../../src/db/outbox.ts";
import { allRetained } from "../../src/db/retained.ts";
import { ALL_STORES, type CopyName } from "../../src/db/schema.ts";
import { other, readState, type SyncState } from "../../src/db/state.ts";
import type { Json } from "../../src/lib/json.ts";
import type { Phone } from "../../src/sync/phone.ts";

/** As the recorder writes it (tests/simulator/recorder.py). */
export interface EndState {
  readonly meta: Readonly<Record<string, unknown>>;
  /** Order -> mutation; what counts is the order, not the number. */
  readonly outbox: Readonly<Record<string, string>>;
  readonly aside: readonly string[];
  readonly retained: Readonly<Record<string, readonly Json[]>>;
  readonly shown: Readonly<Record<string, readonly Json[]>>;
  readonly building: Readonly<Record<string, readonly Json[]>>;
  readonly access_log: Readonly<Record<string, boolean>>;
  readonly screen: Readonly<Record<string, unknown>>;
}

/** The end in a form that two ends can be compared in. */
export type Comparable = Omit<EndState, "outbox"> & { readonly outbox: readonly string[] };

/** What the reference phone leaves out of its meta until it has it. */
const META = {
  turn: 0,
  witness: null,
  streams: {},
  streams_tag: null,
  cursors: {},
  building_cursors: {},
  is_building: false,
  is_reset: false,
  restored: false,
  mismatches: 0,
  dropped_early: 0,
  full_from: null,
};

/** Bring a recorded end into the form for comparing. */
export function comparable(end: EndState): Comparable {
  const names = Object.keys(META);
  const known = Object.entries(end.meta).filter(([name]) => names.includes(name));
  const orders = Object.keys(end.outbox).sort((one, next) => Number(one) - Number(next));
  return {
    ...end,
    meta: { ...META, ...Object.fromEntries(known) },
    outbox: orders.map((order) => end.outbox[order] as string),
  };
}

/** Read the end off a phone's disk, and what it shows of these records. */
export async function readEnd(phone: Phone, viewed: readonly string[]): Promise<Comparable> {
  const screen: Record<string, unknown> = {};
  for (const id of viewed) screen[id] = await seen(phone, id);
  return phone.disk.read(ALL_STORES, async (to) => {
    const state = await readState(to);
    return {
      meta: meta(state),
      ...(await outbox(to)),
      retained: await retained(to),
      shown: await rows(to, state.shown),
      building: await rows(to, other(state.shown)),
      access_log: await accessLog(to),
      screen,
    };
  });
}

async function seen(phone: Phone, id: string): Promise<unknown> {
  const shown = await phone.view(id);
  if (!shown) return null;
  const { content = null, deleted = null, revision, stream } = shown;
  return { content, deleted, revision, stream };
}

async function outbox(to: Transaction): Promise<Pick<Comparable, "outbox" | "aside">> {
  const ids: string[] = [];
  const aside: string[] = [];
  for await (const { mutation, asideAt } of walkOutbox(to)) {
    ids.push(mutation.id);
    if (asideAt !== null) aside.push(mutation.id);
  }
  return { outbox: ids, aside: aside.sort() };
}

async function retained(to: Transaction): Promise<EndState["retained"]> {
  const all = await allRetained(to);
  return Object.fromEntries(
    all.map(({ mutation, result: { verdict, code, seq } }) => [mutation.id, [verdict, code, seq]]),
  );
}

async function rows(to: Transaction, copy: CopyName): Promise<EndState["shown"]> {
  const all = await allRows(to, copy);
  return Object.fromEntries(
    all.map((row) => [row.id, [row.stream, row.seq, row.revision, row.review_revision]]),
  );
}

async function accessLog(to: Transaction): Promise<EndState["access_log"]> {
  const lines = await to.raw.objectStore("access_log").getAll();
  return Object.fromEntries(lines.map((line) => [line.id, line.acknowledged_seq >= 0]));
}

function meta(state: SyncState): Record<string, unknown> {
  return {
    turn: state.turn,
    witness: state.witness,
    streams: state.streams,
    streams_tag: state.streamsTag,
    cursors: state.cursors,
    building_cursors: state.buildingCursors,
    is_building: state.isBuilding,
    is_reset: state.isReset,
    restored: state.isRestored,
    mismatches: state.mismatches,
    dropped_early: state.droppedEarly,
    full_from: state.fullFrom,
  };
}
