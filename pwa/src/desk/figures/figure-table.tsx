/** The figures of one kind: a table, and on a narrow screen one card a village. */

import { t, tl } from "../../i18n/t.ts";
import type { Measure } from "../../kinds/kind.ts";
import { nameOf } from "../../session/directory.ts";
import { sayAmount, sayCell, sayUnit } from "./say.ts";
import { type Cells, type FigureTable, isEmpty, type Level } from "./table.ts";

interface TableProps {
  table: FigureTable;
  level: Level;
  caption: string;
}

export function WideTable({ table, level, caption }: TableProps) {
  const { columns, rows, total } = table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must be able to scroll it
    <section class="figures-scroll" aria-label={caption} tabIndex={0}>
      <table class={`figures-table figures-by-${level}`}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t(level === "area" ? "figures.area" : "figures.group")}</th>
            {columns.map((measure) => (
              <th key={measure.id} scope="col">
                {tl(measure.labels)} <span class="figures-unit">{sayUnit(measure)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              <th scope="row">{nameIn(level, id)}</th>
              <TableCells columns={columns} cells={cells} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("figures.total")}</th>
            <TableCells columns={columns} cells={total} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface CellsProps {
  columns: readonly Measure[];
  cells: Cells;
}

function TableCells({ columns, cells }: CellsProps) {
  return (
    <>
      {columns.map((measure, at) => (
        <td key={measure.id} data-measure={measure.id} class={lookOf(cells[at])}>
          {sayCell(measure, cells[at] ?? null)}
        </td>
      ))}
    </>
  );
}

export function Cards({ table, level, caption }: TableProps) {
  const { columns, rows, total } = table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse must be able to scroll it
    <section class="figures-cards" aria-label={caption} tabIndex={0}>
      <Card name={t("figures.total")} columns={columns} cells={total} />
      {rows.map(({ id, cells }) => (
        <Card key={id} name={nameIn(level, id)} columns={columns} cells={cells} />
      ))}
    </section>
  );
}

function Card({ name, columns, cells }: CellsProps & { name: string }) {
  return (
    <section class="figures-card">
      <h2>{name}</h2>
      {isEmpty({ cells }) ? (
        <p class="quiet">{t("figures.nothing")}</p>
      ) : (
        <dl>
          {columns.map((measure, at) => (
            <div key={measure.id} data-measure={measure.id}>
              <dt>{tl(measure.labels)}</dt>
              <dd class={lookOf(cells[at])}>{sayAmount(measure, cells[at] ?? null)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function lookOf(value: number | null | undefined): string | undefined {
  return value === 0 || value === null ? "is-nothing" : undefined;
}

/** What the directory no longer has is not known either. */
function nameIn(level: Level, id: string | null): string {
  return nameOf(id) || t(level === "area" ? "figures.no_area" : "figures.no_group");
}
