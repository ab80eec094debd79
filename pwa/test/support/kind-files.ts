/** The kinds as their files say, without a server. */

import { readFileSync } from "node:fs";
import type { Kind } from "../../src/kinds/kind.ts";

const FOLDER = new URL("../../../server/kinds/", import.meta.url);

export function kindNamed(id: string): Kind {
  return JSON.parse(readFileSync(new URL(`${id}.json`, FOLDER), "utf8"));
}
