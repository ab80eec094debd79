/** Figures as a table of one kind: who has a row, in which order, and what stands in its cells. */

import type { Figures, Numbers } from "../../figures/figures.ts";
import { WAYS } from "../../figures/ways.ts";
import type { Kind, Measure } from "../../kinds/kind.ts";

export type Level = "area" | "group";

/** One a measure, in the kind's order; null: it can't be said. */
export type Cells = readonly (number | null)[];

export interface TableRow {
  /** A village's or a group's; null: of no village or group that is known. */
  readonly id: string | null;
  readonly cells: Cells;
}

export interface FigureTable {
  readonly kind: Kind;
  readonly columns: readonly Measure[];
  readonly rows: readonly TableRow[];
  readonly total: Cells;
}

/**
 * Give the table of a kind. `listed`: who has a row even where nothing counts, in their order; those
 * in which something counts besides come after them, and what has no place comes last.
 */
export function tableOf(
  kind: Kind,
  figures: Figures,
  level: Level,
  listed: readonly string[],
): FigureTable {
  const columns = kind.measures ?? [];
  const found = new Map(placesOf(figures, level));
  const ids = [...new Set<string | null>([...listed, ...found.keys()])];
  return {
    kind,
    columns,
    rows: ids.map((id) => ({ id, cells: cellsOf(kind, columns, found.get(id)) })),
    total: cellsOf(kind, columns, figures.totals),
  };
}

/** Whether anything at all counts there. */
export function isEmpty({ cells }: Pick<TableRow, "cells">): boolean {
  return cells.every((cell) => cell === null || cell === 0);
}

/** Where it comes in the order of the sheet that the police fill in; added kinds come after. */
export function byOfficeOrder(one: Kind, next: Kind): number {
  return placeInOrder(one) - placeInOrder(next);
}

const OFFICE_ORDER = ["patrol", "mediation", "camera"];

function placeInOrder({ id }: Kind): number {
  const place = OFFICE_ORDER.indexOf(id);
  return place < 0 ? OFFICE_ORDER.length : place;
}

function placesOf({ areas, groups }: Figures, level: Level): [string | null, Numbers][] {
  return level === "area"
    ? areas.map((one) => [one.area, one.figures])
    : groups.map((one) => [one.group, one.figures]);
}

function cellsOf({ id }: Kind, columns: readonly Measure[], numbers: Numbers = {}): Cells {
  return columns.map((measure) => {
    // A way of counting that this app is too old for: nothing is known, which is not nothing.
    if (!Object.hasOwn(WAYS, measure.how) && measure.how !== "share") return null;
    return numbers[id]?.[measure.id] ?? (measure.how === "share" ? null : 0);
  });
}
