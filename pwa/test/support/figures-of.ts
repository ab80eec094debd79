/** Compute many figures at once, for tests of both sides: villages as JSON in, figures out. */

import { readFileSync } from "node:fs";
import { makeFigures } from "../../src/figures/figures.ts";
import type { Period } from "../../src/figures/period.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { SHIPPED_KINDS } from "./figure-cases.ts";

interface Village extends Period {
  readonly records: readonly RecordRow[];
}

const villages = JSON.parse(readFileSync(0, "utf8")) as Village[];
const found = villages.map((one) => makeFigures(SHIPPED_KINDS, one.records, one));
process.stdout.write(JSON.stringify(found));
