/** What waits at the desk, and why: worked out of the record alone. Pure. */

import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Sibling } from "../lib/wire.ts";
import type { Entry } from "../sync/list.ts";
import type { Shown } from "../sync/overlay.ts";

/**
 * `new`: nobody has decided. `changed`: it was revised since. `answered`: its author said or changed
 * something after a question. `siblings`: two wrote differently, or two decided.
 */
export type Why = "new" | "changed" | "answered" | "siblings";

/** Say whether it is still under way: a patrol that somebody walks right now. */
export function isUnderWay({ shown }: Entry): boolean {
  return shown.open === true && !isGone(shown);
}

/** Say why a record waits; null: it does not. One that is under way never does. */
export function whyWaits({ shown }: Entry): Why | null {
  if (shown.open === true || isGone(shown)) return null;
  if (openHere(shown).length > 0) return "siblings";
  // Of an outline only this is known: whether there ever was a review.
  if (shown.stub) return shown.review_revision === null ? "new" : null;
  const { review } = shown;
  if (!isObject(review)) return "new";
  const isAsked = review["decision"] === "returned";
  if (review["target"] !== shown.revision) return isAsked ? "answered" : "changed";
  return isAsked && isAnswered(shown, review) ? "answered" : null;
}

/**
 * Say whether two versions stand side by side that have to be settled first: a record that is
 * accepted with them waits again at once. Where only two officers' decisions differ, deciding once
 * more settles it, and nothing else has to come first.
 */
export function isDisputed({ shown }: Pick<Entry, "shown">): boolean {
  return (shown.siblings ?? []).some(({ field }) => field !== "review");
}

/** Give the decisions that came in after another's and do not stand, until somebody decides once more. */
export function lateDecisions({ shown }: Pick<Entry, "shown">): readonly Sibling[] {
  return openHere(shown).filter(({ field }) => field === "review");
}

/** One's own decision that is on its way settles what officers decided differently. */
function openHere({ siblings = [], review }: Shown): readonly Sibling[] {
  const isOwn = isObject(review) && review["id"] === undefined;
  return siblings.filter(
    ({ field, value }) => field !== "review" || !(isOwn || isSame(value, review)),
  );
}

/** Two who accepted it decided alike, whoever came first; two questions are two. */
function isSame(one: Json, next: unknown): boolean {
  if (!isObject(one) || !isObject(next) || one["decision"] === "returned") return false;
  return one["decision"] === next["decision"];
}

function isGone({ deleted, state }: Shown): boolean {
  return deleted === true || state === "removed";
}

/** An answer, or anything else that its author wrote below the question. */
function isAnswered({ conversation = [], person }: Shown, review: JsonObject): boolean {
  const asked = conversation.findIndex((one) => one["id"] === review["id"]);
  if (review["id"] === undefined || asked < 0) return false;
  return conversation
    .slice(asked + 1)
    .some((one) => one["type"] === "answer" || (one["person"] === person && isSaid(one)));
}

function isSaid(note: JsonObject): boolean {
  return note["type"] === "remark";
}
