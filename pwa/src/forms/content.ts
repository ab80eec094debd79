/** What the form asks of a record's content, and how it writes into it. */

import type { Content, Field, Kind } from "../kinds/kind.ts";
import { holds } from "../kinds/values.ts";
import { isObject, type Json } from "../lib/json.ts";

export { holds, isFilled, isTombstone, liveItems, meantValue } from "../kinds/values.ts";

/** Types that only other parts of the app can draw; the form leaves them out. */
const UNDRAWN = new Set(["uuid"]);

/** Whether the form asks for this field now: a person's to fill, shown, and of a type it can draw. */
export function isAsked(field: Field, fields: readonly Field[], content: Content): boolean {
  const isTheirs = field.filled_by !== "app" && field.owner !== "reviewer";
  const isDrawn = !UNDRAWN.has(field.type) && field.retired === undefined;
  return isTheirs && isDrawn && isShown(field, fields, content);
}

/** Whether its condition holds, and those of the fields it hangs on. */
export function isShown(field: Field, fields: readonly Field[], content: Content): boolean {
  if (!field.shown_when) return true;
  const above = fields.find((one) => one.name === field.shown_when?.field);
  const isAboveShown = !above || above === field || isShown(above, fields, content);
  return isAboveShown && holds(field.shown_when, fields, content);
}

/** The fields of a kind by name, in the order of `names`. */
export function fieldsNamed(kind: Kind, names: readonly string[]): Field[] {
  return names.flatMap((name) => kind.fields.filter((field) => field.name === name));
}

/** The content with a value at this path ("area", or "findings.<id>.point"); null clears. */
export function setAt(kind: Kind, content: Content, path: string, value: Json): Content {
  const [outer = "", id, inner] = path.split(".");
  if (id === undefined || inner === undefined) return { ...content, [outer]: value };
  const key = kind.fields.find((field) => field.name === outer)?.key;
  const list = content[outer];
  if (!key || !Array.isArray(list)) return content;
  const items = list.map((item: Json) =>
    isObject(item) && item[key] === id ? { ...item, [inner]: value } : item,
  );
  return { ...content, [outer]: items };
}
