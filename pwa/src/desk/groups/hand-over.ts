/** A group handed over: who leads from now on, and what becomes of who led it. */

import type { Content } from "../../kinds/kind.ts";
import type { Day } from "../../lib/dates.ts";
import type { Place } from "../../session/directory.ts";

export const LEADER = "to_truong";
export const MEMBER = "to_vien";
export const LEFT = "da_nghi";

/** What becomes of who led so far: he stays as a member, or has left on a day. */
export type Fate = { readonly how: "stays" } | { readonly how: "left"; readonly on: Day };

/** An edit of one member's record. */
export interface Change {
  readonly recordId: string;
  readonly content: Content;
}

/** Those who lead a group; by rights one, and none where it waits for one. */
export function leadersOf(people: readonly Place[]): readonly Place[] {
  return people.filter(({ content }) => content["role"] === LEADER && content["status"] !== LEFT);
}

/** Give the edits that a hand-over makes, of the group's people; none where nothing changes. */
export function handOver(people: readonly Place[], next: Place, fate: Fate): readonly Change[] {
  const before = leadersOf(people).filter(({ id }) => id !== next.id);
  const old = before.map(({ id }) => ({ recordId: id, content: contentOf(fate) }));
  const isNew = next.content["role"] !== LEADER;
  return isNew ? [{ recordId: next.id, content: { role: LEADER } }, ...old] : old;
}

/** Who has left keeps the role that he had: his line then says what he was. */
function contentOf(fate: Fate): Content {
  return fate.how === "stays" ? { role: MEMBER } : { status: LEFT, left_on: fate.on };
}
