/**
 * Two people wrote differently: one choice for each place, and the act that settles it. Pure.
 *
 * A place is a field, one item of a list ("findings/<id>"), `removed`: somebody took the record out
 * while somebody else went on writing; or `stream`: two moved it to different groups.
 */

import { type Speaker, sayItem, sayValue } from "../forms/say-value.ts";
import { t, tl } from "../i18n/t.ts";
import type { Field, Kind } from "../kinds/kind.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Sibling } from "../lib/wire.ts";
import { groupIn, nameOf } from "../session/directory.ts";
import type { ItemKeys, Shown } from "../sync/overlay.ts";
import type { Phone } from "../sync/phone.ts";

export const REMOVED = "removed";
/** Two moved it, each into another group's book. */
export const STREAM = "stream";

/** The values that stand beside each other in one place. */
export interface Dispute {
  readonly place: string;
  /** What the book says now; undefined: nothing. */
  readonly head: Json | undefined;
  readonly others: readonly Sibling[];
}

/** Give the disputes of a record, in the order in which they arose. */
export function disputesOf(
  shown: Shown,
  siblings: readonly Sibling[],
  itemKeys: ItemKeys,
): Dispute[] {
  const places = [...new Set(siblings.map(({ field }) => field))];
  return places.map((place) => ({
    place,
    head: headOf(shown, place, itemKeys),
    others: siblings.filter(({ field }) => field === place),
  }));
}

function headOf(shown: Shown, place: string, itemKeys: ItemKeys): Json | undefined {
  if (place === REMOVED) return shown.removed ?? undefined;
  if (place === STREAM) return shown.stream;
  const [field = "", id] = place.split("/");
  const value = shown.content?.[field];
  if (id === undefined) return value;
  const key = itemKeys[field] ?? "id";
  return Array.isArray(value)
    ? value.find((item) => isObject(item) && item[key] === id)
    : undefined;
}

/** What a `resolve` says that settles a dispute with this value; all its siblings are closed. */
export function settlement(
  { place, others }: Dispute,
  value: Json | undefined,
): { content: JsonObject; target: string[] } {
  const target = others.map(({ revision }) => revision);
  const [field = "", id] = place.split("/");
  if (id === undefined) return { content: { [field]: value ?? null }, target };
  // An item that is to stay away needs no words: to name its list and its siblings is enough.
  return { content: { [field]: isObject(value) ? [value] : [] }, target };
}

/**
 * Settle a dispute with this value. A resolve writes values and closes what stood beside; a record
 * goes where it belongs by a move, so that one comes first.
 */
export async function settle(
  phone: Pick<Phone, "act">,
  recordId: string,
  dispute: Dispute,
  value: Json | undefined,
): Promise<void> {
  if (dispute.place === STREAM && value !== dispute.head) {
    await phone.act({ act: "move", recordId, content: { stream: String(value) } });
  }
  await phone.act({ act: "resolve", recordId, ...settlement(dispute, value) });
}

/** What the place is called. */
export function labelOfPlace(kind: Kind | undefined, place: string): string {
  if (place === REMOVED) return t("siblings.removal");
  if (place === STREAM) return t("siblings.stream");
  const field = fieldAt(kind, place);
  return field ? tl(field.labels) : (place.split("/")[0] ?? place);
}

/** A value of that place in words. */
export function sayAt(
  kind: Kind | undefined,
  place: string,
  value: Json | undefined,
  speaker: Speaker,
): string {
  if (place === REMOVED)
    return typeof value === "string" ? removalWords(value) : t("siblings.stays");
  if (place === STREAM) return nameOf(groupIn(String(value))) || t("siblings.no_group");
  const field = fieldAt(kind, place);
  if (!field || value === undefined || value === null) return t("siblings.nothing");
  if (isObject(value) && value[REMOVED] === true) return t("siblings.nothing");
  const isItem = place.includes("/") && isObject(value);
  const said = isItem ? sayItem(field, value, speaker) : sayValue(field, value, speaker);
  return said || t("siblings.nothing");
}

function removalWords(reason: string): string {
  return reason === "" ? t("siblings.removal") : t("record.removed_why", { reason });
}

function fieldAt(kind: Kind | undefined, place: string): Field | undefined {
  const name = place.split("/")[0];
  return kind?.fields.find((field) => field.name === name);
}
