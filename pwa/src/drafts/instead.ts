/**
 * A correction of what the server holds because its inside is wrong: it goes in the place of what
 * is held, as the same act, whole. An edit beside it would be held for the same reason.
 */

import type { Content, Kind } from "../kinds/kind.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Mutation } from "../lib/wire.ts";
import type { Entry } from "../sync/list.ts";
import { type ItemKeys, whatAuthorSaw } from "../sync/overlay.ts";

const WRONG_INSIDE = new Set(["BAD_DATA", "BAD_VERSION"]);

/** Give the person's own held act that a correction has to replace; null where there is none. */
export function heldOf(entry: Entry | null, person: string): Mutation | null {
  const found = entry?.held.find(
    ({ mutation, result }) =>
      mutation.person === person &&
      WRONG_INSIDE.has(result.code ?? "") &&
      (mutation.act === "create" || mutation.act === "edit"),
  );
  return found?.mutation ?? null;
}

/** Give the content that goes instead: all that the held one said, as the form has it now. */
export function contentInstead(
  kind: Kind,
  held: Mutation,
  content: Content,
  changed: Content,
): Content {
  if (held.act === "create") return content;
  const said: Record<string, Json> = { ...changed };
  for (const [name, value] of Object.entries(held.content)) {
    const key = kind.fields.find((field) => field.name === name)?.key;
    said[name] =
      key === undefined
        ? (content[name] ?? null)
        : itemsInstead(value, content[name], changed[name], key);
  }
  return said;
}

/** Give what its author saw: of what the held one said already, what he saw then. */
export function wasInstead(
  held: Mutation,
  base: Content,
  content: Content,
  itemKeys: ItemKeys,
): JsonObject {
  if (held.act === "create") return {};
  const was: Record<string, Json> = { ...whatAuthorSaw(base, content, itemKeys) };
  for (const [name, then] of Object.entries(held.was)) {
    const now = was[name];
    was[name] =
      isObject(then) && isObject(now ?? null) ? { ...(now as JsonObject), ...then } : then;
  }
  return was;
}

function itemsInstead(
  held: Json,
  now: Json | undefined,
  changed: Json | undefined,
  key: string,
): Json {
  const present = new Map(items(now).map((item) => [item[key], item]));
  const said = new Map(items(held).map((item) => [item[key], present.get(item[key]) ?? item]));
  for (const item of items(changed)) said.set(item[key], item);
  return [...said.values()];
}

function items(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
