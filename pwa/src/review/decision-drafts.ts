/**
 * A decision in the seconds in which it can be undone: a draft like a form's, durable from the
 * first moment, under an id that tells it from one. Only when its time is over is it an act.
 */

import type { Transaction } from "../db/disk.ts";
import { allDrafts, dropDraft, findDraft, putDraft } from "../db/drafts.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Shown } from "../sync/overlay.ts";

const PREFIX = "decision:";

/** What an officer had before him when he decided. */
export interface Seen {
  readonly revision: string;
  readonly reviewRevision: string | null;
  /** How many notes of others stood below it. */
  readonly heard: number;
}

export interface DecisionDraft {
  readonly recordId: string;
  /** Decided in one go with others: they are undone together. */
  readonly batch: string;
  readonly content: JsonObject;
  readonly seen: Seen;
  /** By this computer's clock. */
  readonly decidedAtMs: number;
}

/** Tell what of a record an officer sees. Throws RangeError where there is nothing to see. */
export function seenIn(shown: Shown, officer: string): Seen {
  const { revision, review_revision: reviewRevision, stub } = shown;
  if (revision === null || stub) throw new RangeError("nobody can have read this record here");
  return { revision, reviewRevision, heard: notesOfOthers(shown, officer) };
}

/** Say whether the record is no longer what was seen: changed, decided by another, or answered. */
export function hasMovedOn(shown: Shown | null, seen: Seen, officer: string): boolean {
  if (!shown || shown.deleted || shown.stub) return true;
  const isSame = shown.revision === seen.revision && shown.review_revision === seen.reviewRevision;
  return !isSame || notesOfOthers(shown, officer) > seen.heard;
}

function notesOfOthers({ conversation = [] }: Shown, officer: string): number {
  return conversation.filter((one) => one["person"] !== officer).length;
}

export function keepDecision(to: Transaction, draft: DecisionDraft): Promise<void> {
  return putDraft(to, PREFIX + draft.recordId, draft);
}

/** Drop it; false where there was none: it was undone, or has become an act. */
export async function dropDecision(to: Transaction, recordId: string): Promise<boolean> {
  const isThere = (await findDraft(to, PREFIX + recordId)) !== null;
  if (isThere) await dropDraft(to, PREFIX + recordId);
  return isThere;
}

/** Give all, the first decided first. */
export async function allDecisions(to: Transaction): Promise<DecisionDraft[]> {
  const drafts = await allDrafts(to);
  return drafts
    .filter(({ id }) => id.startsWith(PREFIX))
    .map(({ draft }) => draft as DecisionDraft)
    .sort((one, next) => one.decidedAtMs - next.decidedAtMs);
}
