/** The kinds that are shipped, as the server gives them. */

import { readdirSync, readFileSync } from "node:fs";
import { Catalog } from "../../src/kinds/catalog.ts";
import type { JsonObject } from "../../src/lib/json.ts";

const FOLDER = new URL("../../../server/kinds/", import.meta.url);

export const SHIPPED: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")))
    .map((kind) => [kind.id, kind]),
);

export const CATALOG = new Catalog(SHIPPED);
