/** The program's own files, read as text. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SOURCE = new URL("../../src/", import.meta.url);

export interface Source {
  /** Below src/, as "ui/button.tsx". */
  readonly path: string;
  readonly text: string;
}

/** Every file of src/ whose path matches; the kit is no part of the program. */
export function sourcesOf(pattern: RegExp): Source[] {
  return readdirSync(fileURLToPath(SOURCE), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => pattern.test(path) && !/^kit(\/|\.tsx)/.test(path))
    .map((path) => ({ path, text: readFileSync(new URL(path, SOURCE), "utf8") }));
}
