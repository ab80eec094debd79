/** How long the figures of a month and of a year take among 20,000 records; JSON, in ms. */

import { kindsCounted, makeFigures } from "../../src/figures/figures.ts";
import { type Period, periodOf } from "../../src/figures/period.ts";
import { addDays, momentOf } from "../../src/lib/dates.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import type { RecordRow } from "../../src/lib/wire.ts";
import { SHIPPED_KINDS } from "./figure-cases.ts";

const RUNS = 15;
const GROUPS = 160;
const YEAR: Period = { from: "2025-11-15", to: "2026-11-15" };
const COUNTS = { patrol: 19_000, mediation: 500, camera: 500 };

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number);
}

function row(kind: string, number: number, stream: string, content: JsonObject): RecordRow {
  const day = addDays(YEAR.from, number % 365);
  const id = `${kind}-${number}`;
  const versions = { seq: number + 1, revision: id, review_revision: null };
  return {
    id,
    kind,
    stream: `${stream}:group-${number % GROUPS}`,
    ...versions,
    counted_on: day,
    content,
  };
}

/** Four people, five checkpoints; every 3rd with a pause, every 4th with a finding. */
function patrol(number: number): RecordRow {
  const day = addDays(YEAR.from, number % 365);
  const at = (time: string) => momentOf(day, time);
  const late = number % 10 === 0 ? { from: at("21:30") } : {};
  return row("patrol", number, "log", {
    started_at: at("21:05"),
    ended_at: momentOf(addDays(day, 1), `00:3${number % 10}`),
    ...(number % 20 === 19 ? { continues: `patrol-${number - 1}` } : {}),
    participants: numbers(4).map((one) => ({ member_id: `${one}`, ...(one === 0 ? late : {}) })),
    checkpoints: numbers(5).map((one) => ({ id: `${one}`, passed_at: at(`22:1${one}`) })),
    pauses: number % 3 === 0 ? [{ id: "1", from: at("22:30"), to: at("22:45") }] : [],
    findings: number % 4 === 0 ? [{ id: "1", first_action: "bao_cong_an" }] : [],
  });
}

function rowsOfAYear(): RecordRow[] {
  const area = (number: number) => ({ area: `area-${number % 80}` });
  return [
    ...numbers(COUNTS.patrol).map(patrol),
    ...numbers(COUNTS.mediation).map((one) =>
      row("mediation", one, "mediation", { ...area(one), outcome: "thanh" }),
    ),
    ...numbers(COUNTS.camera).map((one) =>
      row("camera", one, "log", {
        ...area(one),
        site_code: `${one}`,
        status: "hong",
        lens_count: 2,
      }),
    ),
    ...numbers(GROUPS).map((one) => ({
      ...row("group", one, "directory", { areas: [`area-${one % 80}`] }),
      id: `group-${one}`,
    })),
  ];
}

const rows = rowsOfAYear().filter(({ kind }) => kindsCounted(SHIPPED_KINDS).includes(kind));

/** The middle of some runs; the first ones, with cold code, are among them. */
function measure(period: Period): number {
  const taken = numbers(RUNS).map(() => {
    const start = performance.now();
    makeFigures(SHIPPED_KINDS, rows, period);
    return performance.now() - start;
  });
  return taken.sort((one, next) => one - next)[Math.floor(RUNS / 2)] ?? 0;
}

process.stdout.write(
  JSON.stringify({ month: measure(periodOf("2026-11-01")), year: measure(YEAR) }),
);
