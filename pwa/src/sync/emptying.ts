/**
 * Emptying: what retention takes out of values, as server/sync/emptying.py does. A field is named
 * as itself, one inside an item of a list as `list/item id/field`.
 */

import { isObject, type Json, type JsonObject } from "../lib/json.ts";

type Fields = ReadonlySet<string>;

/** Take fields out of what an act says, and inner ones out of its items; the items stay. */
export function without(content: JsonObject, fields: Fields): JsonObject {
  const isText = (name: string): boolean => name === "text" || name === "question";
  const isEmptied = (name: string): boolean =>
    fields.has(name) || (isText(name) && fields.has("conversation"));
  const kept = Object.fromEntries(Object.entries(content).filter(([name]) => !isEmptied(name)));
  for (const path of fields) emptyItem(kept, path);
  return kept;
}

/** Take it out of what a recover says of its record. */
export function saidWithout(said: JsonObject, fields: Fields): JsonObject {
  const { content, siblings, conversation, review, ...rest } = said;
  const talks = !fields.has("conversation");
  return {
    ...rest,
    content: without(isObject(content) ? content : {}, fields),
    ...(Array.isArray(siblings) && {
      siblings: siblings.filter(isObject).flatMap((one) => siblingWithout(one, fields)),
    }),
    ...(talks && conversation && { conversation }),
    ...(talks && review && { review }),
  };
}

/** A value of a field that was emptied goes whole, of an item it keeps the rest. */
function siblingWithout(sibling: JsonObject, fields: Fields): JsonObject[] {
  const [name = "", id] = String(sibling["field"]).split("/");
  if (fields.has(name)) return [];
  const value = sibling["value"] ?? null;
  const held = id === undefined ? value : [value];
  const kept = without({ [name]: held }, fields)[name] ?? null;
  return [{ ...sibling, value: id === undefined ? kept : ((kept as readonly Json[])[0] ?? null) }];
}

/** Other names are none of this. */
function emptyItem(kept: Record<string, Json>, path: string): void {
  const [list = "", id, field = ""] = path.split("/");
  const items = kept[list];
  if (id === undefined || !Array.isArray(items)) return;
  kept[list] = items.map((item: Json) =>
    isObject(item) && item["id"] === id
      ? Object.fromEntries(Object.entries(item).filter(([name]) => name !== field))
      : item,
  );
}
