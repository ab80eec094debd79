/** The cases of figures that the server's tests and the phone's share (tests/figures/). */

import { readdirSync, readFileSync } from "node:fs";
import type { Figures, Numbers } from "../../src/figures/figures.ts";
import type { Kind } from "../../src/kinds/kind.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { SHIPPED } from "./kinds.ts";

const FOLDER = new URL("../../../tests/figures/", import.meta.url);

/** `expected` leaves out what is zero or nothing, and the levels that it does not ask about. */
export interface FigureCase {
  readonly about: string;
  readonly from: string;
  readonly to: string;
  readonly records: readonly RecordRow[];
  readonly expected: Readonly<Record<string, unknown>>;
}

export const SHIPPED_KINDS = Object.values(SHIPPED) as unknown as Kind[];

export const PERIODS = read("periods.json") as [string, [string, string]][];

export const CASES: readonly (readonly [string, FigureCase])[] = readdirSync(
  new URL("cases/", FOLDER),
).map((name) => [name, read(`cases/${name}`) as FigureCase]);

/** The asked parts of figures with nothing in them that is zero or null. */
export function withoutZeros(figures: Figures, asked: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(figures)
      .filter(([name]) => asked.includes(name))
      .map(([name, part]) => [name, thin(name, part)]),
  );
}

function thin(name: string, part: unknown): unknown {
  if (name === "totals") return numbers(part as Numbers);
  if (!Array.isArray(part)) return part;
  return part.map((one) => ({ ...one, figures: numbers(one.figures) }));
}

function numbers(kinds: Numbers): Record<string, Record<string, number | null>> {
  const thinned = Object.entries(kinds).map(([kind, of]) => [
    kind,
    Object.fromEntries(Object.entries(of).filter(([, one]) => one)),
  ]);
  return Object.fromEntries(thinned.filter(([, of]) => Object.keys(of ?? {}).length > 0));
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
}
