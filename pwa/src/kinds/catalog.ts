/**
 * The kinds as the phone knows them: the answer of GET /api/kinds, kept so that forms and `was`
 * work without a network. docs/KINDS.md tells what every part means.
 */

import type { Registry } from "../db/registry.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";

/** The server sends no list that is empty; every kind has these. */
const NO_LISTS = { list_columns: [], steps: [], rules: [] };

const NONE: Readonly<Record<string, string>> = {};

export class Catalog {
  readonly kinds: Readonly<Record<string, JsonObject>>;
  readonly #itemKeys: ReadonlyMap<string, Readonly<Record<string, string>>>;

  constructor(kinds: Readonly<Record<string, JsonObject>>) {
    this.kinds = kinds;
    this.#itemKeys = new Map(Object.entries(kinds).map(([id, kind]) => [id, itemKeys(kind)]));
  }

  /** Give the item lists of a kind, each with the name of its items' id. */
  readonly itemKeysOf = (kind: string): Readonly<Record<string, string>> =>
    this.#itemKeys.get(kind) ?? NONE;

  /** Give the version that a mutation of this kind is written in. */
  readonly versionOf = (kind: string): number => {
    const version = this.kinds[kind]?.["version"];
    return typeof version === "number" ? version : 1;
  };
}

/** Read the answer of GET /api/kinds; null where it is not one. */
export function readCatalog(answer: unknown): Catalog | null {
  if (!isObject(answer) || !isObject(answer["kinds"])) return null;
  const kinds = Object.entries(answer["kinds"]).filter(
    (entry): entry is [string, JsonObject] =>
      isObject(entry[1]) && Array.isArray(entry[1]["fields"]),
  );
  if (kinds.length === 0) return null;
  return new Catalog(Object.fromEntries(kinds.map(([id, kind]) => [id, { ...NO_LISTS, ...kind }])));
}

/** Give the kinds that were kept last; null before the first time. */
export async function keptCatalog(registry: Registry): Promise<Catalog | null> {
  return readCatalog(await registry.read("kinds"));
}

/** Keep an answer of GET /api/kinds. Throws TypeError for anything else. */
export async function keepCatalog(registry: Registry, answer: unknown): Promise<Catalog> {
  const catalog = readCatalog(answer);
  if (!catalog) throw new TypeError("not a list of kinds");
  await registry.write("kinds", answer);
  return catalog;
}

function itemKeys(kind: JsonObject): Readonly<Record<string, string>> {
  const fields: readonly Json[] = Array.isArray(kind["fields"]) ? kind["fields"] : [];
  const keyed = fields.filter(isObject).filter((field) => typeof field["key"] === "string");
  return Object.fromEntries(keyed.map((field) => [String(field["name"]), String(field["key"])]));
}
