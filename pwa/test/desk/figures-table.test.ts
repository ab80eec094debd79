/** The figures screen's table: who has a row, what a cell says, which days an address asks for. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { besides, periodAsked } from "../../src/desk/figures/range.ts";
import { sayAmount, sayCell, sayPeriod } from "../../src/desk/figures/say.ts";
import { byOfficeOrder, isEmpty, tableOf } from "../../src/desk/figures/table.ts";
import { makeFigures } from "../../src/figures/figures.ts";
import { figures as words } from "../../src/i18n/vi/figures.ts";
import { learn } from "../../src/i18n/words.ts";
import type { Kind, Measure } from "../../src/kinds/kind.ts";
import { CASES, SHIPPED_KINDS } from "../support/figure-cases.ts";

learn(words);

const TODAY = "2026-11-21";
const PATROL = kind("patrol");
const MEDIATION = kind("mediation");

test("every village listed has a row in its order, whoever else counts comes after", () => {
  for (const [name, one] of CASES) {
    const figures = makeFigures([PATROL], one.records, one);
    const counted = figures.areas.map(({ area }) => area);

    const { rows } = tableOf(PATROL, figures, "area", ["b", "a"]);

    deepEqual(
      rows.map(({ id }) => id),
      ["b", "a", ...counted.filter((id) => id !== "a" && id !== "b")],
      name,
    );
  }
});

test("the rows of a column add up to the total, by village and by group, save for shares", () => {
  for (const [name, one] of CASES) {
    for (const kind of SHIPPED_KINDS.filter(({ day }) => day !== undefined)) {
      const figures = makeFigures([kind], one.records, one);
      for (const level of ["area", "group"] as const) {
        const { columns, rows, total } = tableOf(kind, figures, level, ["a"]);
        columns.forEach(({ how, id }, at) => {
          if (how === "share") return;
          const sum = rows.reduce((all, { cells }) => all + (cells[at] ?? 0), 0);
          equal(sum, total[at], `${name} ${kind.id} ${level} ${id}`);
        });
      }
    }
  }
});

test("where nothing counts stands a zero, and no share of nothing", () => {
  const figures = makeFigures([MEDIATION], [], { from: "2026-10-15", to: "2026-11-15" });

  const { columns, rows } = tableOf(MEDIATION, figures, "area", ["a"]);

  const [row] = rows;
  deepEqual(
    row?.cells,
    columns.map(({ how }) => (how === "share" ? null : 0)),
  );
  equal(row && isEmpty(row), true);
});

test("a way of counting that this app does not know is not said to be nothing", () => {
  const measures = (PATROL.measures ?? []).map((one) => ({ ...one, how: "newer" }));
  const newer = { ...PATROL, measures };

  const { total } = tableOf(
    newer,
    makeFigures([newer], [], periodAsked(noQuery(), TODAY)),
    "area",
    [],
  );

  deepEqual(new Set(total), new Set([null]));
});

test("hours are said as hours and minutes, shares in percent, nothing known as a dash", () => {
  const hours = measure(PATROL, "hours");
  const share = measure(MEDIATION, "settled_share");

  equal(sayCell(hours, 15_870), "264:30");
  equal(sayCell(hours, 5), "0:05");
  equal(sayCell(hours, 90_000), "1.500:00");
  equal(sayCell(share, 944), "94,4");
  equal(sayCell(share, null), "–");
  equal(sayCell(measure(kind("camera"), "cost"), 12_500_000), "12.500.000");
  equal(sayAmount(measure(PATROL, "sessions"), 1200), "1.200 buổi");
});

test("the kinds come as the police count them", () => {
  const kinds = ["camera", "mediation", "patrol"].map(kind).sort(byOfficeOrder);

  deepEqual(
    kinds.map(({ id }) => id),
    ["patrol", "mediation", "camera"],
  );
});

test("an address without days, or with odd ones, asks for the police month of today", () => {
  const month = { from: "2026-11-15", to: "2026-12-15" };
  for (const query of ["", "from=2026-11-01", "from=2026-11-09&to=2026-11-09", "from=x&to=y"]) {
    deepEqual(periodAsked(new URLSearchParams(query), TODAY), month, query);
  }
  deepEqual(periodAsked(new URLSearchParams("from=2026-01-01&to=2026-02-01"), TODAY), {
    from: "2026-01-01",
    to: "2026-02-01",
  });
});

test("beside a police month lies another, beside chosen days as many", () => {
  const month = { from: "2026-01-15", to: "2026-02-15" };

  deepEqual(besides(month, -1), { from: "2025-12-15", to: "2026-01-15" });
  deepEqual(besides(month, 1), { from: "2026-02-15", to: "2026-03-15" });
  deepEqual(besides({ from: "2026-01-01", to: "2026-01-08" }, -1), {
    from: "2025-12-25",
    to: "2026-01-01",
  });
  equal(besides({ from: "2000-01-01", to: "2000-02-01" }, -1), null);
});

test("a period is said by its first and last day", () => {
  equal(sayPeriod({ from: "2026-10-15", to: "2026-11-15" }, TODAY), "Kỳ tháng 11: 15/10 – 14/11");
  equal(
    sayPeriod({ from: "2025-12-15", to: "2026-01-15" }, TODAY),
    "Kỳ tháng 1: 15/12/2025 – 14/1",
  );
  equal(sayPeriod({ from: "2026-11-01", to: "2026-11-21" }, TODAY), "Ngày đã chọn: 1/11 – 20/11");
});

function noQuery(): URLSearchParams {
  return new URLSearchParams();
}

function kind(id: string): Kind {
  const found = SHIPPED_KINDS.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}

function measure({ measures = [] }: Kind, id: string): Measure {
  const found = measures.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}
