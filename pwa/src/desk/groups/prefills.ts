/** What a new record of the directory begins with: less is left to type. */

import type { Content } from "../../kinds/kind.ts";
import type { Day } from "../../lib/dates.ts";
import type { Place } from "../../session/directory.ts";
import { areaIdsOf } from "./lines.ts";

export interface Known {
  /** The group beside which it is written; null: none. */
  readonly group: Place | null;
  readonly today: Day;
  /** For the account of a new member: an invitation then opens it. */
  readonly newId: () => string;
}

export function prefillsOf(kind: string, { group, today, newId }: Known): Content {
  const inGroup = group ? { group: group.id } : {};
  switch (kind) {
    case "member":
      return {
        ...inGroup,
        account: newId(),
        role: "to_vien",
        status: "dang_tham_gia",
        joined_on: today,
      };
    case "group":
      return { status: "hoat_dong" };
    case "route":
      return { ...inGroup, status: "dang_dung" };
    case "checkpoint":
      return { ...onlyAreaOf(group), status: "dang_dung" };
    default:
      return {};
  }
}

function onlyAreaOf(group: Place | null): Content {
  const areas = group ? areaIdsOf(group) : [];
  return areas.length === 1 ? { area: areas[0] ?? null } : {};
}
