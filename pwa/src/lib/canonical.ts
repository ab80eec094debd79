/**
 * The canonical form of a value and the hashes made of it: RFC 8785 over NFC text, where absent
 * and null are the same in objects. The server's twin is server/sync/canonical.py; the vectors
 * that both must meet are tests/protocol/canonical.json.
 */

import { byUnit, isObject, type Json, type JsonObject } from "./json.ts";
import { sha256Hex } from "./sha256.ts";

const WAS_DIGITS = 8;
const HALF_OF_A_PAIR = /\p{Surrogate}/u;

/** Give the value with every text in NFC. Throws RangeError where two keys become one. */
export function compose(value: Json): Json {
  if (typeof value === "string") return value.normalize("NFC");
  if (isObject(value)) return composeObject(value);
  return Array.isArray(value) ? value.map(compose) : value;
}

function composeObject(value: JsonObject): JsonObject {
  const composed = new Map<string, Json>();
  for (const [name, item] of Object.entries(value)) {
    composed.set(name.normalize("NFC"), compose(item));
  }
  if (composed.size !== Object.keys(value).length) {
    throw new RangeError("two keys of an object are the same in NFC");
  }
  return Object.fromEntries(composed);
}

/** Write a composed value in its canonical form. Throws RangeError where it has none. */
export function canonical(value: Json): string {
  if (isObject(value)) return canonicalObject(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${value} has no canonical form`);
  }
  if (typeof value === "string" && HALF_OF_A_PAIR.test(value)) {
    throw new RangeError("half of a surrogate pair has no canonical form");
  }
  return JSON.stringify(value);
}

function canonicalObject(value: JsonObject): string {
  const members = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .sort(([one], [other]) => byUnit(one, other))
    .map(([name, item]) => `${canonical(name)}:${canonical(item)}`);
  return `{${members.join(",")}}`;
}

/** Give what an author says he saw in a field: 8 hex digits, null for absent (R3). */
export function wasHash(value: Json | undefined): string | null {
  if (value === null || value === undefined) return null;
  return sha256Hex(canonical(value)).slice(0, WAS_DIGITS);
}

/** Say whether two values are the same in their canonical form. */
export function same(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}
