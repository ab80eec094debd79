/** What stands on a phone's disk, in the words of the reference phone, to be held beside its own. */

import { rowsOf } from "../../src/db/copy.ts";
import type { Disk, Transaction } from "../../src/db/disk.ts";
import { putBack, walkOutbox } from "../../src/db/outbox.ts";
import { allRetained } from "../../src/db/retained.ts";
import { ALL_STORES, type CopyName } from "../../src/db/schema.ts";
import { other, readState, type SyncState } from "../../src/db/state.ts";
import { byUnit } from "../../src/lib/json.ts";
import type { Mutation, RecordRow, Result } from "../../src/lib/wire.ts";
import type { Phone } from "../../src/sync/phone.ts";

export interface EndState {
  readonly outbox: readonly { mutation: Mutation; aside: boolean }[];
  readonly retained: readonly { mutation: Mutation; result: Result; until: string }[];
  readonly shown: readonly RecordRow[];
  readonly building: readonly RecordRow[];
  readonly meta: Readonly<Record<string, unknown>>;
  /** Entry -> the seq at which the server has it; null: it has not. */
  readonly access_log: Readonly<Record<string, number | null>>;
  readonly views: Readonly<Record<string, unknown>>;
}

/** Stores as the reference phone keeps them. */
export type Stores = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export async function endState(phone: Phone, viewed: readonly string[]): Promise<EndState> {
  const views = await Promise.all(viewed.map(async (id) => [id, await phone.view(id)] as const));
  return phone.disk.read(ALL_STORES, async (to) => {
    const state = await readState(to);
    return {
      outbox: await outbox(to),
      retained: (await allRetained(to)).map(({ mutation, result, until }) => ({
        mutation,
        result,
        until,
      })),
      shown: await rows(to, state.shown, state),
      building: state.isBuilding ? await rows(to, other(state.shown), state) : [],
      meta: meta(state),
      access_log: await accessLog(to),
      views: Object.fromEntries(views),
    };
  });
}

async function outbox(to: Transaction): Promise<EndState["outbox"]> {
  const found: { mutation: Mutation; aside: boolean }[] = [];
  for await (const { mutation, asideAt } of walkOutbox(to)) {
    found.push({ mutation, aside: asideAt !== null });
  }
  return found;
}

async function rows(to: Transaction, copy: CopyName, state: SyncState): Promise<RecordRow[]> {
  const all = await Promise.all(Object.keys(state.streams).map((name) => rowsOf(to, copy, name)));
  return all.flat().sort((one, next) => byUnit(one.id, next.id));
}

function meta(state: SyncState): Record<string, unknown> {
  return {
    turn: state.turn,
    witness: state.witness,
    streams: state.streams,
    streams_tag: state.streamsTag,
    cursors: state.cursors,
    building_cursors: state.isBuilding ? state.buildingCursors : {},
    is_building: state.isBuilding,
    restored: state.isRestored,
    mismatches: state.mismatches,
  };
}

async function accessLog(to: Transaction): Promise<EndState["access_log"]> {
  const lines = await to.raw.objectStore("access_log").getAll();
  return Object.fromEntries(
    lines.map((line) => [line.id, line.acknowledged_seq < 0 ? null : line.acknowledged_seq]),
  );
}

void putBack;
export async function writeStores(_disk: Disk, _stores: Stores): Promise<void> {
  throw new Error("a scenario that begins with a copied disk");
}
