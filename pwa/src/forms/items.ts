/** Changing a list whose items merge one by one: an item goes whole, and leaves a tombstone. */

import type { Content } from "../kinds/kind.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";

/** The list with this item in the place of the one with its key, or at the end. */
export function putItem(list: Json | undefined, key: string, item: Content): JsonObject[] {
  const items = objectsOf(list);
  const isThere = items.some((one) => one[key] === item[key]);
  return isThere ? items.map((one) => (one[key] === item[key] ? item : one)) : [...items, item];
}

/**
 * The list without this item.
 *
 * What the record already held must be said to be removed; what was never sent just goes.
 */
export function dropItem(
  list: Json | undefined,
  key: string,
  id: Json,
  base: Json | undefined,
): JsonObject[] {
  const wasSent = objectsOf(base).some((one) => one[key] === id && one["removed"] !== true);
  const rest = objectsOf(list).filter((one) => one[key] !== id);
  return wasSent ? [...rest, { [key]: id, removed: true }] : rest;
}

function objectsOf(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
