/** Where in a form the person is; the screen keeps it, so that Back and links lead there. */

import type { Content, Field, Kind } from "../kinds/kind.ts";
import { isFilled, liveItems } from "./content.ts";

/** A step from 0, and within it perhaps one item of a list. */
export interface Place {
  readonly step: number;
  readonly item?: { readonly field: string; readonly id: string };
}

export interface OpenItem {
  readonly list: Field;
  /** The name of the field that tells its items apart. */
  readonly key: string;
  readonly item: Content;
  /** From 1. */
  readonly number: number;
}

export function nameOfPlace({ step, item }: Place): string {
  return item ? `${item.field}.${item.id}` : `step ${step}`;
}

/** The item that is open; null where there is none, or it has gone since the link was made. */
export function openItemOf(kind: Kind, content: Content, { item: asked }: Place): OpenItem | null {
  const list = kind.fields.find((field) => field.name === asked?.field);
  if (!asked || !list?.key) return null;
  const items = liveItems(content[list.name]);
  const at = items.findIndex((one) => one[list.key ?? ""] === asked.id);
  const item = items[at];
  return item ? { list, key: list.key, item, number: at + 1 } : null;
}

/** Whether nothing was written into an item beside what tells it apart. */
export function isBlank({ item, key }: OpenItem): boolean {
  return Object.entries(item).every(([name, value]) => name === key || !isFilled(value));
}

/** The step that asks for the field at this path. */
export function stepOf(kind: Kind, path: string): number {
  const name = path.split(".")[0] ?? "";
  return Math.max(
    0,
    kind.steps.findIndex((step) => step.fields.includes(name)),
  );
}
