/** What the figures are made of, out of the copy on this computer. */

import { type Figures, makeFigures } from "../../figures/figures.ts";
import type { Period } from "../../figures/period.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { RecordRow } from "../../lib/wire.ts";
import { readEntries, reviewedKinds } from "../../review/entries.ts";
import { directory, optionsOf, placeOf } from "../../session/directory.ts";
import type { Session } from "../../session/session.ts";
import { listEntries } from "../../sync/list.ts";
import { byOfficeOrder, type FigureTable, type Level, tableOf } from "./table.ts";

/** The records, and the groups with their villages. `clockOffsetMs`: to this computer's clock. */
export interface FigureRows {
  readonly rows: readonly RecordRow[];
  readonly clockOffsetMs: number;
}

/** Read them; the records are those that the queue keeps in memory. */
export async function readRows(session: Pick<Session, "disk" | "catalog">): Promise<FigureRows> {
  const { disk, catalog } = session;
  const { entries, clockOffsetMs } = await readEntries(session);
  const groups = await listEntries(disk, { kinds: ["group"], itemKeysOf: catalog.itemKeysOf });
  return { rows: [...entries, ...groups].map(({ shown }) => shown), clockOffsetMs };
}

/** The kinds that have figures of days. */
export function kindsShown(session: Pick<Session, "catalog">): Kind[] {
  return reviewedKinds(session)
    .filter(({ day, measures = [] }) => day !== undefined && measures.length > 0)
    .sort(byOfficeOrder);
}

/** Whether this officer may read what the kind's figures are made of. */
export function isRead({ stream }: Kind): boolean {
  return Object.keys(directory.value.streams).some((name) => name.startsWith(`${stream}:`));
}

/** Count one kind. */
export function countKind(kind: Kind, { rows }: FigureRows, period: Period): Figures {
  return makeFigures([kind], rows, period);
}

/** Give the table of a kind with a row for every village or group of the commune. */
export function tableNow(kind: Kind, figures: Figures, level: Level): FigureTable {
  const listed = optionsOf(level).map(({ id }) => id);
  const hasRow = (id: string) => (level === "area" ? isVillage(id) : isLoggedBy(id, kind));
  return tableOf(kind, figures, level, listed.filter(hasRow));
}

/** A school has a row where something counts there, and else none. */
function isVillage(area: string): boolean {
  return !PLACES_BESIDE.has(String(placeOf(area)?.content["area_type"]));
}

const PLACES_BESIDE = new Set(["truong_hoc"]);

/** Mediation teams log mediations, and nobody else does. */
function isLoggedBy(group: string, { stream }: Kind): boolean {
  const isTeam = placeOf(group)?.content["group_type"] === "to_hoa_giai";
  return isTeam === (stream === "mediation");
}
