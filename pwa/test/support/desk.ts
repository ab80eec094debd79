/** An officer's computer in memory, with rows as the server gave them. */

import { putRow } from "../../src/db/copy.ts";
import { readState, writeState } from "../../src/db/state.ts";
import type { Kind } from "../../src/kinds/kind.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import type { Desk } from "../../src/review/decisions.ts";
import { reviewedKinds } from "../../src/review/entries.ts";
import type { Case } from "../../src/review/queue.ts";
import type { Entry } from "../../src/sync/list.ts";
import { CATALOG } from "./kinds.ts";
import { anId, aPhone, at, type Setting } from "./phones.ts";
import { aRow } from "./stores.ts";

export type Office = Desk & Setting;

export function anOffice(): Office {
  return { ...aPhone(), catalog: CATALOG };
}

/** Take rows as a pull does: the copy has moved on to the highest of their seqs. */
export function pullRows(
  { disk }: Pick<Office, "disk">,
  ...rows: readonly RecordRow[]
): Promise<void> {
  return disk.write(["meta", "copy_a"], async (to) => {
    const state = await readState(to);
    const turn = state.turn + 1;
    for (const row of rows) await putRow(to, "copy_a", row, turn);
    const seq = Math.max(...rows.map((row) => row.seq));
    await writeState(to, { ...state, turn, witness: at(seq), cursors: { "log:g": at(seq) } });
  });
}

/** Make a patrol that is over and in order, received as the `seq`-th. */
export function aPatrolRow(seq: number, parts: Partial<RecordRow> = {}): RecordRow {
  return aRow(anId(), seq, { revision: anId(), content: PATROL, person: "author", ...parts });
}

export const PATROL = {
  started_at: "2026-11-20T20:05:00+07:00",
  ended_at: "2026-11-20T22:10:00+07:00",
  duty_type: "tuan_tra",
  participants: [{ member_id: "018f5c3e-7d1a-7000-8000-0000000000aa" }],
  situation: "binh_thuong",
};

export function entryOf(row: RecordRow, parts: Partial<Entry> = {}): Entry {
  return { shown: row, waiting: 0, aside: 0, held: [], ...parts };
}

export function kindOf(id: string): Kind {
  const found = reviewedKinds({ catalog: CATALOG }).find((kind) => kind.id === id);
  if (!found) throw new Error(`no kind ${id}`);
  return found;
}

export function aCase(row: RecordRow): Case {
  return { entry: entryOf(row), kind: kindOf(row.kind), flags: [], why: "new" };
}
