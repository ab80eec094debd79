/** What lies on a phone's disk, read apart from the code that wrote it. */

import { findRow, rowsOf } from "../../src/db/copy.ts";
import type { Disk } from "../../src/db/disk.ts";
import { walkOutbox } from "../../src/db/outbox.ts";
import { allRetained, type Retained } from "../../src/db/retained.ts";
import { readState } from "../../src/db/state.ts";
import type { Mutation, RecordRow } from "../../src/lib/wire.ts";

export function outboxIds(disk: Disk): Promise<string[]> {
  return disk.read(["outbox"], async (to) => {
    const ids: string[] = [];
    for await (const entry of walkOutbox(to)) ids.push(entry.mutation.id);
    return ids;
  });
}

export function retained(disk: Disk): Promise<Retained[]> {
  return disk.read(["retained"], allRetained);
}

export function row(disk: Disk, id: string): Promise<RecordRow | null> {
  return disk.read(["meta", "copy_a", "copy_b"], async (to) =>
    findRow(to, (await readState(to)).shown, id),
  );
}

export function rowsIn(disk: Disk, stream: string): Promise<RecordRow[]> {
  return disk.read(["meta", "copy_a", "copy_b"], async (to) =>
    rowsOf(to, (await readState(to)).shown, stream),
  );
}

/** Make a row as the server gives it. */
export function aRow(id: string, seq: number, parts: Partial<RecordRow> = {}): RecordRow {
  return {
    id,
    stream: "log:g",
    kind: "patrol",
    kind_version: 1,
    seq,
    revision: `r${seq}`,
    review_revision: null,
    occurred_on: "2026-11-20",
    state: "done",
    content: { area: "chua" },
    review: null,
    conversation: [],
    siblings: [],
    deleted: false,
    ...parts,
  };
}

export function ids(mutations: readonly Mutation[]): string[] {
  return mutations.map((mutation) => mutation.id);
}
