/** What a change of the directory brings about, beyond what the form shows: said before it is saved. */

import type { Content } from "../../kinds/kind.ts";
import { nfc } from "../../lib/search.ts";
import type { Place } from "../../session/directory.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { LEADER, LEFT, leadersOf } from "./hand-over.ts";

export type Advice =
  | { readonly what: "moves" | "leaves" | "no_leader" | "dissolves" }
  /** The group has a leader already. */
  | { readonly what: "second_leader"; readonly other: Place }
  /** Somebody of this name is in another group: perhaps it is he. */
  | { readonly what: "same_name"; readonly other: Place };

const DISSOLVED = "giai_the";

/** `members`: all of the commune, as they stand. */
export function adviceOn(draft: FormDraft, members: readonly Place[]): readonly Advice[] {
  switch (draft.kind) {
    case "member":
      return ofMember(draft, members);
    case "group": {
      const isNow = draft.content["status"] === DISSOLVED;
      return isNow && draft.base["status"] !== DISSOLVED ? [{ what: "dissolves" }] : [];
    }
    default:
      return [];
  }
}

function ofMember(draft: FormDraft, members: readonly Place[]): readonly Advice[] {
  const { content, base, recordId, isNew } = draft;
  const others = members.filter(({ id }) => id !== recordId);
  const isMoved = !isNew && base["group"] !== content["group"];
  const isGone = content["status"] === LEFT;
  const said: Advice[] = [];
  if (isGone && !isNew && base["status"] !== LEFT) said.push({ what: "leaves" });
  else if (isMoved) said.push({ what: "moves" });
  if (leads(base) && !leadsIn(content, base["group"]) && !hasLeader(others, base["group"])) {
    said.push({ what: "no_leader" });
  }
  const [leader] = leads(content) ? leadersIn(others, content["group"]) : [];
  if (leader) said.push({ what: "second_leader", other: leader });
  const same = isNew ? namedAlike(content, others) : undefined;
  if (same) said.push({ what: "same_name", other: same });
  return said;
}

function leads(content: Content): boolean {
  return content["role"] === LEADER && content["status"] !== LEFT;
}

function leadsIn(content: Content, group: unknown): boolean {
  return leads(content) && content["group"] === group;
}

function leadersIn(members: readonly Place[], group: unknown): readonly Place[] {
  return leadersOf(members.filter(({ content }) => content["group"] === group));
}

function hasLeader(members: readonly Place[], group: unknown): boolean {
  return leadersIn(members, group).length > 0;
}

/** Somebody in another group with the same name, whose account this is not yet. */
function namedAlike(content: Content, others: readonly Place[]): Place | undefined {
  const name = nameIn(content);
  return others.find(
    (one) =>
      name !== "" &&
      nameIn(one.content) === name &&
      one.content["group"] !== content["group"] &&
      one.content["status"] !== LEFT &&
      typeof one.content["account"] === "string" &&
      one.content["account"] !== content["account"],
  );
}

function nameIn({ name }: Content): string {
  return typeof name === "string" ? nfc(name).trim().replace(/\s+/g, " ").toLowerCase() : "";
}
