/** What a correction sends: the fields, and of lists the items, that its author changed. */

import { isTombstone } from "../forms/content.ts";
import { finish } from "../forms/finished.ts";
import type { Content, Kind } from "../kinds/kind.ts";
import { same } from "../lib/canonical.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";

/**
 * Give what is to be sent of `content`, which is finished (see forms/finished.ts) and was made of
 * `base`. Null clears; a tombstone removes an item. Empty: nothing was changed.
 *
 * Both sides are finished alike before they are compared, so that what somebody else wrote with a
 * space too many is not taken for this author's change.
 */
export function changedOf(kind: Kind, content: Content, base: Content): Content {
  const before = finish(kind, base, base);
  const changed: Record<string, Json> = {};
  for (const [name, value] of Object.entries(content)) {
    const key = kind.fields.find((field) => field.name === name)?.key;
    if (key === undefined) {
      if (!same(value, before[name])) changed[name] = value;
      continue;
    }
    const items = changedItems(value, before[name], key);
    if (items.length > 0) changed[name] = items;
  }
  return changed;
}

function changedItems(value: Json, before: Json | undefined, key: string): JsonObject[] {
  const known = new Map(objectsIn(before).map((item) => [item[key], item]));
  return objectsIn(value).filter((item) => {
    const was = known.get(item[key]);
    return was ? !same(item, was) : !isTombstone(item);
  });
}

function objectsIn(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
