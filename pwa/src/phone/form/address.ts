/** The place in a form as an address: "/draft/<id>?step=2&item=findings.<id>". */

import type { Place } from "../../forms/place.ts";

/** Give the address of a place; steps are counted from 1, as the screen says them. */
export function addressOf(draftId: string, { step, item }: Place): string {
  const at = item ? `&item=${item.field}.${item.id}` : "";
  return `/draft/${draftId}?step=${step + 1}${at}`;
}

/** Give the place that an address names; null where it names none. */
export function placeIn(query: URLSearchParams, stepCount: number): Place | null {
  const asked = query.get("step");
  if (asked === null) return null;
  const last = Math.max(0, stepCount - 1);
  const step = Math.min(Math.max(0, (Number.parseInt(asked, 10) || 1) - 1), last);
  const [field = "", id = ""] = (query.get("item") ?? "").split(".");
  return field && id ? { step, item: { field, id } } : { step };
}
