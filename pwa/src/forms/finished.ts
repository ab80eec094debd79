/** What is saved of a filled form: nothing hidden, nothing half, nothing finer than allowed. */

import type { Content, Field, Kind } from "../kinds/kind.ts";
import { isObject, type Json } from "../lib/json.ts";
import { nfc } from "../lib/search.ts";
import { isFilled, isShown, isTombstone } from "./content.ts";
import { coarsen, roundingOf } from "./rounding.ts";

/**
 * The content as it may be sent.
 *
 * An answer whose question is no longer shown is cleared: with null where the record already holds
 * one (`base`), by leaving it out where it never did.
 */
export function finish(kind: Kind, content: Content, base: Content = {}): Content {
  return finishFields(kind.fields, content, base);
}

function finishFields(fields: readonly Field[], content: Content, base: Content): Content {
  const done: Record<string, Json> = {};
  for (const [name, value] of Object.entries(content)) {
    const field = fields.find((one) => one.name === name);
    if (!field) {
      done[name] = value;
      continue;
    }
    const kept = isShown(field, fields, content) ? finishValue(field, fields, content, base) : null;
    const isCleared = kept === null && isFilled(base[name]);
    if (kept !== null || isCleared) done[name] = kept;
  }
  return done;
}

function finishValue(
  field: Field,
  fields: readonly Field[],
  content: Content,
  base: Content,
): Json | null {
  const value = content[field.name];
  // A list that holds tombstones alone still has to say so.
  if (field.type === "items") return finishItems(field, value, base[field.name]);
  if (!isFilled(value)) return null;
  if (typeof value === "string") return nfc(value).trim();
  if (field.type === "point") {
    const to_m = roundingOf(field, fields, content);
    return to_m === null ? value : coarsen(value, to_m);
  }
  return value;
}

function finishItems(field: Field, value: Json | undefined, base: Json | undefined): Json | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const { key = "id", fields = [] } = field;
  const bases = Array.isArray(base) ? base.filter(isObject) : [];
  return value
    .filter(isObject)
    .map((item) =>
      isTombstone(item)
        ? item
        : finishFields(fields, item, bases.find((one) => one[key] === item[key]) ?? {}),
    );
}
