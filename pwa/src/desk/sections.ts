/** The rooms of the desk, in the order in which the rail names them. */

import type { PlainKey } from "../i18n/t.ts";
import type { Route } from "../ui/route.ts";

export type SectionId = "queue" | "figures" | "groups";

export interface Section {
  readonly id: SectionId;
  /** What stands behind "/desk/" in its addresses; "" for the first one. */
  readonly path: string;
  readonly icon: string;
  readonly words: PlainKey;
}

export const SECTIONS: readonly Section[] = [
  { id: "queue", path: "", icon: "clipboard-check", words: "desk.queue" },
  { id: "figures", path: "figures", icon: "chart-column", words: "figures.title" },
  { id: "groups", path: "groups", icon: "users", words: "groups.title" },
];

/** Not a room: the rail never names it, and only after a restore is there anything to do. */
export const RIGHTS = "/desk/rights";

export function isAtRights({ parts }: Route): boolean {
  return parts[1] === "rights";
}

/** The room at an address; the first one where it names none. */
export function sectionAt({ parts }: Route): SectionId {
  return SECTIONS.find(({ path }) => path !== "" && path === parts[1])?.id ?? "queue";
}

export function hrefOf({ path }: Section): string {
  return path === "" ? "/desk" : `/desk/${path}`;
}
