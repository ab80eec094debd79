/** Where a record stands, worked out of the database alone: one table for list, record and desk. */

import { isObject, type JsonObject } from "../lib/json.ts";
import type { Sibling } from "../lib/wire.ts";
import type { Entry } from "../sync/list.ts";
import type { RecordState } from "../ui/states.ts";

/** A question of the desk that nobody has answered. */
export interface Question {
  readonly id: string;
  readonly text: string;
  /** The field that it is about; null: the record. */
  readonly field: string | null;
  readonly person: string;
  readonly at: string;
}

/** The kinds that the police see and do not approve: the justice book is not theirs. */
const SEEN_ONLY: ReadonlySet<string> = new Set(["mediation"]);

/** Siblings of these are the desk's to settle, not an author's. */
const DESK_FIELDS: ReadonlySet<string> = new Set(["review", "stream"]);

/** Give the values that somebody else wrote differently and that an author may choose between. */
export function openSiblings({ shown }: Entry): readonly Sibling[] {
  return (shown.siblings ?? []).filter(({ field }) => !DESK_FIELDS.has(field));
}

/**
 * Give the state to show; null where the phone can't know it: of an old record it keeps that there
 * was a review, not what it said.
 */
export function chipOf(entry: Entry): RecordState | null {
  const { shown, waiting, held } = entry;
  if (!shown.stub || waiting > 0 || held.length > 0) return stateOf(entry);
  if (shown.state === "removed") return "removed";
  return shown.review_revision === null ? "received" : null;
}

/** Give the state of a record, the one that needs its author most first. */
export function stateOf(entry: Entry): RecordState {
  const { shown } = entry;
  if (entry.aside > 0) return "aside";
  if (entry.waiting > 0) return "waiting";
  if (entry.held.length > 0) return "held";
  if (shown.deleted) return "removed";
  if (openSiblings(entry).length > 0) return "siblings";
  if (openQuestion(entry)) return "asked";
  const { review } = shown;
  const isCurrent = isObject(review) && review["target"] === shown.revision;
  const decision = isCurrent ? review["decision"] : null;
  if (decision !== "accepted" && decision !== "seen") return "received";
  return decision === "seen" || SEEN_ONLY.has(shown.kind) ? "seen" : "accepted";
}

/** Give the desk's question that waits for an answer; null where none does. */
export function openQuestion({ shown }: Entry): Question | null {
  const { review } = shown;
  if (!isObject(review) || review["decision"] !== "returned") return null;
  const conversation = shown.conversation ?? [];
  const isOver = review["target"] !== shown.revision;
  const asked = conversation.find((one) => one["id"] === review["id"]) ?? review;
  const isAnswered = conversation.some((one) => one["target"] === asked["id"]);
  return isOver || isAnswered ? null : readQuestion(asked, review);
}

export function readQuestion(asked: JsonObject, review: JsonObject): Question {
  const field = asked["field"] ?? review["field"];
  return {
    id: String(asked["id"]),
    text: String(asked["text"] ?? review["question"] ?? ""),
    field: typeof field === "string" ? field : null,
    person: String(review["person"] ?? ""),
    at: String(review["at"] ?? ""),
  };
}
