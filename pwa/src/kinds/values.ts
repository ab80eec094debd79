/** Reading values of a record, or of one item of a list, as its kind means them. */

import { isObject, type Json } from "../lib/json.ts";
import type { Condition, Content, Field } from "./kind.ts";

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

/** The items of a list that are still there. */
export function liveItems(value: Json | undefined): Content[] {
  return Array.isArray(value) ? value.filter(isObject).filter((item) => !isTombstone(item)) : [];
}

export function isTombstone(item: Json): boolean {
  return isObject(item) && item["removed"] === true;
}
