/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/** Say whether a value is a JSON object, not a list and not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Put texts in the order of their UTF-16 units, as RFC 8785 orders keys; never by a language. */
export function byUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
