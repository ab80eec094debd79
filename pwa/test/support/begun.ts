/** A disk that a scenario begins with: a copy of another phone's, in the reference phone's words. */

import { acknowledgeAccess, noteAccess } from "../../src/db/access-log.ts";
import { putRow } from "../../src/db/copy.ts";
import type { Disk, Transaction } from "../../src/db/disk.ts";
import { putBack, setAside } from "../../src/db/outbox.ts";
import { retain } from "../../src/db/retained.ts";
import { ALL_STORES, type CopyName } from "../../src/db/schema.ts";
import { type Cursors, NEW, writeState } from "../../src/db/state.ts";
import type { AccessEntry, Mutation, RecordRow, Result } from "../../src/lib/wire.ts";

interface Meta {
  readonly turn?: number;
  readonly witness?: string | null;
  readonly streams?: Readonly<Record<string, string>>;
  readonly streams_tag?: string | null;
  readonly cursors?: Cursors;
  readonly building_cursors?: Cursors;
  readonly is_building?: boolean;
  readonly is_reset?: boolean;
  readonly restored?: boolean;
  readonly mismatches?: number;
  readonly dropped_early?: number;
  readonly full_from?: string | null;
}

type Store<T> = Readonly<Record<string, T>>;

/** Stores as the reference phone keeps them (reference/disk.py). */
export interface Stores {
  readonly meta: Meta;
  readonly outbox: Store<{ mutation: Mutation; aside_at: string | null }>;
  readonly retained: Store<{
    mutation: Mutation;
    order: number;
    result: Result;
    until: string;
    since: string;
    size_bytes: number;
  }>;
  readonly shown: Store<RecordRow>;
  readonly building: Store<RecordRow>;
  readonly access_log: Store<{ entry: AccessEntry; acknowledged: boolean; seq?: number }>;
}

/** Write these stores onto an empty disk. */
export function beginOn(disk: Disk, stores: Stores): Promise<void> {
  return disk.write(ALL_STORES, async (to) => {
    await writeMeta(to, stores.meta);
    await writeOutbox(to, stores);
    await writeRetained(to, stores);
    await writeRows(to, "copy_a", stores.shown);
    await writeRows(to, "copy_b", stores.building);
    for (const { entry, acknowledged, seq } of Object.values(stores.access_log)) {
      await noteAccess(to, entry);
      if (acknowledged) await acknowledgeAccess(to, [entry.id], seq ?? Number.MAX_SAFE_INTEGER);
    }
  });
}

function writeMeta(to: Transaction, meta: Meta): Promise<void> {
  return writeState(to, {
    ...NEW,
    turn: meta.turn ?? 0,
    witness: meta.witness ?? null,
    streams: meta.streams ?? {},
    streamsTag: meta.streams_tag ?? null,
    cursors: meta.cursors ?? {},
    isBuilding: meta.is_building ?? false,
    isReset: meta.is_reset ?? false,
    buildingCursors: meta.building_cursors ?? {},
    isRestored: meta.restored ?? false,
    mismatches: meta.mismatches ?? 0,
    droppedEarly: meta.dropped_early ?? 0,
    fullFrom: meta.full_from ?? null,
  });
}

async function writeOutbox(to: Transaction, stores: Stores): Promise<void> {
  for (const [order, { mutation, aside_at }] of Object.entries(stores.outbox)) {
    await putBack(to, Number(order), mutation);
    if (aside_at) await setAside(to, mutation.id, Date.parse(aside_at));
  }
}

async function writeRetained(to: Transaction, stores: Stores): Promise<void> {
  for (const { since, size_bytes: sizeBytes, ...kept } of Object.values(stores.retained)) {
    await retain(to, { ...kept, since: Date.parse(since), sizeBytes });
  }
}

async function writeRows(to: Transaction, copy: CopyName, rows: Store<RecordRow>): Promise<void> {
  for (const row of Object.values(rows)) await putRow(to, copy, row, 0);
}
