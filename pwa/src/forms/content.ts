/** Reading values of a record, or of one item of a list, as its kind means them. */

import type { Condition, Content, Field, Kind } from "../kinds/kind.ts";
import { isObject, type Json } from "../lib/json.ts";

/** Types that only other parts of the app can draw; the form leaves them out. */
const UNDRAWN = new Set(["photos", "voice", "uuid"]);

/** Whether a value says anything: an empty text or list does not, `false` and 0 do. */
export function isFilled(value: Json | undefined): value is Json {
  if (value === undefined || value === null) return false;
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.some((one) => !isTombstone(one));
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/** The value, or what its absence stands for. */
export function meantValue(field: Field, content: Content): Json | undefined {
  const value = content[field.name];
  return value === undefined || value === null ? field.absent_means : value;
}

export function holds(
  condition: Condition | undefined,
  fields: readonly Field[],
  content: Content,
): boolean {
  if (!condition) return true;
  const field = fields.find((one) => one.name === condition.field);
  if (!field) return true;
  const value = meantValue(field, content);
  if (condition.filled !== undefined) return isFilled(value) === condition.filled;
  const values: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return (condition.in ?? []).some((wanted) => values.includes(wanted));
}

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

/** The items of a list that are still there. */
export function liveItems(value: Json | undefined): Content[] {
  return Array.isArray(value) ? value.filter(isObject).filter((item) => !isTombstone(item)) : [];
}

export function isTombstone(item: Json): boolean {
  return isObject(item) && item["removed"] === true;
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
