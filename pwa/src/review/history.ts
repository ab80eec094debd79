/**
 * A record's history with its differences: which act changed which field from what to what. The
 * server tells the acts in the order in which they took effect; what each of them did to the record
 * is worked out here by the server's own rule (a value applies where its author saw what stood).
 */

import { same, wasHash } from "../lib/canonical.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Verdict } from "../lib/wire.ts";
import type { ItemKeys } from "../sync/overlay.ts";
import type { PastAct } from "../sync/record-fetch.ts";

/** One difference. */
export interface Change {
  /** A field, one item of a list as "findings/<id>", or `stream` or `removed` of the record. */
  readonly field: string;
  /** The field within an item that was there before and after. */
  readonly inner?: string;
  /** What stood there; null: nothing. */
  readonly before: Json;
  readonly after: Json;
  /** Whether it took effect; else it stands beside, until somebody chooses. */
  readonly isTaken: boolean;
}

/** One act, and what it changed. */
export interface Step {
  readonly id: string;
  readonly act: string;
  readonly person: string;
  /** When, by the right clock; null where nobody knows. */
  readonly at: Date | null;
  /** When it arrived. */
  readonly receivedAt: Date | null;
  /** What the phone had to add to its clock, ms. */
  readonly clockOffsetMs: number;
  readonly verdict: Verdict;
  readonly changes: readonly Change[];
  /** What a note, a review or a removal says: decision, question, text, reason. */
  readonly said: JsonObject;
  /** Fields that retention has emptied, in this act or by it. */
  readonly purged: readonly string[];
}

/** Work out what each act changed. Pure. */
export function stepsOf(acts: readonly PastAct[], itemKeys: ItemKeys): Step[] {
  let state: State = { content: {}, stream: null, removed: null };
  return acts.map((past) => {
    const changes = changesOf(past, state, itemKeys);
    state = withChanges(state, changes, past, itemKeys);
    return stepOf(past, changes);
  });
}

/**
 * Give how wrong the clock was when this revision was written, for the check of clocks; null where
 * the history does not tell of it.
 */
export function clockOffsetAt(steps: readonly Step[], revision: string | null): number | null {
  return steps.find(({ id }) => id === revision)?.clockOffsetMs ?? null;
}

interface State {
  readonly content: JsonObject;
  readonly stream: string | null;
  readonly removed: string | null;
}

const SPEAKING = new Set(["note", "review", "remove"]);
const WRITING = new Set(["create", "edit", "resolve"]);

function stepOf({ mutation, verdict, received_at }: PastAct, changes: readonly Change[]): Step {
  const { act, at, clock_offset_ms: offset, content, purged, fields } = mutation;
  const clockOffsetMs = typeof offset === "number" ? offset : 0;
  const named = Array.isArray(purged ?? fields) ? ((purged ?? fields) as readonly Json[]) : [];
  return {
    id: String(mutation["id"]),
    act: String(act ?? ""),
    person: String(mutation["person"] ?? ""),
    at: momentAt(at, clockOffsetMs),
    receivedAt: momentAt(received_at, 0),
    clockOffsetMs,
    verdict,
    changes,
    said: SPEAKING.has(String(act)) && isObject(content) ? content : {},
    purged: named.map(String),
  };
}

function momentAt(value: unknown, offsetMs: number): Date | null {
  const ms = Date.parse(String(value ?? "")) + offsetMs;
  return Number.isNaN(ms) ? null : new Date(ms);
}

function changesOf(past: PastAct, state: State, itemKeys: ItemKeys): Change[] {
  const { act } = past.mutation;
  const content = isObject(past.mutation["content"]) ? past.mutation["content"] : {};
  if (act === "move") return ofRecord("stream", state.stream, content["stream"] ?? null, past);
  if (act === "remove") return ofRecord("removed", state.removed, content["reason"] ?? "", past);
  if (!WRITING.has(String(act))) return [];
  const { removed, ...fields } = content;
  const back = removed === undefined ? [] : ofRecord("removed", state.removed, removed, past);
  const isFrozen = state.removed !== null && back.length === 0;
  return [...back, ...unitsOf(past, fields, state, itemKeys).flatMap(changeOf(past, isFrozen))];
}

function ofRecord(field: string, before: Json, after: Json, { verdict }: PastAct): Change[] {
  return same(before, after) ? [] : [{ field, before, after, isTaken: verdict !== "conflict" }];
}

/** The smallest thing that merges: a field, or one item of a list. */
interface Unit {
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
  /** The hash of what its author saw there. */
  readonly seen: Json;
}

function unitsOf(
  { mutation }: PastAct,
  fields: JsonObject,
  { content }: State,
  itemKeys: ItemKeys,
): Unit[] {
  const was = isObject(mutation["was"]) ? mutation["was"] : {};
  return Object.entries(fields).flatMap(([field, value]): Unit[] => {
    const seen = was[field] ?? null;
    const before = content[field] ?? null;
    const key = itemKeys[field];
    if (key === undefined || !Array.isArray(value)) {
      return [{ field, before, after: value, seen }];
    }
    const known = new Map(objects(before).map((item) => [String(item[key]), item]));
    return objects(value).map((item) => {
      const id = String(item[key]);
      const seenItem = isObject(seen) ? (seen[id] ?? null) : null;
      return {
        field: `${field}/${id}`,
        before: known.get(id) ?? null,
        after: item,
        seen: seenItem,
      };
    });
  });
}

/** Only where the server found a conflict does anything stand beside; it does not say what. */
function changeOf({ verdict }: PastAct, isFrozen: boolean): (unit: Unit) => Change[] {
  return ({ field, before, after, seen }) => {
    const to = isTombstone(after) ? null : after;
    const from = isTombstone(before) ? null : before;
    if (same(from, to)) return [];
    const isTaken = verdict !== "conflict" || (!isFrozen && wasHash(before) === seen);
    if (!isObject(from) || !isObject(to) || !field.includes("/")) {
      return [{ field, before: from, after: to, isTaken }];
    }
    return innerChanges(field, from, to, isTaken);
  };
}

function innerChanges(
  field: string,
  before: JsonObject,
  after: JsonObject,
  isTaken: boolean,
): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((inner) => ({
      field,
      inner,
      before: before[inner] ?? null,
      after: after[inner] ?? null,
      isTaken,
    }))
    .filter((change) => !same(change.before, change.after));
}

function withChanges(
  state: State,
  changes: readonly Change[],
  past: PastAct,
  itemKeys: ItemKeys,
): State {
  const taken = new Set(changes.filter(({ isTaken }) => isTaken).map(({ field }) => field));
  const { act } = past.mutation;
  const content = isObject(past.mutation["content"]) ? past.mutation["content"] : {};
  const began = act === "create" ? String(past.mutation["stream"] ?? "") : null;
  const moved = taken.has("stream") ? String(content["stream"]) : null;
  return {
    stream: moved ?? state.stream ?? began,
    removed: removedAfter(state, changes),
    content: WRITING.has(String(act))
      ? written(state.content, content, taken, itemKeys)
      : state.content,
  };
}

function removedAfter({ removed }: State, changes: readonly Change[]): string | null {
  const change = changes.find(({ field, isTaken }) => field === "removed" && isTaken);
  if (!change) return removed;
  return change.after === null ? null : String(change.after);
}

function written(
  present: JsonObject,
  content: JsonObject,
  taken: ReadonlySet<string>,
  itemKeys: ItemKeys,
): JsonObject {
  const next = new Map(Object.entries(present));
  for (const [field, value] of Object.entries(content)) {
    const key = itemKeys[field];
    if (key === undefined) {
      if (taken.has(field)) next.set(field, value);
      continue;
    }
    const items = objects(value).filter((item) => taken.has(`${field}/${String(item[key])}`));
    next.set(field, withItems(present[field] ?? null, items, key));
  }
  return Object.fromEntries(next);
}

function withItems(present: Json, changed: readonly JsonObject[], key: string): Json {
  const byId = new Map([...objects(present), ...changed].map((item) => [String(item[key]), item]));
  return [...byId.values()];
}

function objects(value: Json): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isTombstone(value: Json): boolean {
  return isObject(value) && value["removed"] === true;
}
