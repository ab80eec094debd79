/** Where a record belongs, and who wrote it, as the desk says it. */

import { t } from "../i18n/t.ts";
import { keepNumbers } from "../lib/words.ts";
import { groupIn, nameOf, placeOf } from "../session/directory.ts";
import type { Shown } from "../sync/overlay.ts";

type Placed = Pick<Shown, "stream" | "content">;

/** The area that it names, else the only one of its group; null: none is known. */
export function areaOf({ content, stream }: Placed): string | null {
  const named = content?.["area"];
  if (typeof named === "string" && placeOf(named)) return named;
  const areas = placeOf(groupIn(stream))?.content["areas"];
  return Array.isArray(areas) && areas.length === 1 ? String(areas[0]) : null;
}

/** "Sơn Quả 2": its area's name, else its group's. */
export function placeNameOf(shown: Placed): string {
  const area = areaOf(shown);
  const name = area === null ? nameOf(groupIn(shown.stream)) : nameOf(area);
  return keepNumbers(name) || t("desk.no_place");
}
