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
  return testOf(condition, fields)(content);
}

/** A condition that is asked of many. */
export function testOf(
  condition: Condition | undefined,
  fields: readonly Field[],
): (content: Content) => boolean {
  const field = fields.find((one) => one.name === condition?.field);
  if (!condition || !field) return () => true;
  const { filled, in: wanted = [] } = condition;
  if (filled !== undefined) return (content) => isFilled(meantValue(field, content)) === filled;
  return (content) => {
    const value = meantValue(field, content);
    if (Array.isArray(value)) return wanted.some((one) => value.includes(one));
    return wanted.some((one) => one === value);
  };
}

/** The items of a list that are still there. */
export function liveItems(value: Json | undefined): Content[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Content => isObject(item) && item["removed"] !== true);
}

export function isTombstone(item: Json): boolean {
  return isObject(item) && item["removed"] === true;
}
