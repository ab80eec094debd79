/** Who goes along: the roll-call at the start, who comes later, who goes home before the end. */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import { textOf } from "./moments.ts";

/** How a member stands to this patrol; "none": not called at all. */
export type Presence = "present" | "left" | "absent" | "none";

/** What may be said of a member now. */
export type Say = "present" | "came" | "left" | "absent" | "back";

export function crewOf(content: Content): readonly Content[] {
  return liveItems(content["participants"]);
}

export function presenceOf(item: Content | null): Presence {
  if (!item) return "none";
  if (item["present"] === false) return "absent";
  return textOf(item["to"]) === "" ? "present" : "left";
}

export function findMember(content: Content, memberId: string): Content | null {
  return crewOf(content).find((item) => item["member_id"] === memberId) ?? null;
}

/** Those who take part, also who has gone home by now. */
export function membersPresent(content: Content): string[] {
  return crewOf(content)
    .filter((item) => item["present"] !== false)
    .map((item) => String(item["member_id"]));
}

/** What may be said of a member while the patrol goes on. */
export function sayingsOf(presence: Presence): readonly Say[] {
  switch (presence) {
    case "present":
      return ["left", "absent"];
    case "left":
      return ["back"];
    case "absent":
      return ["present", "came"];
    case "none":
      return ["present", "came", "absent"];
  }
}

/** The member's item after it was said; `at`: the moment of the tap. */
export function said(item: Content | null, memberId: string, say: Say, at: string): Content {
  const { to: _, ...before } = item ?? {};
  const base = { ...before, member_id: memberId };
  switch (say) {
    case "present":
      return { member_id: memberId, present: true };
    case "came":
      return { member_id: memberId, present: true, from: at };
    case "left":
      return { ...base, present: true, to: at };
    case "back":
      return { ...base, present: true };
    case "absent":
      return { member_id: memberId, present: false };
  }
}
