/**
 * Deciding at the desk: kept at once, undone within ten seconds, then an act like any other. The
 * act says what the officer saw; where the record has moved on in those seconds, it is dropped and
 * the record waits again, rather than that something is accepted which nobody has read.
 */

import { signal } from "@preact/signals";
import type { Transaction } from "../db/disk.ts";
import { addToOutbox } from "../db/outbox.ts";
import { withRoom } from "../db/room.ts";
import type { SyncState } from "../db/state.ts";
import type { Kind } from "../kinds/kind.ts";
import type { JsonObject } from "../lib/json.ts";
import { nfc } from "../lib/search.ts";
import type { Session } from "../session/session.ts";
import { browserHost } from "../sync/browser.ts";
import { makeMutation } from "../sync/mutation.ts";
import type { Shown } from "../sync/overlay.ts";
import { readView, VIEW_STORES } from "../sync/view.ts";
import {
  allDecisions,
  type DecisionDraft,
  dropDecision,
  hasMovedOn,
  keepDecision,
  seenIn,
} from "./decision-drafts.ts";
import type { Case } from "./queue.ts";

export const UNDO_MS = 10_000;
/** How long a question may be, in characters: one at a time is answered, three are not. */
export const QUESTION_MAX = 200;

/** `field`: where the question is put, "ended_at" or "findings/<id>"; without it, to the record. */
export type Decided =
  | { readonly decision: "accepted" }
  | { readonly decision: "returned"; readonly question: string; readonly field?: string };

/** A decision that can still be undone. */
export interface Pending {
  readonly recordId: string;
  readonly batch: string;
  readonly decision: string;
  /** When it becomes an act, ms by this computer's clock. */
  readonly deadlineMs: number;
}

/** What was decided here in the last seconds, the first decided first. */
export const pending = signal<readonly Pending[]>([]);

/** Records whose decision was dropped because they had moved on; whoever tells it empties it. */
export const fellBack = signal<readonly string[]>([]);

/**
 * Records whose decision became an act on this page, each with its number in the order of that: a
 * book that was read before it still has them waiting.
 */
export const sentHere = signal<ReadonlyMap<string, number>>(new Map());

let sends = 0;

/** How often decisions have become acts on this page. */
export function countSends(): number {
  return sends;
}

/** What a session is to a decision. */
export type Desk = Pick<Session, "disk" | "phone" | "catalog">;

/**
 * Decide on all of these, as they are in the cases. Throws RangeError for a question that is empty
 * or too long, and for a record of which only the outline is here; then nothing is decided.
 */
export async function decide(
  desk: Desk,
  cases: readonly Pick<Case, "entry" | "kind">[],
  decided: Decided,
  nowMs: number = Date.now(),
): Promise<void> {
  const batch = desk.phone.newId();
  const drafts = cases.map(
    ({ entry: { shown }, kind }): DecisionDraft => ({
      recordId: shown.id,
      batch,
      content: contentOf(decided, kind),
      seen: seenIn(shown, desk.phone.owner.person),
      decidedAtMs: nowMs,
    }),
  );
  await withRoom(desk.disk, () =>
    desk.disk.write(["drafts"], async (to) => {
      for (const draft of drafts) await keepDecision(to, draft);
    }),
  );
  await readPending(desk);
  announce(desk);
}

/** Take back what has not become an act yet; give the records that wait again. */
export async function undo(desk: Desk, recordIds: readonly string[]): Promise<string[]> {
  const undone = await desk.disk.write(["drafts"], async (to) => {
    const found: string[] = [];
    for (const id of recordIds) if (await dropDecision(to, id)) found.push(id);
    return found;
  });
  await readPending(desk);
  announce(desk);
  return undone;
}

/** Take back what was decided last, all of it where it was several at once. */
export function undoLast(desk: Desk): Promise<string[]> {
  const last = pending.value.at(-1);
  const ofLast = pending.value.filter(({ batch }) => batch === last?.batch);
  return undo(
    desk,
    ofLast.map(({ recordId }) => recordId),
  );
}

/** Make acts of what is ten seconds old. A clock that was set back keeps nothing waiting. */
export function sendDue(desk: Desk, nowMs: number = Date.now()): Promise<Sent> {
  return send(desk, ({ decidedAtMs }) => Math.abs(nowMs - decidedAtMs) >= UNDO_MS);
}

/** Make acts of all: the officer leaves the queue, or signs out. */
export function sendAll(desk: Desk): Promise<Sent> {
  return send(desk, () => true);
}

/** The records whose decision was sent, and those that wait again. */
export interface Sent {
  readonly sent: readonly string[];
  readonly fellBack: readonly string[];
}

/** Give what can still be undone. */
export async function listPending({ disk }: Pick<Desk, "disk">): Promise<Pending[]> {
  const drafts = await disk.read(["drafts"], allDecisions);
  return drafts.map(({ recordId, batch, content, decidedAtMs }) => ({
    recordId,
    batch,
    decision: String(content["decision"]),
    deadlineMs: decidedAtMs + UNDO_MS,
  }));
}

/** The same, and show it in `pending`. */
export async function readPending(desk: Pick<Desk, "disk">): Promise<readonly Pending[]> {
  const found = await listPending(desk);
  if (found.length > 0 || pending.value.length > 0) pending.value = found;
  return found;
}

/** The police approve what is logged for them; the justice book they only see. */
function contentOf(decided: Decided, kind: Kind): JsonObject {
  if (decided.decision === "accepted") {
    return { decision: kind.stream === "mediation" ? "seen" : "accepted" };
  }
  const question = nfc(decided.question).trim();
  const length = [...question].length;
  if (length === 0 || length > QUESTION_MAX) throw new RangeError(`${length} characters asked`);
  const { field } = decided;
  return { decision: "returned", question, ...(field !== undefined && { field }) };
}

async function send(desk: Desk, isDue: (draft: DecisionDraft) => boolean): Promise<Sent> {
  const { disk, phone } = desk;
  const done = await withRoom(disk, () =>
    disk.write([...VIEW_STORES, "drafts"], async (to) => {
      const sent: string[] = [];
      const back: string[] = [];
      for (const draft of (await allDecisions(to)).filter(isDue)) {
        ((await becomeAct(desk, to, draft)) ? sent : back).push(draft.recordId);
      }
      return { sent, fellBack: back };
    }),
  );
  if (done.sent.length + done.fellBack.length === 0) return done;
  if (done.fellBack.length > 0) fellBack.value = [...fellBack.value, ...done.fellBack];
  noteSent(done.sent);
  await readPending(desk);
  if (done.sent.length > 0) phone.onSaved();
  else announce(desk);
  return done;
}

function noteSent(ids: readonly string[]): void {
  sends += 1;
  if (ids.length === 0) return;
  sentHere.value = new Map([...sentHere.value, ...ids.map((id) => [id, sends] as const)]);
}

/** In one transaction with the draft's end: no kill and no undoing comes between. */
async function becomeAct(desk: Desk, to: Transaction, draft: DecisionDraft): Promise<boolean> {
  const { phone, catalog } = desk;
  const { recordId, seen } = draft;
  await dropDecision(to, recordId);
  const { shown, state } = await readView(to, recordId, catalog.itemKeysOf);
  if (!shown || hasMovedOn(shown, seen, phone.owner.person)) return false;
  await addToOutbox(to, [reviewOf(desk, draft, shown, state)]);
  return true;
}

function reviewOf(
  { phone, catalog }: Desk,
  { recordId, content, seen, decidedAtMs }: DecisionDraft,
  shown: Shown,
  state: SyncState,
) {
  return makeMutation({ act: "review", recordId, target: seen.revision, content }, shown, {
    id: phone.newId(),
    person: phone.owner.person,
    atMs: decidedAtMs,
    clockOffsetMs: state.clockOffsetMs,
    kindVersion: catalog.versionOf(shown.kind),
    itemKeys: catalog.itemKeysOf(shown.kind),
  });
}

/** Other tabs, and this one's lists, read anew; nothing is to be sent yet. */
function announce({ disk }: Desk): void {
  const quiet = { note: () => Promise.resolve(), fail: () => undefined };
  browserHost(quiet).announce(disk.name, "saved");
}
